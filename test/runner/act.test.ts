import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { recordsOf } from '../../src/actions/entry.ts'
import type { Checked, Committed, Executor, Reconciled } from '../../src/actions/executor.ts'
import type { Plan } from '../../src/actions/plan.ts'
import { isOutcome, type Stage } from '../../src/actions/stage.ts'
import type { Journal } from '../../src/journal/journal.ts'
import { takeLock, targetLock } from '../../src/lock/lock.ts'
import { act, entryOf } from '../../src/runner/act.ts'
import type { Sight } from '../../src/runner/evidence.ts'
import { hold } from '../../src/runner/hold.ts'
import { resume } from '../../src/runner/resume.ts'
import { planned, prepared, T0 } from '../actions/given.ts'
import { openStand, type Script, type Stand } from './given.ts'

let stand: Stand | null = null
afterEach(async () => {
  await stand?.remove()
  stand = null
})

/** A plan for a target of its own, so that tests that run beside each other lock nothing of one another. */
const planHere = (over: Parameters<typeof planned>[0] = {}): Plan =>
  planned({ prepared: prepared({ target: `api ${randomUUID()}` }), ...over })

async function run(script: Script, plan = planHere()): Promise<{ plan: Plan; stages: readonly Stage[] }> {
  stand = await openStand(script)
  await stand.confirm(plan)
  await act(plan, stand.means)
  return { plan, stages: (await stand.stages(plan.id)).slice(2) }
}

const LOST: Committed = { kind: 'unknown', reason: 'the connection broke after the request was sent' }
const SENT: readonly Stage[] = ['intent', 'sent']
const OK: Sight = { title: 'p95', kind: 'reached', words: 'ok' }
const BAD: Sight = { title: 'p95', kind: 'not-yet', words: 'still 3.3 s' }
const BLIND: Sight = { title: 'p95', kind: 'no-evidence', words: 'no data: NaN' }
const P95 = { signal: 'p95', only: [], within: 60_000, for: 0 }

describe('a runner', () => {
  it.each<[name: string, Script, after: readonly Stage[], commits: number]>([
    ['25: verifies what was taken', {}, [...SENT, 'accepted', 'verifying', 'verified'], 1],
    [
      '3: refuses when the world changed since the plan',
      { observed: [{ ...prepared().observed, fingerprint: 'creative' }] },
      ['refused-stale'],
      0,
    ],
    ['refuses when the target can not be read', { observed: ['no answer'] }, ['refused'], 0],
    ['16: refuses where nothing may be changed', { readOnly: 'the profile says so' }, ['refused'], 0],
    [
      'ends at a definite refusal',
      { committed: { kind: 'rejected', reason: '409', hint: 'wait' } },
      [...SENT, 'failed'],
      1,
    ],
    [
      '22: looks what came of a lost answer, and never sends again: applied',
      { committed: LOST, reconciled: ['still-unknown', 'not-applied', 'applied'] },
      [...SENT, 'unknown', 'applied', 'verifying', 'verified'],
      1,
    ],
    [
      '22: … not applied',
      { committed: LOST, reconciled: ['not-applied'] },
      [...SENT, 'unknown', 'not-applied'],
      1,
    ],
    [
      '33: … applied in part',
      { committed: LOST, reconciled: ['partial'] },
      [...SENT, 'unknown', 'partial'],
      1,
    ],
    [
      '35, 39: … still unknown after a minute',
      { committed: LOST, reconciled: ['still-unknown'] },
      [...SENT, 'unknown', 'still-unknown'],
      1,
    ],
    [
      '25: a lying 200 is not effective',
      { checked: ['not-yet'] },
      [...SENT, 'accepted', 'verifying', 'verify-failed'],
      1,
    ],
    [
      '25: a container that exits at once is not effective, without waiting',
      { checked: ['failed'] },
      [...SENT, 'accepted', 'verifying', 'verify-failed'],
      1,
    ],
    [
      '26: a state nobody can read is inconclusive',
      { checked: ['unseen'] },
      [...SENT, 'accepted', 'verifying', 'inconclusive'],
      1,
    ],
  ])('%s', async (_, script, after, commits) => {
    const { stages } = await run(script)
    expect(stages).toEqual(after)
    expect(stand?.commits()).toBe(commits)
  })

  it.each<[name: string, sights: readonly Sight[], checked: Checked['kind'], end: Stage]>([
    ['26: good and fresh', [OK], 'reached', 'verified'],
    ['26: bad', [BAD], 'reached', 'verify-failed'],
    ['26: NaN, empty or stale', [BLIND], 'reached', 'inconclusive'],
    ['26: blind, then bad', [BLIND, BAD], 'reached', 'verify-failed'],
    ['26: bad, then good in time', [BAD, BAD, OK], 'reached', 'verified'],
    ['26: good, but its state can not be read: the signal proves it', [OK], 'unseen', 'verified'],
  ])('26: signals: %s', async (_, sights, checked, end) => {
    const script = { sights: sights.map((sight) => [sight]), checked: [checked] }
    const { stages } = await run(script, planHere({ verify: [P95] }))
    expect(stages.at(-1)).toBe(end)
  })

  it('26: what holds for a moment only is not verified', async () => {
    const flapping: Checked['kind'][] = Array.from({ length: 40 }, (_, index) =>
      index % 2 ? 'reached' : 'not-yet',
    )
    const { stages } = await run({ checked: flapping })
    expect(stages.at(-1)).toBe('verify-failed')
  })

  it('17: refuses while somebody else holds the target, and says who', async () => {
    const plan = planHere()
    const taken = await takeLock(targetLock(plan.prepared.target), {
      id: 'other',
      who: 'lee on there',
      pid: 1,
      since: 0,
    })
    const { stages } = await run({}, plan)
    expect(stages).toEqual(['refused'])
    const read = await stand?.journal.read()
    expect(read?.ok && read.chain.lines.at(-1)?.words).toContain('lee on there (other)')
    if (taken.kind === 'held') await taken.lock.release()
  })

  // The clock of the stand begins a second after T0: at 70 s a plan has lost its time, to the millisecond.
  it.each<[name: string, ageMs: number, first: Stage]>([
    ['4: begins one at the end of its time', 70_000, 'intent'],
    ['4: refuses one that expired before it began', 70_001, 'refused-stale'],
  ])('%s', async (_, ageMs, first) => {
    const { stages } = await run({}, planHere({ plannedAt: T0 + 1_000 - ageMs }))
    expect(stages[0]).toBe(first)
    expect(stand?.commits()).toBe(first === 'intent' ? 1 : 0)
  })

  it('32: refuses while the outcome of another action on its target is not known', async () => {
    const first = planHere()
    stand = await openStand()
    await stand.confirm(first)
    for (const stage of SENT) await stand.journal.append(entryOf(first, stage, ''))
    const second = planned({ prepared: first.prepared, note: 'again' })
    await stand.confirm(second)
    expect(await act(second, stand.means)).toBe('refused')
    expect(stand.commits()).toBe(0)
  })

  it('30: two runners with one plan send once, one after the other', async () => {
    const plan = planHere()
    const here = await openStand()
    stand = here
    await here.confirm(plan)
    await act(plan, here.means)
    await act(plan, here.means)
    expect(here.commits()).toBe(1)
  })

  it('30: … and at once, whoever of them is faster at what', async () => {
    const here = await openStand()
    stand = here
    for (let round = 0; round < 10; round += 1) {
      const plan = planHere({ note: `round ${round}` })
      const before = here.commits()
      await here.confirm(plan)
      await Promise.all([act(plan, here.means), act(plan, here.means)])
      const sent = (await here.stages(plan.id)).filter((stage) => stage === 'sent')
      expect(sent.length).toBeLessThanOrEqual(1)
      expect(here.commits() - before).toBe(sent.length)
    }
  })

  it.each(['intent', 'sent'] as const)('76: does nothing where "%s" can not be written', async (stage) => {
    const plan = planHere()
    const here = await openStand()
    stand = here
    await here.confirm(plan)
    const journal: Journal = {
      ...here.journal,
      append: async (entry) =>
        entry.stage === stage
          ? { kind: 'failed', reason: 'the disk is full (ENOSPC)' }
          : here.journal.append(entry),
    }
    expect(await act(plan, { ...here.means, journal })).toBe(stage === 'intent' ? null : 'intent')
    expect(here.commits()).toBe(0)
    expect((await here.stages(plan.id)).slice(2)).toEqual(stage === 'intent' ? [] : ['intent'])
  })

  it('76: does nothing where its journal can not be read', async () => {
    const plan = planHere()
    stand = await openStand()
    await stand.confirm(plan)
    await writeFile(`${stand.journal.path}.head`, '{}')
    expect(await act(plan, stand.means)).toBeNull()
    expect(stand.commits()).toBe(0)
  })

  it.each<[readonly Stage[]]>([
    [[]],
    [['awaiting']],
    [['declined']],
    [['awaiting', 'expired']],
    [['confirmed', 'not-started']],
  ])('1: does nothing that nobody confirmed, or that is over: %j', async (stages) => {
    const plan = planHere()
    stand = await openStand()
    await stand.journal.append(entryOf(plan, 'planned', '', { plan }))
    for (const stage of stages) await stand.journal.append(entryOf(plan, stage, ''))
    await act(plan, stand.means)
    expect(stand.commits()).toBe(0)
    expect(await stand.stages(plan.id)).toEqual(['planned', ...stages])
  })

  it('23: has one key for all of an attempt, and another one for the next', async () => {
    const here = await openStand()
    stand = here
    const keys: string[] = []
    const executor: Executor = {
      ...here.means.executor,
      commit: async (_, { key }) => {
        keys.push(key)
        return LOST
      },
      reconcile: async (_, { key }) => {
        keys.push(key)
        return { kind: 'applied', words: 'seen', details: [] }
      },
    }
    for (const note of ['once', 'again']) {
      const plan = planHere({ note })
      await here.confirm(plan)
      await act(plan, { ...here.means, executor })
    }
    const [first, read, second, readAgain] = keys
    expect(keys).toHaveLength(4)
    expect(read).toBe(first)
    expect(readAgain).toBe(second)
    expect(second).not.toBe(first)
  })

  it('22, 30: whatever goes wrong, it sends once at most, and its last stage is an end or waits for a person', async () => {
    const committed = fc.constantFrom<Committed>(
      { kind: 'accepted', details: [] },
      { kind: 'rejected', reason: 'no', hint: '' },
      LOST,
    )
    const reconciled = fc.array(
      fc.constantFrom<Reconciled['kind']>('applied', 'not-applied', 'partial', 'still-unknown'),
      { minLength: 1, maxLength: 5 },
    )
    const checked = fc.array(fc.constantFrom<Checked['kind']>('reached', 'not-yet', 'failed', 'unseen'), {
      minLength: 1,
      maxLength: 5,
    })
    await fc.assert(
      fc.asyncProperty(committed, reconciled, checked, async (commit, seen, looks) => {
        const { stages } = await run({ committed: commit, reconciled: seen, checked: looks })
        expect(stages.filter((stage) => stage === 'sent').length).toBe(stand?.commits())
        const last = stages.at(-1)
        expect(last !== undefined && (isOutcome(last) || last === 'still-unknown')).toBe(true)
        await stand?.remove()
      }),
      { seed: 22, numRuns: 40 },
    )
  }, 60_000)
})

describe('32: what a dead runner left', () => {
  it.each<[left: readonly Stage[], script: Script, after: readonly Stage[]]>([
    [['intent'], {}, ['not-applied']],
    [SENT, {}, ['applied', 'verifying', 'verified']],
    [SENT, { reconciled: ['not-applied'] }, ['not-applied']],
    [SENT, { reconciled: ['partial'] }, ['partial']],
    [[...SENT, 'unknown'], { reconciled: ['still-unknown'] }, ['still-unknown']],
    [[...SENT, 'unknown', 'still-unknown'], {}, ['applied', 'verifying', 'verified']],
    [[...SENT, 'accepted'], {}, ['verifying', 'verified']],
    [[...SENT, 'accepted', 'verifying'], { checked: ['not-yet'] }, ['verifying', 'verify-failed']],
  ])('%j is found out, and nothing is sent', async (left, script, after) => {
    const plan = planHere()
    stand = await openStand(script)
    await stand.confirm(plan)
    const attempt = { key: 'k', folder: '/nowhere' }
    for (const stage of left) await stand.journal.append(entryOf(plan, stage, '', { attempt }))
    const read = await stand.journal.read()
    if (!read.ok) throw new Error(read.reason)
    const [record] = recordsOf(read.chain.lines)
    if (record === undefined) throw new Error('no record')
    expect(await resume(record, read.chain.lines, stand.means)).toMatchObject({ ok: true })
    expect((await stand.stages(plan.id)).slice(2 + left.length)).toEqual(after)
    expect(stand.commits()).toBe(0)
  })

  it.each<Stage[]>([['declined'], ['confirmed']])('%s is nothing to find out', async (stage) => {
    const plan = planHere()
    stand = await openStand()
    await stand.journal.append(entryOf(plan, 'planned', '', { plan }))
    await stand.journal.append(entryOf(plan, stage, ''))
    const read = await stand.journal.read()
    const record = read.ok ? recordsOf(read.chain.lines)[0] : undefined
    if (!read.ok || record === undefined) throw new Error('no record')
    expect(await resume(record, read.chain.lines, stand.means)).toMatchObject({ ok: false })
  })
})

describe('27: an action that is held', () => {
  const HELD = { holdMs: 30_000 }

  async function runHeld(script: Script, whileWaiting?: (stand: Stand, plan: Plan) => Promise<void>) {
    const plan = planHere(HELD)
    const here = await openStand(script)
    stand = here
    await here.confirm(plan)
    await act(plan, here.means, (write) => {
      here.onWait(async () => whileWaiting?.(here, plan))
      return hold(plan, here.means.clock.now(), here.means, write)
    })
    const read = await here.journal.read()
    const back = read.ok
      ? recordsOf(read.chain.lines).find((other) => other.plan?.undoes === plan.id)
      : undefined
    return { stages: (await here.stages(plan.id)).slice(6), back, commits: here.commits() }
  }

  it('is taken back when nobody keeps it, and that is verified', async () => {
    const { stages, back, commits } = await runHeld({})
    expect(stages).toEqual(['verified', 'holding', 'reverting', 'reverted'])
    expect(back?.stage).toBe('verified')
    expect(commits).toBe(2)
  })

  it('stays when somebody keeps it', async () => {
    const { stages, commits } = await runHeld({}, async (here, plan) => {
      await here.journal.append(entryOf(plan, 'kept', ''))
    })
    expect(stages).toEqual(['verified', 'holding', 'kept'])
    expect(commits).toBe(1)
  })

  it('says so when the way back fails', async () => {
    const { stages } = await runHeld({ checked: ['reached', 'reached', 'reached', 'failed'] })
    expect(stages).toEqual(['verified', 'holding', 'reverting', 'revert-failed'])
  })
})
