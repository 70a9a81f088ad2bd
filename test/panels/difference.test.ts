import { describe, expect, it } from 'vitest'
import type { BeforeOfSource } from '../../src/core/before.ts'
import type { Model } from '../../src/core/model.ts'
import type { PanelConfig } from '../../src/panels/panel.ts'
import { aModel, aSignal, given, NOW, wave } from '../support/model.ts'
import { drawnText } from '../support/panel.ts'

const config: PanelConfig = { id: 'p', kind: 'quantiles', title: 'p95', signal: 'p95', also: [] }
const signal = aSignal('p95', { label: 'mode', unit: 'seconds', hasBaseline: true })

/** Two series of 3 s, of which the hours before the deployment are known as far as `before` says. */
function compared(before: Readonly<Record<string, number>>): Model {
  const model = aModel({
    signals: [
      given(signal, {
        fast: { value: 3, history: wave({ from: 3 }) },
        slow: { value: 3, history: wave({ from: 3 }) },
      }),
    ],
  })
  const known: BeforeOfSource = {
    askedAt: NOW,
    deployedAt: NOW - 3_600_000,
    offsetMs: 86_400_000,
    outcome: 'known',
    points: new Map(
      Object.entries(before).map(([key, value]) => [`p95.${key}`, wave({ from: value, points: 240 })]),
    ),
  }
  return { ...model, before: new Map([['prometheus', known]]) }
}

describe('the difference from before the deployment, in one line', () => {
  it.each([
    [110, 'vs before  +50 %', 'vs before +100 %'],
    [60, 'Δ  +50 %', 'Δ +100 %'],
  ])('at %i cells', (width, fast, slow) => {
    const [first, second] = drawnText(config, compared({ fast: 2, slow: 1.5 }), width).split('\n')
    expect(first).toContain(fast)
    expect(second).toContain(slow)
    // The shape of the past is still there, and begins in one column.
    expect(first?.search(/[⠀-⣿]/)).toBe(second?.search(/[⠀-⣿]/))
  })

  it('goes before the shape of the past does', () => {
    const narrow = drawnText(config, compared({ fast: 2, slow: 1.5 }), 34)
    expect(narrow).not.toContain('Δ')
    expect(narrow).toMatch(/[⠀-⣿]/)
  })

  it('says of which series nobody knows; nothing where nobody knows of any', () => {
    expect(drawnText(config, compared({ fast: 2 }), 60).split('\n')[1]).toContain('Δ      ?')
    expect(drawnText(config, compared({}), 60)).not.toContain('Δ')
  })
})
