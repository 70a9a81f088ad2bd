import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Plan } from '../../src/actions/plan.ts'
import type { Stage } from '../../src/actions/stage.ts'
import { createDeedReader } from '../../src/cli/deeds.ts'
import type { Deed } from '../../src/core/acting/action.ts'
import { openJournal } from '../../src/journal/journal.ts'
import { statePlace } from '../../src/journal/place.ts'
import { entryOf } from '../../src/runner/act.ts'
import { planned, prepared, T0 } from '../actions/given.ts'
import { KIM, openTestJournal, type TestJournal } from '../journal/given.ts'

const SENT: readonly Stage[] = ['planned', 'confirmed', 'intent', 'sent']
const DONE: readonly Stage[] = [...SENT, 'accepted', 'verifying', 'verified']

const NEVER_BEGAN = 'its runner never began; nothing was done'

let opened: TestJournal

beforeEach(async () => {
  opened = await openTestJournal()
})

afterEach(() => opened.remove())

/** Writes the stages of a plan at `at`, and tells where its attempt lies. */
async function write(plan: Plan, stages: readonly Stage[], at = Date.now()): Promise<string> {
  const journal = openJournal(opened.journal.path, KIM, () => at)
  for (const stage of stages) {
    const written = await journal.append(entryOf(plan, stage, stage, stage === 'planned' ? { plan } : {}))
    expect(written.kind).toBe('written')
  }
  return join(place().attempts, plan.id)
}

const place = () => statePlace('test', { XDG_STATE_HOME: opened.folder })
const reader = () => createDeedReader({ journal: opened.journal, place: place(), person: KIM })

async function deedOf(plan: Plan): Promise<Deed> {
  const result = await reader()()
  const deed = result?.ok === true ? result.deeds.find(({ id }) => id === plan.id) : undefined
  if (deed === undefined) throw new Error('the journal is not told')
  return deed
}

describe('the way back', () => {
  const done = planned()
  const back = planned({ undoes: done.id, plannedAt: T0 + 60_000 })

  it.each<[ends: string, stages: readonly Stage[], isUndoable: boolean]>([
    ['is open again where it was refused by the system', [...SENT, 'failed'], true],
    ['is open again where it never arrived', [...SENT, 'unknown', 'not-applied'], true],
    ['is taken while nobody knows what came of it', [...SENT, 'unknown'], false],
    ['is taken once it is verified', DONE, false],
  ])('%s', async (_, stages, isUndoable) => {
    await write(done, DONE)
    await write(back, stages)
    expect((await deedOf(done)).isUndoable).toBe(isUndoable)
  })
})

it('33: what was done in part is called that, and has its way back', async () => {
  const plan = planned()
  await write(plan, [...SENT, 'unknown', 'partial'])
  expect(await deedOf(plan)).toMatchObject({ state: 'in-part', isOpen: false, isUndoable: true })
})

describe('32: a runner that died before it began', () => {
  const plan = planned({ prepared: prepared({ target: 'a target that nobody holds' }) })

  it('is told, once none can begin any more: nothing was done', async () => {
    await write(plan, ['planned', 'confirmed'], T0)
    const read = reader()
    await expect
      .poll(read)
      .toMatchObject({ deeds: [{ state: 'not-done', isOpen: false, words: NEVER_BEGAN }] })
  })

  it('is not told while it may still begin', async () => {
    const fresh = planned({ ...plan, plannedAt: Date.now() })
    await write(fresh, ['planned', 'confirmed'])
    expect((await deedOf(fresh)).state).toBe('waiting')
  })
})

it('how far a verification is, half written, is nothing known and no end of the reader', async () => {
  const plan = planned()
  const folder = await write(plan, [...SENT, 'accepted', 'verifying'])
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'progress.json'), '[{"title":"p95","ki')
  expect((await deedOf(plan)).proofs).toEqual([])
})
