import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyFailure, applyHistory, applyReadings, newSignal } from '../../src/core/instances.ts'
import type { Labels, Reading, Value } from '../../src/core/sample.ts'
import { pointsOf } from '../../src/core/series.ts'
import type { Instance, Signal, SignalConfig } from '../../src/core/signal.ts'
import { GRID, H, LATENCY, M, reading, rule, S, signal, T0 } from './given.ts'

const MODES = signal({ label: 'mode' })
const EXPECTED = signal({ label: 'mode', expect: ['fast', 'balanced'] })
const mode = (name: string, value: Value, at = T0): Reading => reading(value, at, { mode: name })
const nothing = (labels: Labels = {}): Reading => ({
  signal: 'latency',
  labels,
  sample: { kind: 'absent', reason: 'no data: the query returned no series', measuredAt: T0 },
})

const start = (config: SignalConfig): Signal => newSignal(config, GRID, T0)
const read = (before: Signal, readings: readonly Reading[], at = T0): Signal =>
  applyReadings(before, readings, GRID, at)

/** The series, each with its value or why it has none. */
const shown = ({ instances }: Signal): Record<string, unknown> =>
  Object.fromEntries(
    [...instances].map(([key, { last, problem }]) => [key, problem?.reason ?? last?.value ?? 'unread']),
  )

const only = ({ instances }: Signal): Instance => {
  const [instance] = instances.values()
  if (instance === undefined) throw new Error('the signal has a series')
  return instance
}

describe('the series of a signal', () => {
  const vanished = (name: string): string => `no data: mode "${name}" is not in the answer`
  const ambiguous =
    'no data: 2 series answer where one is asked for; aggregate them or give the signal a label'
  it.each<[string, SignalConfig, readonly (readonly Reading[])[], Record<string, unknown>]>([
    ['before any reading: a placeholder', MODES, [], { '': 'unread' }],
    ['before any reading: those that are expected', EXPECTED, [], { fast: 'unread', balanced: 'unread' }],
    ['one without a label', signal(), [[reading(1, T0)]], { '': 1 }],
    ['one without a label, whatever labels it has', signal(), [[reading(1, T0, { job: 'api' })]], { '': 1 }],
    ['real ones replace the placeholder', MODES, [[mode('fast', 1), mode('slow', 2)]], { fast: 1, slow: 2 }],
    [
      'the placeholder says why there are none',
      MODES,
      [[nothing()]],
      { '': 'no data: the query returned no series' },
    ],
    [
      'expected first, then others as they arrive',
      EXPECTED,
      [[mode('odd', 3), mode('balanced', 2), mode('fast', 1)]],
      { fast: 1, balanced: 2, odd: 3 },
    ],
    [
      'an expected one that is missing is unknown',
      EXPECTED,
      [[mode('fast', 1)]],
      { fast: 1, balanced: vanished('balanced') },
    ],
    [
      'one that vanished says so',
      MODES,
      [[mode('fast', 1), mode('slow', 2)], [mode('fast', 1)]],
      { fast: 1, slow: vanished('slow') },
    ],
    [
      'and comes back',
      MODES,
      [[mode('fast', 1), mode('slow', 2)], [mode('fast', 1)], [mode('slow', 4), mode('fast', 1)]],
      { fast: 1, slow: 4 },
    ],
    [
      'an empty answer speaks for all',
      EXPECTED,
      [[mode('fast', 1)], [nothing()]],
      { fast: 'no data: the query returned no series', balanced: 'no data: the query returned no series' },
    ],
    [
      'a value without the label belongs to none',
      EXPECTED,
      [[reading(1, T0, { job: 'api' })]],
      { fast: vanished('fast'), balanced: vanished('balanced') },
    ],
    [
      'two for one key are not guessed between',
      MODES,
      [[mode('fast', 1), mode('fast', 2)]],
      { fast: ambiguous },
    ],
    [
      'two without a label are not guessed between',
      signal(),
      [[reading(1, T0, { job: 'a' }), reading(2, T0, { job: 'b' })]],
      { '': ambiguous },
    ],
    [
      'a failure of one series is its own',
      EXPECTED,
      [
        [
          { ...mode('fast', 1), sample: { kind: 'failed', reason: 'refused', measuredAt: T0 } },
          mode('balanced', 2),
        ],
      ],
      { fast: 'refused', balanced: 2 },
    ],
  ])('%s', (_, config, answers, expected) =>
    expect(shown(answers.reduce((before, readings) => read(before, readings), start(config)))).toEqual(
      expected,
    ),
  )

  it('has ids by which others refer to it', () => {
    expect([...start(EXPECTED).instances.values()].map(({ id }) => id)).toEqual([
      'latency.fast',
      'latency.balanced',
    ])
    expect(only(start(signal())).id).toBe('latency')
  })

  it('has the labels of its last reading, and those that are expected before it', () => {
    expect(only(start(EXPECTED)).labels).toEqual({ mode: 'fast' })
    expect(only(read(start(EXPECTED), [reading(1, T0, { mode: 'fast', job: 'a' })])).labels).toEqual({
      mode: 'fast',
      job: 'a',
    })
  })
})

describe('a series that vanished', () => {
  it('is forgotten when its past has run out, unless it is expected', () => {
    const both = read(start(EXPECTED), [mode('fast', 1), mode('odd', 2)])
    expect(Object.keys(shown(read(both, [mode('balanced', 1)], T0 + 2 * H)))).toEqual([
      'fast',
      'balanced',
      'odd',
    ])
    expect(Object.keys(shown(read(both, [mode('balanced', 1)], T0 + 2 * H + 1)))).toEqual([
      'fast',
      'balanced',
    ])
  })

  it('leaves a placeholder when it was the last: the signal never leaves the screen', () => {
    const gone = read(read(start(MODES), [mode('fast', 1)]), [nothing()], T0 + 3 * H)
    expect(shown(gone)).toEqual({ '': 'no data: the query returned no series' })
    expect(shown(read(gone, [mode('slow', 2)], T0 + 3 * H))).toEqual({ slow: 2 })
  })

  it('keeps memory bounded, however many come and go', () => {
    let churned = start(MODES)
    for (let minute = 0; minute < 48 * 60; minute++)
      churned = read(churned, [mode(`pod-${minute}`, 1, T0 + minute * M)], T0 + minute * M)
    expect(churned.instances.size).toBeLessThanOrEqual(2 * 60 + 2)
  })
})

describe('failures of a whole poll', () => {
  it('are counted in a row, and leave the value where it is', () => {
    const failed = applyFailure(
      applyFailure(read(start(signal()), [reading(1, T0)]), 'a', T0 + 5 * S),
      'b',
      T0 + 9 * S,
    )
    expect(only(failed)).toMatchObject({
      failures: 2,
      answeredAt: T0,
      last: { value: 1, measuredAt: T0 },
      problem: { reason: 'b' },
    })
    expect(only(read(failed, [reading(1, T0 + 10 * S)], T0 + 10 * S))).toMatchObject({
      failures: 0,
      problem: null,
    })
  })

  it('do not end a breach, but an answer without data does', () => {
    const crit = signal({ rules: [rule({ condition: { op: 'above', warn: null, crit: 1 } })] })
    const raised = read(start(crit), [reading(2, T0)])
    expect(only(applyFailure(raised, 'a', T0 + 5 * S)).rules[0]?.level).toBe('crit')
    expect(only(read(raised, [nothing()], T0 + 5 * S)).rules[0]?.level).toBe('ok')
  })
})

describe('since when the value is what it is', () => {
  it.each<[string, readonly (readonly [number, Value])[], number]>([
    ['the first reading', [[0, 1]], 0],
    [
      'the same again',
      [
        [0, 1],
        [5, 1],
        [10, 1],
      ],
      0,
    ],
    [
      'another one',
      [
        [0, 1],
        [5, 2],
        [10, 2],
      ],
      5,
    ],
    [
      'there and back',
      [
        [0, 1],
        [5, 2],
        [10, 1],
      ],
      10,
    ],
    [
      'words too',
      [
        [0, 'closed'],
        [5, 'open'],
        [10, 'open'],
      ],
      5,
    ],
  ])('%s', (_, values, since) => {
    const played = values.reduce(
      (before, [at, value]) => read(before, [reading(value, T0 + at * S)], T0 + at * S),
      start(signal()),
    )
    expect(only(played).valueSince).toBe(T0 + since * S)
  })
})

describe('the past', () => {
  const P95 = signal({ rules: [LATENCY] })
  const past = (from: number, to: number, value: number, labels: Labels = {}) => ({
    signal: 'latency',
    labels,
    points: Array.from({ length: (to - from) / 15 + 1 }, (_, i) => ({ at: T0 + (from + i * 15) * S, value })),
  })

  it('makes "for" and "since" true at once', () => {
    const filled = applyHistory(read(start(P95), [reading(3.5, T0)]), [past(-240, -15, 3.5)], T0)
    expect(only(filled).rules[0]).toEqual({ level: 'crit', warnSince: T0 - 4 * M, critSince: T0 - 4 * M })
    expect(only(filled).valueSince).toBe(T0 - 4 * M)
    expect(pointsOf(only(filled).series)).toHaveLength(17)
  })

  it('does not shorten what is known to have lasted longer than it reaches', () => {
    let live = read(start(P95), [reading(3.5, T0)])
    for (let minute = 0; minute <= 180; minute += 0.25)
      live = read(live, [reading(3.5, T0 + minute * M)], T0 + minute * M)
    const again = applyHistory(live, [past(3600, 10_800, 3.5)], T0 + 3 * H)
    expect(only(again).rules[0]).toEqual({ level: 'crit', warnSince: T0, critSince: T0 })
    expect(only(again).valueSince).toBe(T0)
  })

  it('corrects a timer when it shows an interruption', () => {
    const live = read(read(start(P95), [reading(3.5, T0)]), [reading(3.5, T0 + H)], T0 + H)
    const again = applyHistory(live, [past(15, 3585, 1)], T0 + H)
    expect(only(again).rules[0]).toEqual({ level: 'ok', warnSince: T0 + H, critSince: T0 + H })
    expect(only(again).valueSince).toBe(T0 + H)
  })

  it('says nothing of a series that gives words, or of one that is not here', () => {
    const words = signal({ rules: [rule({ condition: { op: 'equals', warn: null, crit: ['down'] } })] })
    const down = read(start(words), [reading('down', T0)])
    expect(applyHistory(down, [{ signal: 'latency', labels: {}, points: [] }], T0)).toEqual(down)
    const modes = read(start(MODES), [mode('fast', 1)])
    expect(shown(applyHistory(modes, [past(-60, 0, 1, { mode: 'gone' }), past(-60, 0, 1)], T0))).toEqual({
      fast: 1,
    })
  })

  it('played back gives the state that living through it gave', () => {
    const values = fc.array(fc.integer({ min: 25, max: 36 }), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(values, (tenths) => {
        const points = tenths.map((value, i) => ({ at: T0 + i * 15 * S, value: value / 10 }))
        const lived = points.reduce(
          (before, { at, value }) => read(before, [reading(value, at)], at),
          start(P95),
        )
        const last = points.at(-1)
        if (last === undefined) return
        const late = read(start(P95), [reading(last.value, last.at)], last.at)
        const replayed = applyHistory(late, [{ signal: 'latency', labels: {}, points }], last.at)
        expect(only(replayed).rules).toEqual(only(lived).rules)
        expect(only(replayed).valueSince).toBe(only(lived).valueSince)
        expect(pointsOf(only(replayed).series)).toEqual(pointsOf(only(lived).series))
      }),
      { seed: 57, numRuns: 300 },
    )
  })
})
