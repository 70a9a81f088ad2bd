import { describe, expect, it } from 'vitest'
import type { Model } from '../../../src/core/model.ts'
import type { Past } from '../../../src/core/past.ts'
import { gateRows } from '../../../src/ui/screen/gates.ts'
import { plainText } from '../../../src/widgets/fit.ts'
import { aModel, aSignal, given, NOW, rule, wave } from '../../support/model.ts'

const latency = aSignal('p95', {
  unit: 'seconds',
  rules: [rule({ op: 'atLeast', warn: 2, crit: 3 })],
})
const HOUR = 3_600_000
const history = wave({ from: 1 }).map((point) =>
  point.at > NOW - HOUR && point.at <= NOW - HOUR / 2 ? { ...point, value: 4 } : point,
)

function modelAt(hoursAfter: number, outcome: 'pending' | 'known' | 'failed'): Model {
  const model = aModel({
    signals: [given(latency, { '': { value: 1, history } })],
    sources: { prometheus: { history: 'filled' } },
  })
  const past: Past = {
    series: new Map(),
    asked: new Map([['prometheus', { at: NOW, from: NOW - hoursAfter * HOUR, outcome }]]),
  }
  return { ...model, past, deployment: { ...model.deployment, at: NOW - hoursAfter * HOUR } }
}

const text = (model: Model): string => gateRows(model, 100).map(plainText).join('\n')

describe('what was broken since the deployment', () => {
  it('is told with when and how long', () => {
    expect(text(modelAt(1.5, 'known'))).toMatch(/ Since the deployment\n {3}✖ p95 {2}T\+00:3\d {2}(29|30)m/)
  })

  it('is told to be nothing where nothing was', () => {
    const model = modelAt(0.4, 'known')
    expect(text(model)).toContain('no limit was broken for long enough to count')
  })

  it.each<[outcome: 'pending' | 'known' | 'failed', sentence: string]>([
    ['failed', 'prom: its past is not known (failed)'],
    ['pending', 'prom: its past is not known (pending)'],
    ['known', 'prom: keeps no past; known since this program started'],
  ])('says where the past is missing: %s', (outcome, sentence) => {
    expect(text(modelAt(30, outcome))).toContain(sentence)
  })

  it('says of a young deployment only that nothing is missing', () => {
    expect(text(modelAt(1, 'pending'))).not.toContain('past')
  })
})

describe('the deployment', () => {
  it('is told with where its time comes from', () => {
    const model = modelAt(1.5, 'known')
    expect(text(model)).toMatch(/^ T\+01:30 {2}v1\n deployed 2026-03-14 12:32 UTC, by the profile/)
    const unknown = { ...model, deployment: { ...model.deployment, at: null } }
    expect(text(unknown)).toContain('nobody knows when the deployment was: --deployed-at')
  })
})
