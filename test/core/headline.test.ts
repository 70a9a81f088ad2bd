import { describe, expect, it } from 'vitest'
import type { Alert } from '../../src/core/alert.ts'
import { dataAge, headline } from '../../src/core/headline.ts'
import type { Model } from '../../src/core/model.ts'
import type { SourceTiming } from '../../src/core/profile.ts'
import type { Reading } from '../../src/core/sample.ts'
import type { SignalConfig } from '../../src/core/signal.ts'
import type { PollResult } from '../../src/core/source.ts'
import { startModel } from '../../src/core/start.ts'
import { update } from '../../src/core/update/update.ts'
import { answer, failure, M, profile, reading, rule, S, signal, source, T0 } from './given.ts'

const critAbove = (limit: number) => rule({ condition: { op: 'above', warn: null, crit: limit } })
const warnAbove = (limit: number) => rule({ condition: { op: 'above', warn: limit, crit: null } })

const P95 = signal({ label: 'mode', expect: ['fast', 'slow'], rules: [critAbove(3)] })
const QUEUE = signal({ id: 'queue', title: 'queue', unit: 'count', rules: [warnAbove(50)] })
const LOAD = signal({ id: 'load', title: 'load', unit: 'number', source: 'host', rules: [warnAbove(4)] })
const HOST = source({ id: 'host', kind: 'host', short: 'host' })
const API = source({ id: 'api', kind: 'health', short: 'api' })
const HEALTH = signal({
  id: 'health',
  title: 'health',
  unit: 'state',
  source: 'api',
  onFailure: 'crit',
  failures: 2,
})
const VERSION = signal({ id: 'version', title: 'version', unit: 'state', source: 'api' })
const ALERTS = source({ id: 'alertmanager', kind: 'alertmanager', short: 'am' })

const alert = (given: Partial<Alert>): Alert => ({
  fingerprint: 'f',
  name: 'HighErrorRate',
  severity: 'critical',
  state: 'active',
  startsAt: T0 - 3 * M,
  summary: '',
  runbookUrl: null,
  labels: {},
  annotations: {},
  silences: [],
  inhibitedBy: [],
  ...given,
})

type Step = readonly [at: number, source: string, result: PollResult]

/** Plays polls and their answers; seconds since T0. */
function play(
  signals: readonly SignalConfig[],
  sources: readonly SourceTiming[],
  steps: readonly Step[],
  until: number,
): Model {
  let model = startModel(profile(signals, sources), T0, { columns: 100, rows: 40 })
  for (const [at, id, result] of steps) {
    const seq = (model.sources.get(id)?.seenSeq ?? 0) + 1
    model = update(model, { type: 'polled', now: T0 + at * S, source: id, seq, result, random: 0.5 }).model
  }
  return update(model, { type: 'tick', now: T0 + until * S, random: 0.5 }).model
}

const p95 = (at: number, fast: number, slow: number): Reading[] => [
  reading(fast, T0 + at * S, { mode: 'fast' }),
  reading(slow, T0 + at * S, { mode: 'slow' }),
]
const queue = (at: number, value: number): Reading => reading(value, T0 + at * S, {}, 'queue')
const load = (at: number, value: number): Reading => reading(value, T0 + at * S, {}, 'load')

const ALL = [P95, QUEUE, LOAD]
const BOTH = [source(), HOST]
const OFF = source({ id: 'host', kind: 'host', enabled: false })
const fine: Step[] = [
  [0, 'prometheus', answer([...p95(0, 1, 2), queue(0, 3)])],
  [0, 'host', answer([load(0, 1)])],
]
const down = failure({ message: 'localhost:9090 refused the connection' })
const alerts = (...known: Partial<Alert>[]): PollResult => answer([], { alerts: known.map(alert) })

describe('the one sentence at the top', () => {
  type Scenario = [
    name: string,
    signals: readonly SignalConfig[],
    sources: readonly SourceTiming[],
    steps: readonly Step[],
    until: number,
    level: string,
    clauses: readonly string[],
    more: number,
  ]
  it.each<Scenario>([
    [
      'before the first answer it promises nothing',
      ALL,
      BOTH,
      [],
      1,
      'unknown',
      ['Asking the sources for the first time'],
      0,
    ],
    [
      'while a part has not been read',
      ALL,
      BOTH,
      fine.slice(0, 1),
      1,
      'unknown',
      ['3 signals ok, 1 not read yet'],
      0,
    ],
    ['calm', ALL, BOTH, fine, 4, 'ok', ['All 4 signals ok'], 0],
    [
      'calm, one signal',
      [QUEUE],
      [source()],
      [[0, 'prometheus', answer([queue(0, 3)])]],
      2,
      'ok',
      ['1 signal ok'],
      0,
    ],
    ['nothing to watch', [], BOTH, [], 1, 'unknown', ['No signal is watched'], 0],
    ['everything switched off', [LOAD], [OFF], [], 1, 'unknown', ['No signal is watched'], 0],
    [
      'a source that is switched off is no concern',
      ALL,
      [source(), OFF],
      fine.slice(0, 1),
      4,
      'ok',
      ['All 3 signals ok'],
      0,
    ],
    [
      'a source that is down is told once, as bad as its silence is',
      [HEALTH, VERSION],
      [API],
      [
        [0, 'api', answer([reading('healthy', T0, {}, 'health'), reading('1.0', T0, {}, 'version')])],
        [5, 'api', down],
        [10, 'api', down],
      ],
      12,
      'crit',
      ["api gives no answer for 7 s, 1 signal can't be seen: localhost:9090 refused the connection"],
      0,
    ],
    [
      'crit before warn, whichever is older',
      ALL,
      BOTH,
      [
        [0, 'host', answer([load(0, 9)])],
        [20, 'prometheus', answer([...p95(20, 4, 2), queue(20, 1)])],
      ],
      25,
      'crit',
      ['fast p95 4.00 s > 3 s for 5 s', 'load 9.00 > 4 for 25 s'],
      0,
    ],
    [
      "of one level in the profile's order, whichever is older",
      ALL,
      BOTH,
      [
        [0, 'prometheus', answer([...p95(0, 1, 4), queue(0, 1)])],
        [5, 'host', answer([load(5, 1)])],
        [5, 'prometheus', answer([...p95(5, 4, 4), queue(5, 1)])],
      ],
      9,
      'crit',
      ['fast p95 4.00 s > 3 s for 4 s', 'slow p95 4.00 s > 3 s for 9 s'],
      0,
    ],
    [
      'two clauses, the rest counted',
      ALL,
      BOTH,
      [
        [0, 'prometheus', answer([...p95(0, 4, 4), queue(0, 60)])],
        [0, 'host', answer([load(0, 9)])],
      ],
      1,
      'crit',
      ['fast p95 4.00 s > 3 s for 1 s', 'slow p95 4.00 s > 3 s for 1 s'],
      2,
    ],
    [
      'a broken source is one clause once its values are stale',
      ALL,
      BOTH,
      [...fine, [5, 'prometheus', down], [34, 'host', answer([load(34, 1)])]],
      35,
      'stale',
      ["prometheus gives no answer for 30 s, 3 signals can't be seen: localhost:9090 refused the connection"],
      0,
    ],
    [
      'and none while they are fresh',
      ALL,
      BOTH,
      [...fine, [5, 'prometheus', down]],
      25,
      'ok',
      ['All 4 signals ok'],
      0,
    ],
    [
      'one signal, in the singular',
      [QUEUE],
      [source()],
      [[0, 'prometheus', down]],
      1,
      'stale',
      ["prometheus gives no answer for 1 s, 1 signal can't be seen: localhost:9090 refused the connection"],
      0,
    ],
    [
      'a missing series says so',
      ALL,
      BOTH,
      [
        [0, 'host', answer([load(0, 1)])],
        [0, 'prometheus', answer([...p95(0, 1, 2).slice(0, 1), queue(0, 1)])],
      ],
      1,
      'unknown',
      ['slow p95: no data: mode "slow" is not in the answer'],
      0,
    ],
    [
      'a stale series of a source that answers says so itself',
      [QUEUE],
      [source()],
      [[0, 'prometheus', answer([queue(-90, 1)])]],
      1,
      'stale',
      ['queue 1 is 91 s old: its target no longer reports it'],
      0,
    ],
    [
      'a critical alert',
      [QUEUE],
      [source(), ALERTS],
      [
        [0, 'prometheus', answer([queue(0, 1)])],
        [0, 'alertmanager', alerts({})],
      ],
      1,
      'crit',
      ['alert HighErrorRate for 3 m'],
      0,
    ],
    [
      'alerts that are silenced, inhibited or not critical are left to their panel',
      [QUEUE],
      [source(), ALERTS],
      [
        [0, 'prometheus', answer([queue(0, 1)])],
        [0, 'alertmanager', alerts({ state: 'silenced' }, { state: 'inhibited' }, { severity: 'warning' })],
      ],
      1,
      'ok',
      ['1 signal ok'],
      0,
    ],
    [
      'an alert is not claimed while its source fails',
      [QUEUE],
      [source(), ALERTS],
      [
        [0, 'prometheus', answer([queue(0, 1)])],
        [0, 'alertmanager', alerts({})],
        [15, 'alertmanager', down],
      ],
      16,
      'stale',
      [
        "alertmanager gives no answer for 1 s, its alerts can't be seen: localhost:9090 refused the connection",
      ],
      0,
    ],
    [
      'severities have many words for critical',
      [QUEUE],
      [source(), ALERTS],
      [
        [0, 'prometheus', answer([queue(0, 1)])],
        [0, 'alertmanager', alerts({ severity: 'PAGE' }, { severity: 'info' }, { severity: 'disaster' })],
      ],
      1,
      'crit',
      ['alert HighErrorRate for 3 m'],
      0,
    ],
    [
      'a source that brings signals and alerts',
      [signal({ id: 'active', title: 'alerts', unit: 'count', source: 'alertmanager' })],
      [ALERTS],
      [
        [0, 'alertmanager', answer([reading(1, T0, {}, 'active')], { alerts: [] })],
        [15, 'alertmanager', down],
      ],
      60,
      'stale',
      [
        "alertmanager gives no answer for 45 s, 1 signal and its alerts can't be seen: localhost:9090 refused the connection",
      ],
      0,
    ],
    [
      'a source of alerts that never answered',
      [QUEUE],
      [source(), ALERTS],
      [
        [0, 'prometheus', answer([queue(0, 1)])],
        [0, 'alertmanager', down],
        [9, 'alertmanager', down],
      ],
      10,
      'stale',
      ['alertmanager gives no answer for 10 s: localhost:9090 refused the connection'],
      0,
    ],
  ])('%s', (_, signals, sources, steps, until, level, clauses, more) =>
    expect(headline(play(signals, sources, steps, until))).toEqual({ level, clauses, more }),
  )

  it('gives as many clauses as there is room for', () => {
    const model = play(ALL, BOTH, [[0, 'prometheus', answer([...p95(0, 4, 4), queue(0, 60)])]], 1)
    expect(headline(model, 1)).toMatchObject({ clauses: [expect.any(String)], more: 2 })
    expect(headline(model, 9)).toMatchObject({ more: 0 })
  })

  it('does not claim alerts that were read before a standstill', () => {
    const before = play(
      [QUEUE],
      [source(), ALERTS],
      [
        [0, 'alertmanager', alerts({})],
        [0, 'prometheus', answer([queue(0, 1)])],
      ],
      1,
    )
    const after = update(before, { type: 'resumed', now: T0 + 60 * M, gapMs: 60 * M }).model
    expect(headline(after)).toMatchObject({
      level: 'stale',
      clauses: [
        'alertmanager has not been read again since the program stood still',
        'queue: not read again since the program stood still; the value is 60 m old',
      ],
    })
  })
})

describe('the age of the data', () => {
  it.each<[string, readonly Step[], number, number | null]>([
    ['is that of the oldest value shown as live', [...fine, [9, 'host', answer([load(9, 1)])]], 10, 10 * S],
    [
      'is also that of what is stale: it is still shown',
      [...fine, [39, 'host', answer([load(39, 1)])]],
      40,
      40 * S,
    ],
    ['is none while nothing is live', [], 1, null],
  ])('%s', (_, steps, until, age) => expect(dataAge(play(ALL, BOTH, steps, until))).toBe(age))
})
