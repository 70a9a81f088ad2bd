import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ScaleChange } from '../../../src/actions/change.ts'
import { type Engine, isEngineMissing, startEngine } from '../../support/docker.ts'
import { createProject, never, planned, refusal, type TestProject } from './project.ts'

const isUnable = isEngineMissing()

let engine: Engine
let project: TestProject

const scale = (to: ScaleChange['to']): ScaleChange => ({ kind: 'scale', by: 'compose', to })

describe.skipIf(isUnable)('scaling a compose service', { timeout: 90_000 }, () => {
  beforeAll(async () => {
    engine = await startEngine()
    project = await createProject(engine, 'fragrance')
  })
  afterAll(() => engine?.stop())

  beforeEach(() => project.reset())

  it('2, 13: goes up and down by the very argv of the plan, touching its service alone', async () => {
    const before = { app: await project.running('app'), store: await project.running('store') }
    const old = await project.running('worker')
    const executor = project.executor(scale({ worker: 4 }))
    const prepared = await planned(executor)
    expect(prepared).toMatchObject({
      target: 'compose fragrance',
      step: {
        argv: [
          ...['docker-compose', '-p', 'fragrance', '-f', 'compose.yml', '--ansi', 'never', 'up', '-d'],
          ...['--no-deps', '--no-recreate', '--scale', 'worker=4', 'worker'],
        ],
        env: { VERSION: '1', DOCKER_HOST: engine.host },
      },
      now: 'worker 2',
      after: 'worker 4',
      affected: ['2 worker are created beside 2'],
      cost: [{ name: 'CPU' }, { name: 'memory', value: expect.stringMatching(/^\+[\d.]+ [KM]iB$/) }],
      warnings: [],
      undo: { kind: 'change', change: scale({ worker: 2 }) },
      replicas: [{ service: 'worker', from: 2, to: 4 }],
    })
    expect(await executor.commit(prepared, await project.attempt(), never)).toMatchObject({
      kind: 'accepted',
    })
    expect(await executor.check(prepared, never)).toMatchObject({
      kind: 'reached',
      words: 'worker 4 of 4 running',
      details: [],
    })
    expect(await project.running('worker')).toEqual(expect.arrayContaining([...old]))

    const down = project.executor(scale({ worker: 1 }))
    const plan = await planned(down)
    expect(plan.affected).toEqual([2, 3, 4].map((n) => `fragrance_worker_${n} is stopped and removed`))
    expect(plan.cost[1]?.value).toMatch(/^−/)
    await down.commit(plan, await project.attempt(), never)
    expect(await down.check(plan, never)).toMatchObject({ kind: 'reached', words: 'worker 1 of 1 running' })
    expect(old).toEqual(expect.arrayContaining([...(await project.running('worker'))]))
    expect({ app: await project.running('app'), store: await project.running('store') }).toEqual(before)
  })

  it('10: goes down to none where it is told to, several services in one command', async () => {
    const store = await project.running('store')
    const executor = project.executor(scale({ worker: 0, app: 0 }))
    const prepared = await planned(executor)
    expect(prepared.step).toMatchObject({
      argv: expect.arrayContaining(['--scale', 'worker=0', 'app=0', 'worker', 'app']),
    })
    await executor.commit(prepared, await project.attempt(), never)
    expect(await executor.check(prepared, never)).toMatchObject({ kind: 'reached' })
    expect([await project.running('worker'), await project.running('app')]).toEqual([[], []])
    expect(await project.running('store')).toEqual(store)
  })

  it('12: an unknown service beside a known one is refused', async () => {
    expect(await refusal(project.executor(scale({ worker: 3, toString: 1 })))).toBe(
      'there is no service toString in the compose files',
    )
  })

  it('3: two plans at once: the second is stale; a change of another service makes none stale', async () => {
    const [one, other] = [project.executor(scale({ worker: 3 })), project.executor(scale({ worker: 4 }))]
    const [first, second] = await Promise.all([planned(one), planned(other)])
    await engine.docker('rm', '--force', ...(await project.running('store')))
    const fingerprint = async (): Promise<string> => {
      const observed = await other.observe(never)
      return observed.ok ? observed.observed.fingerprint : ''
    }
    expect(await fingerprint()).toBe(second.observed.fingerprint)
    await one.commit(first, await project.attempt(), never)
    expect(await fingerprint()).not.toBe(second.observed.fingerprint)
  })

  it('15: flags replicas that would not be alike, and keeps the version that runs', async () => {
    await project.rewrite('exec sleep 99999')
    const executor = project.executor(scale({ worker: 3 }), { env: { ...process.env, VERSION: '2' } })
    const prepared = await planned(executor)
    expect(prepared.warnings).toEqual([expect.stringMatching(/^mixed configuration: .*2 of 2 worker began/)])
    expect(prepared.step).toMatchObject({ env: { VERSION: '1' } })
    await executor.commit(prepared, await project.attempt(), never)
    expect(await project.images('worker')).toEqual(['bb:1', 'bb:1', 'bb:1'])
    // Still true afterwards, of those that were there before.
    expect((await planned(project.executor(scale({ worker: 2 })))).warnings).toEqual([
      expect.stringMatching(/^mixed configuration: .*2 of 3 worker began$/),
    ])
  })

  it('25: a container that dies at once has rc 0 and fails the check', async () => {
    await project.rewrite('exit 3')
    const executor = project.executor(scale({ worker: 3 }))
    const prepared = await planned(executor)
    expect((await executor.commit(prepared, await project.attempt(), never)).kind).toBe('accepted')
    await expect
      .poll(() => executor.check(prepared, never))
      .toMatchObject({
        kind: 'failed',
        words: 'worker 2 of 3 running; fragrance_worker_3 exited (3)',
        details: [{ name: 'fragrance_worker_3', value: 'exited (3)' }],
      })
  })

  it('a version that nothing tells is asked for, and not taken as an empty text', async () => {
    await engine.empty()
    const { VERSION: _, ...env } = process.env
    expect(await refusal(project.executor(scale({ worker: 1 }), { env }))).toMatch(/VERSION is not set/)
  })
})
