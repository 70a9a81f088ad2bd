import { describe, expect, it } from 'vitest'
import type { Change } from '../../src/actions/change.ts'
import { recordsOf } from '../../src/actions/entry.ts'
import type { Override } from '../../src/actions/finding.ts'
import { needsTyping, refusalIn } from '../../src/actions/finding.ts'
import { type Circumstances, guard } from '../../src/actions/guard.ts'
import type { Stage } from '../../src/actions/stage.ts'
import { CHANGE, entriesOf, planned, prepared, scaled, T0 } from './given.ts'

const BOUNDS = { min: 1, max: 10, floor: 2, isEmergency: false }
const MINUTE = 60_000

const given = (over: Partial<Circumstances>): Circumstances => ({
  now: T0,
  change: CHANGE,
  prepared: prepared(),
  note: 'slow',
  bounds: null,
  coolDownMs: 5 * MINUTE,
  readOnly: null,
  overrides: [],
  undoes: null,
  records: [],
  holder: null,
  evidence: [],
  ...over,
})

const scaleOf = (...services: readonly string[]): Change => ({
  kind: 'scale',
  by: 'compose',
  to: Object.fromEntries(services.map((service) => [service, 2])),
})

const scaling = (from: number, to: number, over: Partial<Circumstances> = {}): Circumstances =>
  given({ prepared: prepared({ replicas: [scaled(from, to)] }), bounds: BOUNDS, ...over })

/** An action on the same target that ended so many minutes ago. */
const earlier = (minutes: number, stages: readonly Stage[] = DONE, change: Change = CHANGE) =>
  recordsOf(
    entriesOf(planned({ change, plannedAt: T0 - minutes * MINUTE }), stages, T0 - minutes * MINUTE - 3_000),
  )
const DONE: readonly Stage[] = ['planned', 'confirmed', 'intent', 'sent', 'accepted', 'verifying', 'verified']

const OTHER = { ...CHANGE, body: { mode: 'balanced' } }

describe('guards', () => {
  it.each<[name: string, Circumstances, refusedBy: string | null, words: string]>([
    ['nothing is in the way', given({}), null, ''],
    ['16: read-only', given({ readOnly: '--read-only was given' }), 'read-only', '--read-only was given'],
    [
      '17: somebody else is acting',
      given({ holder: { id: 'abc', who: 'kim on prod', since: T0 - 5_000 } }),
      'alone',
      'kim on prod acts on it for 5s (abc)',
    ],
    ['32: an open intent blocks', given({ records: earlier(60, DONE.slice(0, 3)) }), 'unfinished', 'intent'],
    [
      '32: sent without an outcome blocks',
      given({ records: earlier(60, DONE.slice(0, 4)) }),
      'unfinished',
      'sent',
    ],
    [
      '22: an unknown outcome blocks',
      given({ records: earlier(60, [...DONE.slice(0, 4), 'unknown']) }),
      'unfinished',
      'unknown',
    ],
    ['21: 1 minute after a change', given({ records: earlier(1) }), 'cool-down', 'last change 1m ago'],
    ['21: 5 minutes after it', given({ records: earlier(5) }), null, ''],
    ['21: a failure is no change', given({ records: earlier(1, [...DONE.slice(0, 4), 'failed']) }), null, ''],
    [
      '21: a change of another service of the project is none of this one',
      given({ change: scaleOf('worker-rl'), records: earlier(1, DONE, scaleOf('worker-llm')) }),
      null,
      '',
    ],
    [
      '21: a change of several, this one among them, is',
      given({ change: scaleOf('worker-rl'), records: earlier(1, DONE, scaleOf('worker-llm', 'worker-rl')) }),
      'cool-down',
      'last change 1m ago',
    ],
    [
      '21: a change of all there are is one of each',
      given({
        change: scaleOf('worker-rl'),
        records: earlier(1, DONE, { kind: 'version', by: 'compose', services: [], to: 'v1' }),
      }),
      'cool-down',
      'last change 1m ago',
    ],
    ['21: the way back may come at once', given({ records: earlier(1), undoes: 'x' }), null, ''],
    [
      'to and fro',
      given({ coolDownMs: 0, records: [...earlier(30), ...earlier(20, DONE, OTHER)] }),
      'flap',
      '2 changes within the hour',
    ],
    ['10: to zero', scaling(2, 0), 'floor', 'leaves no worker-llm'],
    ['10: below the floor', scaling(2, 1), 'floor', 'below its floor of 2'],
    ['11: above the most', scaling(8, 11), 'bounds', 'not within 1 … 10'],
    ['11: a negative number', scaling(2, -1), 'bounds', 'not within'],
    ['11: half a worker', scaling(2, 2.5), 'bounds', 'not within'],
    ['more than twice', scaling(2, 5), 'factor', 'more than ×2 or ×0.5'],
    ['less than half', scaling(7, 3), 'factor', 'more than ×2 or ×0.5'],
    ['twice', scaling(4, 8), null, ''],
    ['half', scaling(4, 2), null, ''],
    ['from nothing', scaling(0, 9), null, ''],
    ['an emergency may leap', scaling(9, 2, { bounds: { ...BOUNDS, isEmergency: true } }), null, ''],
    ['no note', given({ note: '  ' }), 'note', 'no note says why'],
  ])('%s', (_, circumstances, refusedBy, words) => {
    const refusal = refusalIn(guard(circumstances))
    expect(refusal?.guard ?? null).toBe(refusedBy)
    expect(refusal?.words ?? '').toContain(words)
  })

  it.each<[Override, Circumstances]>([
    ['floor', scaling(1, 0)],
    ['factor', scaling(2, 9)],
    ['cool-down', given({ records: earlier(1) })],
    ['flap', given({ coolDownMs: 0, records: [...earlier(30), ...earlier(20, DONE, OTHER)] })],
  ])(
    '5, 10: %s may be overruled in so many words, and then the name is to be typed',
    (override, circumstances) => {
      const findings = guard({ ...circumstances, overrides: [override] })
      expect(refusalIn(findings)).toBeNull()
      expect(needsTyping(findings)).toBe(true)
    },
  )

  it('16, 17, 11: the others can not', () => {
    const all: readonly Override[] = ['floor', 'factor', 'cool-down', 'flap']
    expect(refusalIn(guard(given({ overrides: all, readOnly: 'x' })))?.guard).toBe('read-only')
    expect(refusalIn(guard(scaling(2, 99, { overrides: all })))?.guard).toBe('bounds')
  })

  it.each<[string, Partial<Circumstances>, boolean]>([
    ['a fresh reading', {}, false],
    ['one of 11 s ago', { now: T0 + 11_000 }, true],
    ['a stale signal', { evidence: [{ signal: 'p95', level: 'stale', reason: 'x' }] }, true],
    ['an unknown signal', { evidence: [{ signal: 'p95', level: 'unknown', reason: 'x' }] }, true],
    ['a bad one that is known', { evidence: [{ signal: 'p95', level: 'crit', reason: 'x' }] }, false],
  ])('64: evidence: %s', (_, over, isFriction) => {
    expect(needsTyping(guard(given(over)))).toBe(isFriction)
  })
})
