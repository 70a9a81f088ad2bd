import { describe, expect, it } from 'vitest'
import { judgePanel } from '../../src/panels/panel.ts'
import type { SharesConfig } from '../../src/panels/shares/config.ts'
import { aModel, aSignal, given, rule, type Told } from '../support/model.ts'
import { drawnText, summaryText } from '../support/panel.ts'

const config: SharesConfig = { id: 'traffic', kind: 'shares', title: 'Traffic', signal: 'share' }
const target = (mode: string, share: number) =>
  rule({ op: 'deviates', target: share, warn: 0.05, crit: 0.1 }, { mode })
const share = aSignal('share', {
  title: 'share',
  label: 'mode',
  expect: ['fast', 'balanced', 'creative'],
  unit: 'ratio',
  rules: [target('fast', 0.6), target('balanced', 0.3), target('creative', 0.1)],
})
const modelOf = (told: Record<string, Told>) =>
  aModel({ signals: [given(share, { fast: 0.589, balanced: 0.338, creative: 0.073, ...told })] })

describe('shares', () => {
  it.each<[string, Record<string, Told>, string]>([
    ['good', {}, 'ok'],
    ['off by 5 points', { fast: 0.549 }, 'warn'],
    ['off by 10 points', { fast: 0.5, balanced: 0.4 }, 'crit'],
    ['old', { fast: { value: 0.6, agoMs: 90_000 } }, 'stale'],
    ['not a number', { fast: { absent: 'no data: the answer is NaN' } }, 'unknown'],
  ])('%s', (_, told, level) => expect(judgePanel(config, modelOf(told)).level).toBe(level))

  it('shows the share against its target', () => {
    expect(drawnText(config, modelOf({}), 52)).toMatchInlineSnapshot(`
      "fast       58.9 % ▕████████▉┊     ▏  −1.1 pt  ● OK
      balanced   33.8 % ▕████┊▏         ▏  +3.8 pt  ● OK
      creative    7.3 % ▕█┊             ▏  −2.7 pt  ● OK
      worst deviation 3.8 of 5 points"
    `)
    expect(drawnText(config, modelOf({}), 40)).toMatchInlineSnapshot(`
      "fast       58.9 %  −1.1 pt  ● OK
      balanced   33.8 %  +3.8 pt  ● OK
      creative    7.3 %  −2.7 pt  ● OK
      worst deviation 3.8 of 5 points"
    `)
    expect(drawnText(config, modelOf({ fast: 0.48, balanced: 0.45 }), 66)).toMatchInlineSnapshot(`
      "fast       48.0 % ▕███████████▌  ┊         ▏ −12.0 pt  ✖ CRIT
      balanced   45.0 % ▕███████┊██▊             ▏ +15.0 pt  ✖ CRIT
      creative    7.3 % ▕█▊┊                     ▏  −2.7 pt  ● OK
      worst deviation 15.0 of 5 points"
    `)
    expect(summaryText(config, modelOf({ fast: 0.48 }), 60)).toMatchInlineSnapshot(
      `"✖ fast 48.0 % / 60±10   balanced 33.8 % / 30±10"`,
    )
  })

  it('has no deviation of what is not known', () => {
    const model = modelOf({
      fast: { value: 0.2, agoMs: 90_000 },
      balanced: { absent: 'no data: an empty answer' },
    })
    expect(drawnText(config, model, 66)).toMatchInlineSnapshot(`
      "fast       20.0 % ▕████▊         ┊         ▏ ◌ STALE 1m30s
      balanced      — % ▕       ┊                ▏ ? UNKNOWN  no data:…
      creative    7.3 % ▕█▊┊                     ▏  −2.7 pt  ● OK"
    `)
  })

  it('shows shares without targets as they are', () => {
    const plain = aSignal('share', { title: 'share', label: 'mode', unit: 'ratio' })
    expect(
      drawnText(config, aModel({ signals: [given(plain, { a: 0.25, b: 0.75 })] }), 52),
    ).toMatchInlineSnapshot(`
      "a   25.0 % ▕█████▌                ▏
      b   75.0 % ▕████████████████▌     ▏"
    `)
  })
})
