import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { VersionChange } from '../../../src/actions/change.ts'
import { type Engine, isEngineMissing, startEngine } from '../../support/docker.ts'
import { createProject, never, planned, refusal, type TestProject } from './project.ts'

const isUnable = isEngineMissing()

let engine: Engine
let project: TestProject

const version = (to: string, services: readonly string[] = []): VersionChange => ({
  kind: 'version',
  by: 'compose',
  services,
  to,
})

describe.skipIf(isUnable)('another version of a compose project', { timeout: 90_000 }, () => {
  beforeAll(async () => {
    engine = await startEngine()
    project = await createProject(engine, 'fragrance')
  })
  afterAll(() => engine?.stop())
  beforeEach(() => project.reset())

  it('14: keeps the replicas of every service, and leaves alone what has no version', async () => {
    const store = await project.running('store')
    const executor = project.executor(version('2'))
    const prepared = await planned(executor)
    expect(prepared).toMatchObject({
      step: {
        argv: [
          ...['docker-compose', '-p', 'fragrance', '-f', 'compose.yml', '--ansi', 'never', 'up', '-d'],
          ...['--no-deps', '--scale', 'worker=2', '--scale', 'app=1', 'worker', 'app'],
        ],
        env: { VERSION: '2' },
      },
      now: '1',
      after: '2, replicas kept: worker 2, app 1',
      undo: { kind: 'change', words: 'back to 1', change: version('1') },
    })
    expect(prepared.affected.toSorted()).toEqual([
      'fragrance_app_1 (bb:1) is replaced',
      'fragrance_worker_1 (bb:1) is replaced',
      'fragrance_worker_2 (bb:1) is replaced',
    ])
    expect(await executor.check(prepared, never)).toMatchObject({ kind: 'not-yet' })
    expect((await executor.commit(prepared, await project.attempt(), never)).kind).toBe('accepted')
    expect(await executor.check(prepared, never)).toMatchObject({ kind: 'reached', details: [] })
    expect([await project.images('worker'), await project.images('app')]).toEqual([
      ['bb:2', 'bb:2'],
      ['bb:2'],
    ])
    expect(await project.running('store')).toEqual(store)
    expect(await refusal(executor)).toBe('worker, app run 2 already')
  })

  it('rolls back the workers alone, and knows which half is done', async () => {
    const app = await project.running('app')
    const executor = project.executor(version('2', ['worker']))
    const prepared = await planned(executor)
    await executor.commit(prepared, await project.attempt(), never)
    expect(await executor.check(prepared, never)).toMatchObject({
      kind: 'reached',
      words: 'worker 2 of 2 replaced and running',
    })
    expect(await project.running('app')).toEqual(app)
    // The whole project now runs two versions, and one command can't bring both back.
    expect(await planned(project.executor(version('2')))).toMatchObject({
      now: '1 and 2',
      undo: { kind: 'none', why: expect.stringMatching(/^1 and 2 run now/) },
    })
    // New replicas take the version of their own service.
    const up = project.executor({ kind: 'scale', by: 'compose', to: { worker: 3 } })
    expect((await planned(up)).step).toMatchObject({ env: { VERSION: '2' } })
    const both = project.executor({ kind: 'scale', by: 'compose', to: { worker: 3, app: 2 } })
    expect(await refusal(both)).toMatch(/^worker and app run 1 and 2 at once/)
  })

  it('36: an image that is missing, before the plan or after it, leaves the old containers alone', async () => {
    await engine.docker('tag', 'bb:2', 'bb:3')
    const before = await project.running('worker')
    const executor = project.executor(version('3'))
    const prepared = await planned(executor)
    await engine.docker('rmi', 'bb:3')
    expect(await refusal(executor)).toBe("the image bb:3 is not on the engine's machine")
    const attempt = await project.attempt()
    expect(await executor.commit(prepared, attempt, never)).toMatchObject({ kind: 'rejected' })
    expect(await project.running('worker')).toEqual(before)
    expect(await executor.reconcile(prepared, attempt, never)).toMatchObject({ kind: 'not-applied' })
  })

  it('25: a version that can not start fails the check with its exit code', async () => {
    await project.rewrite('exit 7')
    const executor = project.executor(version('2', ['worker']))
    const prepared = await planned(executor)
    expect((await executor.commit(prepared, await project.attempt(), never)).kind).toBe('accepted')
    await expect
      .poll(() => executor.check(prepared, never))
      .toMatchObject({
        kind: 'failed',
        words: expect.stringMatching(/^worker 0 of 2 .*fragrance_worker_\d exited \(7\)/),
      })
  })

  it('stops, starts and restarts the containers that are there, with the way back', async () => {
    const power = (kind: 'stop' | 'start' | 'restart') =>
      project.executor({ kind, by: 'compose', services: ['worker'] })
    const app = await project.running('app')
    const worker = await project.running('worker')
    for (const [kind, running, undo] of [
      ['restart', worker, 'none'],
      ['stop', [], 'change'],
      ['start', worker, 'change'],
    ] as const) {
      const executor = power(kind)
      const prepared = await planned(executor)
      expect(prepared.step).toMatchObject({ argv: expect.arrayContaining([kind, 'worker']) })
      expect(prepared.undo.kind).toBe(undo)
      expect((await executor.check(prepared, never)).kind, `${kind}, before`).toBe('not-yet')
      expect((await executor.commit(prepared, await project.attempt(), never)).kind).toBe('accepted')
      expect((await executor.check(prepared, never)).kind, kind).toBe('reached')
      expect(await project.running('worker')).toEqual(running)
    }
    expect(await refusal(power('start'))).toBe('worker runs already')
    expect(await project.running('app')).toEqual(app)
  })
})
