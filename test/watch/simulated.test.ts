import { describe, expect, it } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import type { ScenarioName } from '../../src/demo/index.ts'
import { type JudgedGate, judgeGates } from '../../src/watch/gates.ts'
import { H, T0 } from '../core/given.ts'
import { watchSimulated } from './simulated.ts'

const gateOf = (model: Model, id: string): JudgedGate => {
  const gate = judgeGates(model).find((judged) => judged.gate.id === id)
  if (gate === undefined) throw new Error(`no gate ${id}`)
  return gate
}

/** Criteria of any gate with that outcome, each once. */
const criteriaOf = (model: Model, outcome: string): readonly string[] => [
  ...new Set(
    judgeGates(model).flatMap(({ criteria }) =>
      criteria.flatMap((each) => (each.outcome === outcome ? [each.criterion.id] : [])),
    ),
  ),
]

describe('48 hours of the simulated backend, read over HTTP at speed', () => {
  it('a calm release is safe to promote when its training is through, and not an hour before', async () => {
    const outcomes: string[] = []
    let forecast: number | null = null
    const end = await watchSimulated('calm', 48, (model, hour) => {
      outcomes[hour] = gateOf(model, 'promote').outcome
      // A third of the way: what is foretold of the end is held against it below.
      if (hour === 12) forecast = gateOf(model, 'tuning').readyAt
    })
    const passedAt = outcomes.indexOf('passed')
    expect(outcomes.slice(1, passedAt).every((outcome) => outcome === 'failed')).toBe(true)
    expect(outcomes.slice(passedAt).every((outcome) => outcome === 'passed')).toBe(true)
    expect(Math.abs((forecast ?? 0) - (T0 + passedAt * H))).toBeLessThan(2 * H)
    expect(judgeGates(end).map(({ gate, outcome }) => `${gate.id} ${outcome}`)).toEqual([
      'tuning passed',
      'stability passed',
      'guards passed',
      'promote passed',
      'rollback passed',
    ])
    expect(end.changes.filter(({ to }) => to === 'crit')).toEqual([])
  }, 240_000)

  it.each<[scenario: ScenarioName, failed: readonly string[]]>([
    ['calm', ['entropy']],
    ['rollback-storm', ['entropy', 'rollbacks']],
    ['traffic-drift', ['traffic', 'entropy', 'latency']],
    ['breaker-open', ['entropy', 'traffic', 'breakers', 'llm']],
    ['json-fallback', ['entropy', 'json']],
  ])(
    'after two hours of %s what fails is %j, and nothing is unknown',
    async (scenario, failed) => {
      const model = await watchSimulated(scenario, 2, () => undefined)
      expect(criteriaOf(model, 'failed')).toEqual(failed)
      expect(criteriaOf(model, 'unknown')).toEqual([])
      expect(gateOf(model, 'promote').outcome).toBe('failed')
    },
    60_000,
  )
})
