import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CommandChange } from '../../src/actions/change.ts'
import { createCommandExecutor } from '../../src/actions/command/executor.ts'
import type { Attempt, Executor, Prepared } from '../../src/actions/executor.ts'
import { type Folder, openFolder } from '../cli/program.ts'

const NEVER = new AbortController().signal

let folder: Folder
let flag: string
let attempt: Attempt
beforeEach(async () => {
  folder = await openFolder()
  flag = join(folder.path, 'flag')
  attempt = { key: 'k', folder: join(folder.path, 'attempt') }
  await mkdir(attempt.folder)
})
afterEach(() => folder.remove())

const executorOf = (over: Partial<CommandChange> = {}): Executor =>
  createCommandExecutor({
    change: {
      kind: 'command',
      argv: ['touch', flag],
      cwd: null,
      env: {},
      observe: { argv: ['ls', flag], becomes: flag },
      undo: ['rm', flag],
      ...over,
    },
    env: process.env,
    now: Date.now,
  })

async function prepareOf(executor: Executor): Promise<Prepared> {
  const seen = await executor.observe(NEVER)
  if (!seen.ok) throw new Error(seen.failure.message)
  const result = executor.prepare(seen.observed)
  if (!result.ok) throw new Error(result.refusal.reason)
  return result.prepared
}

describe('a program of the profile', () => {
  it('is run once and proved by another; its way back restores what was there', async () => {
    const executor = executorOf()
    const prepared = await prepareOf(executor)
    expect(prepared.step).toMatchObject({ kind: 'program', argv: ['touch', flag] })
    expect((await executor.reconcile(prepared, attempt, NEVER)).kind).toBe('not-applied')
    expect((await executor.commit(prepared, attempt, NEVER)).kind).toBe('accepted')
    expect((await executor.check(prepared, NEVER)).kind).toBe('reached')
    expect(prepared.undo).toMatchObject({
      kind: 'change',
      change: { argv: ['rm', flag], observe: { becomes: prepared.now } },
    })
    const seen = await executor.observe(NEVER)
    expect(seen.ok && executor.prepare(seen.observed)).toMatchObject({ ok: false })
  })

  it('is started once in an attempt: a second start is refused', async () => {
    const executor = executorOf()
    const prepared = await prepareOf(executor)
    await executor.commit(prepared, attempt, NEVER)
    expect((await executor.commit(prepared, attempt, NEVER)).kind).toBe('rejected')
  })

  it('is never read by a shell', async () => {
    const executor = executorOf({ argv: ['echo', '$(touch', `${flag})`, ';', 'touch', flag] })
    expect((await executor.commit(await prepareOf(executor), attempt, NEVER)).kind).toBe('accepted')
    expect((await executor.check(await prepareOf(executor), NEVER)).kind).toBe('not-yet')
  })

  it.each<[name: string, argv: readonly string[], kind: string]>([
    ['one that is not there was not started', ['no-such-program-at-all'], 'rejected'],
    ['25: an exit code is no proof that nothing was done', ['false'], 'unknown'],
    ['33: neither is a signal', [process.execPath, '-e', 'process.kill(process.pid, "SIGKILL")'], 'unknown'],
  ])('%s', async (_, argv, kind) => {
    const executor = executorOf({ argv })
    expect((await executor.commit(await prepareOf(executor), attempt, NEVER)).kind).toBe(kind)
  })

  it('35: that goes on too long is left alone, and is seen as long as it runs', async () => {
    const script = `setInterval(() => require('node:fs').existsSync('${flag}') && process.exit(), 20)`
    const executor = executorOf({ argv: [process.execPath, '-e', script], undo: null })
    const prepared = await prepareOf(executor)
    expect((await executor.commit(prepared, attempt, AbortSignal.timeout(300))).kind).toBe('unknown')
    expect(await executor.reconcile(prepared, attempt, NEVER)).toMatchObject({
      kind: 'still-unknown',
      words: 'the program still runs',
    })
    await folder.write('flag', '')
    await expect.poll(async () => (await executor.reconcile(prepared, attempt, NEVER)).kind).toBe('applied')
  }, 30_000)

  it('26: where nothing tells its state, that is what the check says', async () => {
    const executor = executorOf({ observe: null })
    const prepared = await prepareOf(executor)
    await executor.commit(prepared, attempt, NEVER)
    expect((await executor.check(prepared, NEVER)).kind).toBe('unseen')
  })
})
