import { describe, expect, it } from 'vitest'
import { APPROVAL_LIFE_MS } from '../../src/actions/approval.ts'
import { recordsOf } from '../../src/actions/entry.ts'
import type { Plan } from '../../src/actions/plan.ts'
import type { Stage } from '../../src/actions/stage.ts'
import { waitingOf } from '../../src/cli/offers.ts'
import { restOf } from '../../src/cli/rest.ts'
import { entriesOf, planned, T0 } from '../actions/given.ts'

const kim = { user: 'kim', sudoUser: null }
const lee = { user: 'lee', sudoUser: null }
const DONE: readonly Stage[] = ['planned', 'confirmed', 'intent', 'sent', 'accepted', 'verifying', 'verified']
const SECOND = 1_000

const PAUSE_MS = 60 * SECOND
const to = (count: number) => ({ kind: 'scale', by: 'compose', to: { worker: count } }) as const
/** A step down to `count`, with the rest of the way to 1. */
const step = (count: number, at = T0): Plan =>
  planned({
    action: 'scale',
    args: ['1'],
    change: to(count),
    afterwards: { changes: [3, 2, 1].filter((left) => left < count).map(to), pauseMs: PAUSE_MS },
    plannedAt: at,
  })

describe('what is left of a gradual way down', () => {
  const verifiedAt = T0 + (DONE.length - 1) * SECOND
  const rest = (now: number, next: readonly Stage[] = []) => {
    const records = recordsOf([
      ...entriesOf(step(3), DONE),
      ...entriesOf(step(2, T0 + PAUSE_MS), next, verifiedAt + PAUSE_MS),
    ])
    const [first] = records
    if (first === undefined) throw new Error('no record')
    return { ...restOf(first, records, now), offer: waitingOf(first, around(records), kim, now).offer }
  }
  const around = (records: ReturnType<typeof recordsOf>) => ({
    records,
    askers: new Map(),
    heldUntil: new Map(),
  })

  it('comes by itself, as long as its runner may be in its pause', () => {
    const { words, isStopped, offer } = rest(verifiedAt + PAUSE_MS)
    expect(words).toBe('2 more steps to come by themselves, each after 1m')
    expect({ isStopped, offer }).toEqual({ isStopped: false, offer: null })
  })

  it('is known to have stopped once the next step is overdue, and can be gone on with', () => {
    const { words, isStopped, offer } = rest(verifiedAt + PAUSE_MS + 31 * SECOND)
    expect(words).toBe('2 more steps not made: its runner is gone')
    expect(isStopped).toBe(true)
    expect(offer).toEqual({ kind: 'go-on', subject: { kind: 'action', action: 'scale', args: ['1'] } })
  })

  it('is told with the reason where the next step was not made', () => {
    expect(rest(verifiedAt + 2 * PAUSE_MS, ['planned', 'declined'])).toMatchObject({
      words: '2 more steps not made: declined',
      isStopped: true,
    })
  })

  it('is the matter of the next step, once that has begun', () => {
    expect(rest(verifiedAt + 9 * PAUSE_MS, DONE.slice(0, 4))).toMatchObject({
      words: '',
      isStopped: false,
      offer: null,
    })
  })
})

describe('27, 28: what somebody may say', () => {
  const waiting = (stages: readonly Stage[], person: typeof kim) => {
    const plan = planned({ secondPerson: true, holdMs: 30 * SECOND })
    const records = recordsOf(entriesOf(plan, stages))
    const [record] = records
    if (record === undefined) throw new Error('no record')
    const known = {
      records,
      askers: new Map([[plan.id, kim]]),
      heldUntil: new Map([[plan.id, record.lastAt + 30 * SECOND]]),
    }
    return { plan, record, ...waitingOf(record, known, person, T0) }
  }

  it('another person may approve, and sees what was confirmed', () => {
    const { plan, until, offer } = waiting(['planned', 'awaiting'], lee)
    expect(until).toBe(plan.plannedAt + APPROVAL_LIFE_MS)
    expect(offer).toMatchObject({ kind: 'approve', proposal: { asks: 'approve', id: plan.id, word: 'yes' } })
  })

  it('who confirmed may not', () => expect(waiting(['planned', 'awaiting'], kim).offer).toBeNull())

  it('anybody may keep what is held, for as long as it is', () => {
    const { record, until, offer } = waiting([...DONE, 'holding'], lee)
    expect(until).toBe(record.lastAt + 30 * SECOND)
    expect(offer).toMatchObject({
      kind: 'keep',
      proposal: { asks: 'keep', word: 'yes', plannedAt: record.lastAt, lifeMs: 30 * SECOND },
    })
  })

  it.each<[readonly Stage[]]>([[['planned']], [DONE.slice(0, 4)], [DONE], [[...DONE, 'holding', 'kept']]])(
    'nothing is asked of anybody at %j',
    (stages) => expect(waiting(stages, lee)).toMatchObject({ until: null, offer: null }),
  )
})
