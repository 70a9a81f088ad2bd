import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { isStillRunning } from '../../../src/actions/program/process.ts'
import { type Engine, isEngineMissing, startEngine } from '../../support/docker.ts'
import { createProject, never, planned, settled, type TestProject } from './project.ts'

const isUnable = isEngineMissing()

let engine: Engine
let project: TestProject

const to = (counts: Readonly<Record<string, number>>) =>
  ({ kind: 'scale', by: 'compose', to: counts }) as const

/** The pid of what an attempt started, once the engine has told the slow container to stop. */
async function stopping(folder: string): Promise<number> {
  const slow = (await project.running('slow'))[0] ?? ''
  await vi.waitFor(
    async () => {
      if (!(await engine.docker('logs', slow)).includes('stopping')) throw new Error('not yet')
    },
    { timeout: 60_000, interval: 50 },
  )
  return Number.parseInt(readFileSync(join(folder, 'process'), 'utf8'), 10)
}

describe.skipIf(isUnable)('a compose command in flight', { timeout: 90_000 }, () => {
  beforeAll(async () => {
    engine = await startEngine()
    project = await createProject(engine, 'fragrance')
  })
  afterAll(() => engine?.stop())
  beforeEach(() => project.reset('slow'))

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    '33: killed by %s in the middle it is unknown, then partial with its containers',
    async (signal) => {
      const executor = project.executor(to({ slow: 0, worker: 4 }))
      const prepared = await planned(executor)
      const attempt = await project.attempt()
      const committed = executor.commit(prepared, attempt, never)
      process.kill(await stopping(attempt.folder), signal)
      expect(await committed).toMatchObject({ kind: 'unknown' })
      // The engine goes on stopping what it was asked to stop, for the whole grace period.
      const outcome = await settled(executor, prepared, attempt)
      expect(outcome).toMatchObject({
        kind: 'partial',
        details: expect.arrayContaining([
          { name: 'fragrance_slow_1', value: expect.stringMatching(/^(exited \(137\)|running)$/) },
        ]),
      })
    },
  )

  it('35: given up at its deadline it is unknown and left alone; once it has ended, its outcome is read', async () => {
    const executor = project.executor(to({ slow: 0 }))
    const prepared = await planned(executor)
    const attempt = await project.attempt()
    const deadline = new AbortController()
    const committed = executor.commit(prepared, attempt, deadline.signal)
    await stopping(attempt.folder)
    deadline.abort()
    expect(await committed).toMatchObject({ kind: 'unknown', reason: expect.stringMatching(/still runs/) })
    expect(await isStillRunning(attempt.folder)).toBe(true)
    expect(await executor.reconcile(prepared, attempt, never)).toMatchObject({ kind: 'still-unknown' })
    expect(await settled(executor, prepared, attempt)).toMatchObject({ kind: 'applied' })
  })

  it('37: without an engine there is one line, and nothing was done', async () => {
    const before = await project.running('worker')
    const executor = project.executor(to({ worker: 3 }))
    const prepared = await planned(executor)
    const control = { ...project.control, host: `unix://${engine.folder}/nobody` }
    const lost = project.executor(to({ worker: 3 }), { control })
    const message = 'gets no answer from the Docker engine'
    expect(await lost.observe(never)).toMatchObject({
      ok: false,
      failure: { kind: 'refused', message: expect.stringContaining(message) },
    })
    expect(await lost.check(prepared, never)).toMatchObject({ kind: 'not-yet' })
    const attempt = await project.attempt()
    expect(await lost.reconcile(prepared, attempt, never)).toMatchObject({ kind: 'still-unknown' })
    if (prepared.step.kind !== 'program') throw new Error('compose is a program')
    const step = { ...prepared.step, env: { ...prepared.step.env, DOCKER_HOST: control.host } }
    const committed = await executor.commit({ ...prepared, step }, attempt, never)
    expect(committed).toMatchObject({ kind: 'rejected' })
    expect(JSON.stringify(committed)).not.toContain('Traceback')
    expect(await project.running('worker')).toEqual(before)
  })

  it('37: an engine that hangs in the middle is unknown, and read once it answers again', async () => {
    const executor = project.executor(to({ slow: 0 }))
    const prepared = await planned(executor)
    const attempt = await project.attempt()
    const deadline = new AbortController()
    const committed = executor.commit(prepared, attempt, deadline.signal)
    await stopping(attempt.folder)
    process.kill(engine.pid, 'SIGSTOP')
    try {
      deadline.abort()
      expect(await committed).toMatchObject({ kind: 'unknown' })
      expect(await executor.reconcile(prepared, attempt, never)).toMatchObject({ kind: 'still-unknown' })
    } finally {
      process.kill(engine.pid, 'SIGCONT')
    }
    expect(await settled(executor, prepared, attempt)).toMatchObject({ kind: 'applied' })
  })

  it('two scales at once end with rc 0 both; the check tells which of them was overruled', async () => {
    const scales = await Promise.all(
      [3, 4].map(async (count) => {
        const executor = project.executor(to({ worker: count }))
        return { count, executor, prepared: await planned(executor), attempt: await project.attempt() }
      }),
    )
    const committed = await Promise.all(
      scales.map(({ executor, prepared, attempt }) => executor.commit(prepared, attempt, never)),
    )
    expect(committed.map(({ kind }) => kind)).not.toContain('rejected')
    const running = (await project.running('worker')).length
    for (const { count, executor, prepared } of scales) {
      const { kind } = await executor.check(prepared, never)
      expect(kind === 'reached', `${count} of ${running}: ${kind}`).toBe(count === running)
    }
  })
})
