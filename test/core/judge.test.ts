import { describe, expect, it } from 'vitest'
import { applyFailure, applyReadings, newSignal } from '../../src/core/instances.ts'
import { judgeInstance } from '../../src/core/judge.ts'
import type { SourceState } from '../../src/core/model.ts'
import { numberSample, type Sample } from '../../src/core/sample.ts'
import type { Instance, SignalConfig } from '../../src/core/signal.ts'
import { startModel } from '../../src/core/start.ts'
import { ageAt, compareLevels, LEVELS, type Verdict, worstLevel } from '../../src/core/verdict.ts'
import { GRID, LATENCY, M, profile, REFUSED, rule, S, signal, source, T0 } from './given.ts'

/** What happened to a series, in seconds since T0. */
type Event =
  | { at: number; value: number | string; measuredAt?: number }
  | { at: number; absent: string }
  | { at: number; failed: string }

const CALM: SourceState | undefined = startModel(profile([]), T0, { columns: 80, rows: 24 }).sources.get(
  'prometheus',
)

function play(config: SignalConfig, events: readonly Event[]): Instance {
  let played = newSignal(config, GRID, T0)
  for (const event of events) {
    const now = T0 + event.at * S
    if ('failed' in event) {
      played = applyFailure(played, event.failed, now)
      continue
    }
    const sample: Sample =
      'absent' in event
        ? { kind: 'absent', reason: event.absent, measuredAt: now }
        : { kind: 'value', value: event.value, measuredAt: T0 + (event.measuredAt ?? event.at) * S }
    played = applyReadings(played, [{ signal: config.id, labels: {}, sample }], GRID, now)
  }
  const [instance] = played.instances.values()
  if (instance === undefined) throw new Error('a signal without a label has one series')
  return instance
}

function verdictOf(
  config: SignalConfig,
  events: readonly Event[],
  {
    at,
    trustedSince = 0,
    source: given = {},
  }: { at: number; trustedSince?: number; source?: Partial<SourceState> },
): Verdict {
  if (CALM === undefined) throw new Error('the profile has a source')
  return judgeInstance(config, play(config, events), {
    now: T0 + at * S,
    trustedSince: T0 + trustedSince * S,
    source: { ...CALM, ...given },
  })
}

const P95 = signal({ rules: [LATENCY] })
const HEALTH = signal({
  title: 'LLM health',
  unit: 'state',
  failures: 2,
  onFailure: 'crit',
  rules: [rule({ condition: { op: 'differs', warn: null, crit: ['healthy'] } })],
})
const QUEUE = signal({
  title: 'queue',
  unit: 'count',
  rules: [rule({ condition: { op: 'above', warn: 50, crit: 100 } })],
})
const every = (seconds: number, count: number, value: number): Event[] =>
  Array.from({ length: count }, (_, i) => ({ at: i * seconds, value }))

describe('a series is judged', () => {
  const down = { failure: REFUSED, failures: 3, failingSince: T0 }
  type Scenario = [
    name: string,
    config: SignalConfig,
    events: readonly Event[],
    circumstances: { at: number; trustedSince?: number; source?: Partial<SourceState> },
    level: string,
    reason: string,
  ]
  it.each<Scenario>([
    ['before anything was read', P95, [], { at: 1 }, 'unknown', 'not read yet'],
    ['when the first poll failed', P95, [], { at: 1, source: down }, 'unknown', REFUSED.message],
    ['ok', P95, [{ at: 0, value: 1.9 }], { at: 5 }, 'ok', 'p95 1.90 s < 2.9 s'],
    ['without a rule', signal(), [{ at: 0, value: 1.9 }], { at: 5 }, 'ok', 'p95 1.90 s, no limit set'],
    [
      'with a rule for other series only',
      signal({ rules: [{ ...LATENCY, where: { mode: 'fast' } }] }),
      [{ at: 0, value: 9 }],
      { at: 5 },
      'ok',
      'p95 9.00 s, no limit set',
    ],
    ['crit', P95, every(5, 49, 3.41), { at: 240 }, 'crit', 'p95 3.41 s ≥ 3.2 s for 4 m'],
    [
      'ok as long as it does not count',
      P95,
      every(5, 9, 3.41),
      { at: 40 },
      'ok',
      'p95 3.41 s ≥ 2.9 s for 40 s, counts after 1m',
    ],
    [
      'no data',
      P95,
      [
        { at: 0, value: 1 },
        { at: 5, absent: 'no data: the query returned no series' },
      ],
      { at: 5 },
      'unknown',
      'no data: the query returned no series',
    ],
    [
      'still fresh although the last poll failed',
      P95,
      [
        { at: 0, value: 1 },
        { at: 5, failed: 'timed out' },
      ],
      { at: 30, source: down },
      'ok',
      'p95 1.00 s < 2.9 s',
    ],
    [
      'stale when no answer comes',
      P95,
      [
        { at: 0, value: 1 },
        { at: 5, failed: 'timed out' },
      ],
      { at: 31, source: down },
      'stale',
      'p95 1.00 s is 31 s old: timed out',
    ],
    [
      'stale when its target is dead though the source answers',
      P95,
      [
        { at: 0, value: 1 },
        { at: 150, value: 1, measuredAt: 0 },
      ],
      { at: 150 },
      'stale',
      'p95 1.00 s is 2 m old: its target no longer reports it',
    ],
    [
      'stale, not crit, when the alarm is old',
      P95,
      every(5, 49, 3.41),
      { at: 300 },
      'stale',
      'p95 3.41 s is 60 s old: its target no longer reports it',
    ],
    [
      'as old as it is when the server says it is from the future',
      P95,
      [{ at: 0, value: 1, measuredAt: 3600 }],
      { at: 31 },
      'stale',
      'p95 1.00 s is 31 s old: its target no longer reports it',
    ],
    [
      'after a standstill',
      P95,
      [{ at: 0, value: 1 }],
      { at: 20, trustedSince: 20 },
      'stale',
      'not read again since the program stood still; the value is 20 s old',
    ],
    [
      'after a standstill, read again',
      P95,
      [
        { at: 0, value: 1 },
        { at: 21, value: 2 },
      ],
      { at: 21, trustedSince: 20 },
      'ok',
      'p95 2.00 s < 2.9 s',
    ],
    [
      'after the clock was set back',
      P95,
      [{ at: 3600, value: 1 }],
      { at: 0, trustedSince: 0 },
      'stale',
      'not read again since the clock was set back',
    ],
    [
      'after a standstill, failed before it',
      HEALTH,
      [
        { at: 0, value: 'healthy' },
        { at: 5, failed: 'no' },
        { at: 9, failed: 'no' },
      ],
      { at: 20, trustedSince: 20 },
      'stale',
      'not read again since the program stood still; the value is 20 s old',
    ],
    [
      'after a standstill, failed after it',
      HEALTH,
      [
        { at: 0, value: 'healthy' },
        { at: 21, failed: 'refused' },
        { at: 22, failed: 'refused' },
      ],
      { at: 22, trustedSince: 20 },
      'crit',
      'LLM health: refused, 2 times in a row',
    ],
    [
      'one failure of two',
      HEALTH,
      [
        { at: 0, value: 'healthy' },
        { at: 5, failed: 'refused' },
      ],
      { at: 5 },
      'ok',
      'LLM health healthy',
    ],
    [
      'two failures of two',
      HEALTH,
      [
        { at: 0, value: 'healthy' },
        { at: 5, failed: 'refused' },
        { at: 9, failed: 'refused' },
      ],
      { at: 9 },
      'crit',
      'LLM health: refused, 2 times in a row',
    ],
    [
      'failures must be in a row',
      HEALTH,
      [
        { at: 0, failed: 'refused' },
        { at: 5, value: 'healthy' },
        { at: 9, failed: 'refused' },
      ],
      { at: 9 },
      'ok',
      'LLM health healthy',
    ],
    [
      'one failure of one',
      { ...HEALTH, failures: 1, onFailure: 'warn' },
      [{ at: 5, failed: 'refused' }],
      { at: 5 },
      'warn',
      'LLM health: refused',
    ],
    [
      'failed before there was a value',
      HEALTH,
      [{ at: 5, failed: 'refused' }],
      { at: 5 },
      'unknown',
      'refused',
    ],
    [
      'a bad word',
      HEALTH,
      [{ at: 0, value: 'degraded' }],
      { at: 5 },
      'crit',
      'LLM health degraded, not healthy for 5 s',
    ],
    [
      'a word where a number is judged',
      QUEUE,
      [{ at: 0, value: 'n/a' }],
      { at: 0 },
      'unknown',
      'queue "n/a" is not a number, so its limit says nothing',
    ],
    [
      'switched off',
      P95,
      every(5, 49, 3.41),
      { at: 240, source: { config: source({ enabled: false }) } },
      'unknown',
      'the source prometheus is switched off in the profile',
    ],
  ])('%s', (_, config, events, circumstances, level, reason) =>
    expect(verdictOf(config, events, circumstances)).toMatchObject({ level, reason }),
  )

  it('belongs to no source: as if it were switched off', () =>
    expect(
      judgeInstance(P95, play(P95, [{ at: 0, value: 1 }]), { now: T0, trustedSince: T0, source: undefined }),
    ).toMatchObject({ level: 'unknown', reason: 'the source prometheus is switched off in the profile' }))
})

describe('the evidence of a verdict', () => {
  it.each<[string, SignalConfig, readonly Event[], number, Partial<Verdict>]>([
    ['a value', P95, [{ at: 0, value: 1.9 }], 7, { value: 1.9, limit: 3.2, readAt: T0, rule: 'limit' }],
    ['nothing read', P95, [], 7, { value: null, limit: 3.2, readAt: null, rule: null }],
    [
      'no data shows no old value and no age',
      P95,
      [
        { at: 0, value: 1 },
        { at: 5, absent: 'no data' },
      ],
      7,
      { value: null, limit: 3.2, readAt: null },
    ],
    [
      'a stale value keeps its value, limit and when it was true',
      P95,
      [{ at: 0, value: 9 }],
      100,
      { value: 9, limit: 3.2, readAt: T0, since: T0 },
    ],
    ['no rule, no limit', signal(), [{ at: 0, value: 1 }], 7, { limit: null, rule: null }],
    ['crit since its limit was broken', P95, every(5, 49, 3.41), 240, { level: 'crit', since: T0 }],
    ['a word', HEALTH, [{ at: 0, value: 'degraded' }], 5, { value: 'degraded', limit: 'healthy', since: T0 }],
  ])('%s', (_, config, events, at, evidence) =>
    expect(verdictOf(config, events, { at })).toMatchObject(evidence),
  )

  it('NaN and infinities are no data, with the reason', () => {
    expect(numberSample(0, T0)).toEqual({ kind: 'value', value: 0, measuredAt: T0 })
    for (const [number, words] of [
      [Number.NaN, 'no data: the answer is NaN (nothing to divide by, or an empty histogram)'],
      [Number.POSITIVE_INFINITY, 'no data: the answer is +Inf'],
      [Number.NEGATIVE_INFINITY, 'no data: the answer is −Inf'],
    ] as const)
      expect(numberSample(number, T0)).toEqual({ kind: 'absent', reason: words, measuredAt: T0 })
  })
})

describe('of several rules', () => {
  const warnAbove = rule({ id: 'a', condition: { op: 'above', warn: 1, crit: null } })
  const critAbove = rule({ id: 'b', condition: { op: 'above', warn: null, crit: 2 } })
  const pending = rule({ id: 'c', condition: { op: 'above', warn: null, crit: 0 }, forMs: M })
  it.each([
    ['the worst speaks', 3, [warnAbove, critAbove], 'b', 'crit'],
    ['the only one that is broken speaks', 1.5, [critAbove, warnAbove], 'a', 'warn'],
    ['among equals the first', 0, [warnAbove, critAbove], 'a', 'ok'],
    ['one that waits for its time before one at rest', 0.5, [warnAbove, pending], 'c', 'ok'],
  ])('%s', (_, value, rules, id, level) =>
    expect(verdictOf(signal({ rules }), [{ at: 0, value }], { at: 0 })).toMatchObject({ rule: id, level }),
  )
})

it('levels: a lost sight outranks a warning', () => {
  expect([...LEVELS].sort(compareLevels)).toEqual(['crit', 'stale', 'warn', 'unknown', 'ok'])
  expect(worstLevel(['ok', 'warn', 'stale'])).toBe('stale')
  expect(worstLevel([])).toBe('unknown')
})

it('an age is never negative', () => {
  const verdict = verdictOf(P95, [{ at: 10, value: 1 }], { at: 5 })
  expect(ageAt(verdict, T0 + 5 * S)).toBe(0)
})
