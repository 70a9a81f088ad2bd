import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Condition,
  RULE_AT_REST,
  type Rule,
  type RuleState,
  ruleApplies,
  stepRule,
} from '../../src/core/rule.ts'
import type { Value } from '../../src/core/sample.ts'
import type { RaisedLevel } from '../../src/core/verdict.ts'
import { M, rule, S, T0 } from './given.ts'

type Reading = readonly [at: number, value: Value]

/** The levels after each reading, seconds since the start. */
function play(judged: Rule, readings: readonly Reading[]): RaisedLevel[] {
  let state: RuleState = RULE_AT_REST
  return readings.map(([at, value]) => {
    state = stepRule(judged, state, value, T0 + at * S)
    return state.level
  })
}

const level = (condition: Condition, value: Value): RaisedLevel | undefined =>
  play(rule({ condition }), [[0, value]])[0]

describe('which values break which limit', () => {
  const range = { op: 'outside', warn: [0.5, 2], crit: [0.3, 3] } as const
  it.each<[string, Condition, Value, RaisedLevel]>([
    ['above is strict', { op: 'above', warn: 1, crit: 2 }, 1, 'ok'],
    ['above', { op: 'above', warn: 1, crit: 2 }, 1.001, 'warn'],
    ['above, at crit', { op: 'above', warn: 1, crit: 2 }, 2, 'warn'],
    ['above', { op: 'above', warn: 1, crit: 2 }, 2.001, 'crit'],
    ['atLeast includes its limit', { op: 'atLeast', warn: 1, crit: 2 }, 1, 'warn'],
    ['atLeast', { op: 'atLeast', warn: 1, crit: 2 }, 0.999, 'ok'],
    ['atLeast', { op: 'atLeast', warn: 1, crit: 2 }, 2, 'crit'],
    ['below is strict', { op: 'below', warn: 0.3, crit: 0.2 }, 0.3, 'ok'],
    ['below', { op: 'below', warn: 0.3, crit: 0.2 }, 0.2, 'warn'],
    ['below', { op: 'below', warn: 0.3, crit: 0.2 }, 0.199, 'crit'],
    ['atMost includes its limit', { op: 'atMost', warn: 0.3, crit: 0.2 }, 0.3, 'warn'],
    ['atMost', { op: 'atMost', warn: 0.3, crit: 0.2 }, 0.2, 'crit'],
    ['atMost', { op: 'atMost', warn: 0.3, crit: 0.2 }, 0.301, 'ok'],
    ['outside allows its low end', range, 0.5, 'ok'],
    ['outside allows its high end', range, 2, 'ok'],
    ['outside, below', range, 0.4, 'warn'],
    ['outside, above', range, 2.5, 'warn'],
    ['outside, far below', range, 0, 'crit'],
    ['outside, far above', range, 4, 'crit'],
    ['equals lists the bad', { op: 'equals', warn: [2], crit: [1] }, 0, 'ok'],
    ['equals', { op: 'equals', warn: [2], crit: [1] }, 1, 'crit'],
    ['equals', { op: 'equals', warn: [2], crit: [1] }, 2, 'warn'],
    ['equals does not mistake a word for a number', { op: 'equals', warn: null, crit: [1] }, '1', 'ok'],
    ['differs lists the good', { op: 'differs', warn: null, crit: ['healthy'] }, 'healthy', 'ok'],
    ['differs', { op: 'differs', warn: null, crit: ['healthy'] }, 'degraded', 'crit'],
    ['differs, two levels', { op: 'differs', warn: ['healthy'], crit: ['healthy', 'busy'] }, 'busy', 'warn'],
    ['deviates, above', { op: 'deviates', target: 0.5, warn: 0.25, crit: 0.375 }, 0.75, 'warn'],
    ['deviates, below', { op: 'deviates', target: 0.5, warn: 0.25, crit: 0.375 }, 0.125, 'crit'],
    ['deviates, near', { op: 'deviates', target: 0.5, warn: 0.25, crit: 0.375 }, 0.7, 'ok'],
    ['no warn level', { op: 'above', warn: null, crit: 2 }, 1.5, 'ok'],
    ['no warn level', { op: 'above', warn: null, crit: 2 }, 2.5, 'crit'],
    ['no crit level', { op: 'above', warn: 1, crit: null }, 99, 'warn'],
    ['a word breaks no number', { op: 'above', warn: 1, crit: 2 }, 'much', 'ok'],
    ['a word breaks no range', range, 'much', 'ok'],
  ])('%s: %j of %j is %s', (_, condition, value, expected) => expect(level(condition, value)).toBe(expected))
})

describe('a limit must be broken for so long without interruption', () => {
  const judged = rule({ condition: { op: 'atLeast', warn: 2, crit: 3 }, forMs: M })
  it.each<[string, readonly Reading[], readonly RaisedLevel[]]>([
    [
      'raised when the time has passed',
      [
        [0, 3],
        [59, 3],
        [60, 3],
      ],
      ['ok', 'ok', 'crit'],
    ],
    [
      'one good reading starts anew',
      [
        [0, 3],
        [50, 1],
        [60, 3],
        [119, 3],
        [120, 3],
      ],
      ['ok', 'ok', 'ok', 'ok', 'crit'],
    ],
    [
      'each level has a timer of its own',
      [
        [0, 2],
        [30, 3],
        [60, 3],
        [90, 3],
      ],
      ['ok', 'ok', 'warn', 'crit'],
    ],
    [
      'a crit breach is a warn breach too',
      [
        [0, 3],
        [30, 2],
        [60, 2],
      ],
      ['ok', 'ok', 'warn'],
    ],
    [
      'back to warn at once',
      [
        [0, 3],
        [60, 3],
        [65, 2],
      ],
      ['ok', 'crit', 'warn'],
    ],
    [
      'and crit again only after its time',
      [
        [0, 3],
        [60, 3],
        [65, 2],
        [70, 3],
        [130, 3],
      ],
      ['ok', 'crit', 'warn', 'warn', 'crit'],
    ],
    [
      'lowered at once',
      [
        [0, 3],
        [60, 3],
        [65, 1],
      ],
      ['ok', 'crit', 'ok'],
    ],
  ])('%s', (_, readings, levels) => expect(play(judged, readings)).toEqual(levels))
})

describe('the hysteresis keeps a raised level until the value is well inside', () => {
  const above = rule({ condition: { op: 'above', warn: null, crit: 2 }, hysteresis: 0.5 })
  const below = rule({ condition: { op: 'below', warn: null, crit: 2 }, hysteresis: 0.5 })
  const outside = rule({ condition: { op: 'outside', warn: [1, 3], crit: null }, hysteresis: 0.5 })
  const deviates = rule({ condition: { op: 'deviates', target: 10, warn: null, crit: 2 }, hysteresis: 0.5 })
  const both = rule({ condition: { op: 'atLeast', warn: 2, crit: 3 }, hysteresis: 0.5 })
  it.each<[string, Rule, readonly Value[], readonly RaisedLevel[]]>([
    ['above', above, [1.8, 2.1, 1.8, 1.5, 1.8], ['ok', 'crit', 'crit', 'ok', 'ok']],
    ['below', below, [2.2, 1.9, 2.2, 2.5, 2.2], ['ok', 'crit', 'crit', 'ok', 'ok']],
    ['outside, low', outside, [1.2, 0.9, 1.2, 1.5], ['ok', 'warn', 'warn', 'ok']],
    ['outside, high', outside, [2.8, 3.1, 2.8, 2.5], ['ok', 'warn', 'warn', 'ok']],
    ['deviates', deviates, [11.8, 12, 11.8, 11.4, 8.2], ['ok', 'crit', 'crit', 'ok', 'ok']],
    ['two levels', both, [2.8, 3, 2.8, 2.4, 1.8, 1.4], ['warn', 'crit', 'crit', 'warn', 'warn', 'ok']],
  ])('%s', (_, judged, values, levels) =>
    expect(
      play(
        judged,
        values.map((value, i) => [i, value]),
      ),
    ).toEqual(levels),
  )
})

describe('a clock that is set back', () => {
  const judged = rule({ condition: { op: 'above', warn: null, crit: 2 }, forMs: M })
  it('does not lower what is raised', () =>
    expect(
      play(judged, [
        [3600, 3],
        [3660, 3],
        [0, 3],
        [5, 3],
      ]),
    ).toEqual(['ok', 'crit', 'crit', 'crit']))
  it('counts on from the new time', () =>
    expect(
      play(judged, [
        [3600, 3],
        [0, 3],
        [60, 3],
      ]),
    ).toEqual(['ok', 'ok', 'crit']))
})

describe('for every history', () => {
  const limits = fc.record({
    warn: fc.option(fc.integer({ min: 0, max: 10 })),
    crit: fc.option(fc.integer({ min: 0, max: 10 })),
  })
  const ranges = fc.record({
    warn: fc.constantFrom<[number, number] | null>(null, [3, 7]),
    crit: fc.constantFrom<[number, number] | null>(null, [2, 9]),
  })
  const condition: fc.Arbitrary<Condition> = fc.oneof(
    fc
      .tuple(fc.constantFrom('above', 'atLeast', 'below', 'atMost'), limits)
      .map(([op, both]) => ({ op, ...both })),
    ranges.map((both) => ({ op: 'outside' as const, ...both })),
    limits.map((both) => ({ op: 'deviates' as const, target: 5, ...both })),
  )
  const judged = fc
    .tuple(condition, fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 3 }))
    .map(([given, seconds, hysteresis]) => rule({ condition: given, forMs: seconds * S, hysteresis }))
  const readings = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 10 })), { maxLength: 40 })
    .map((steps) => {
      let at = 0
      return steps.map(([gap, value]): Reading => {
        at += gap
        return [at, value]
      })
    })
  const seeded = { seed: 57, numRuns: 800 }
  const rank = { ok: 0, warn: 1, crit: 2 } as const

  it('no level is raised before its limit has been broken for so long', () => {
    fc.assert(
      fc.property(judged, readings, (given, history) => {
        const levels = play(given, history)
        for (const [i, reached] of levels.entries()) {
          const before = levels[i - 1] ?? 'ok'
          if (rank[reached] <= rank[before]) continue
          const instant = { ...given, forMs: 0, hysteresis: before === 'ok' ? 0 : given.hysteresis }
          const now = history[i]?.[0] ?? 0
          const window = history.slice(0, i + 1)
          const lastGood = window.findLastIndex(([, value]) => {
            const state: RuleState = { level: before, warnSince: null, critSince: null }
            return rank[stepRule(instant, state, value, 0).level] < rank[reached]
          })
          const brokenFrom = window[lastGood + 1]?.[0] ?? Number.POSITIVE_INFINITY
          expect((now - brokenFrom) * S).toBeGreaterThanOrEqual(given.forMs)
        }
      }),
      seeded,
    )
  })

  it('hysteresis never raises: while nothing is raised, the levels are those without it', () => {
    fc.assert(
      fc.property(judged, readings, (given, history) => {
        const first = play(given, history).findIndex((reached) => reached !== 'ok')
        const plain = play({ ...given, hysteresis: 0 }, history)
        expect(plain.findIndex((reached) => reached !== 'ok')).toBe(first)
      }),
      seeded,
    )
  })

  it('hysteresis only ever holds a level longer', () => {
    fc.assert(
      fc.property(judged, readings, (given, history) => {
        const held = play(given, history)
        const plain = play({ ...given, hysteresis: 0 }, history)
        for (const [i, reached] of held.entries())
          expect(rank[reached]).toBeGreaterThanOrEqual(rank[plain[i] ?? 'ok'])
      }),
      seeded,
    )
  })
})

it.each<[Record<string, string>, Record<string, string>, boolean]>([
  [{}, { mode: 'fast' }, true],
  [{ mode: 'fast' }, { mode: 'fast', le: '1' }, true],
  [{ mode: 'fast' }, { mode: 'creative' }, false],
  [{ mode: 'fast' }, {}, false],
])('a rule for %j judges a series %j: %s', (where, labels, applies) =>
  expect(ruleApplies(rule({ where, condition: { op: 'above', warn: 1, crit: null } }), labels)).toBe(applies),
)
