import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { blockersOf, recordsOf } from '../../src/actions/entry.ts'
import { planOf } from '../../src/actions/plan.ts'
import type { Stage } from '../../src/actions/stage.ts'
import { type DemoBackend, type Mishap, startDemoBackend } from '../../src/demo/index.ts'
import { openJournal } from '../../src/journal/journal.ts'
import { entryOf } from '../../src/runner/act.ts'
import type { HoldMeans } from '../../src/runner/hold.ts'
import { resume } from '../../src/runner/resume.ts'
import { planned } from '../actions/given.ts'
import { KIM } from '../journal/given.ts'
import { type Counting, countMutations } from '../support/counting.ts'
import { modeExecutor } from './mode.ts'

const DYING = join(import.meta.dirname, 'fixture/dying.ts')
const NEVER = new AbortController().signal

let folder: string
let backend: DemoBackend | null = null
let counter: Counting | null = null
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hypercare-killed-'))
})
afterEach(async () => {
  counter?.close()
  counter = null
  await backend?.close()
  await rm(folder, { recursive: true, force: true })
})

/** The simulated backend behind something that counts what would change it. */
async function serve(mishap?: Mishap): Promise<string> {
  const fault = mishap === undefined ? {} : { mishap }
  const started = await startDemoBackend({
    port: 0,
    seed: 1,
    scenario: 'calm',
    speed: 0,
    now: Date.now,
    ...fault,
  })
  backend = started
  counter = await countMutations(started.url)
  return counter.url
}

/** Runs a plan until its runner kills itself; then finds out what it left. */
async function killedAfter(stage: Stage, mishap?: Mishap) {
  const url = await serve(mishap)
  const executor = modeExecutor(url)
  const seen = await executor.observe(NEVER)
  if (!seen.ok) throw new Error(seen.failure.message)
  const result = executor.prepare(seen.observed)
  if (!result.ok) throw new Error(result.refusal.reason)
  const { id: _, ...content } = planned({ prepared: result.prepared, plannedAt: Date.now() })
  const plan = planOf(content)
  await writeFile(join(folder, 'plan.json'), JSON.stringify(plan))
  const journal = openJournal(join(folder, 'journal.jsonl'), KIM, Date.now)
  await journal.append(entryOf(plan, 'planned', '', { plan }))
  await journal.append(entryOf(plan, 'confirmed', ''))
  const child = spawn(process.execPath, [DYING, folder, url, stage], { stdio: 'inherit' })
  const [, signal] = await once(child, 'exit')
  expect(signal).toBe('SIGKILL')

  const recordNow = async () => {
    const read = await journal.read()
    if (!read.ok) throw new Error(read.reason)
    const records = recordsOf(read.chain.lines)
    const [record] = records
    if (record === undefined) throw new Error('no record')
    return { record, lines: read.chain.lines, blocks: blockersOf(records, plan.prepared.target).length > 0 }
  }
  const left = await recordNow()
  let elapsed = 0
  const means: HoldMeans = {
    journal,
    executor,
    executorOf: () => executor,
    evidence: () => ({ sights: () => [], close: async () => undefined }),
    clock: { now: Date.now, monotonic: () => elapsed },
    wait: async (ms) => {
      elapsed += ms
    },
    newKey: () => 'never used',
    attempts: join(folder, 'attempts'),
    holder: { who: 'kim', pid: process.pid },
    readOnly: null,
    onProgress: () => undefined,
  }
  const resumed = await resume(left.record, left.lines, means)
  return { left, resumed, after: (await recordNow()).record.stage }
}

describe('18, 32: a runner that is killed', () => {
  it.each<[stage: Stage, mishap: Mishap | undefined, blocks: boolean, after: Stage, posts: number]>([
    ['intent', undefined, true, 'not-applied', 0],
    ['sent', undefined, true, 'not-applied', 0],
    ['accepted', undefined, false, 'verified', 1],
    ['verifying', undefined, false, 'verified', 1],
    ['unknown', 'lost-answer', true, 'verified', 1],
    ['unknown', 'lost-request', true, 'not-applied', 1],
    ['unknown', 'server-error', true, 'verified', 1],
    ['accepted', 'lying', false, 'verify-failed', 1],
  ])(
    'after %s (%s) leaves no lock, blocks its target: %s, and was %s; %i request in all',
    async (stage, mishap, blocks, after, wanted) => {
      const seen = await killedAfter(stage, mishap)
      expect(seen.left.record.stage).toBe(stage)
      expect(seen.left.blocks).toBe(blocks)
      expect(seen.resumed).toMatchObject({ ok: true })
      expect(seen.after).toBe(after)
      expect(counter?.mutations()).toBe(wanted)
    },
    30_000,
  )
})
