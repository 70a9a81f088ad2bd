import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PodChange, ScaleChange, ServiceChange } from '../../../src/actions/change.ts'
import type { Attempt, Committed, Executor, Prepared } from '../../../src/actions/executor.ts'
import { createKubectlExecutor } from '../../../src/actions/kubectl/executor.ts'
import { type Fault, type KubernetesApi, startKubernetesApi } from '../../support/kubernetes/api.ts'
import { templateOf } from '../../support/kubernetes/cluster.ts'
import { isMissing } from '../../support/processes.ts'

const isUnable = isMissing('kubectl')
const never = new AbortController().signal
const folder = mkdtempSync(join(tmpdir(), 'hypercare-kubectl-'))
afterAll(() => rmSync(folder, { recursive: true }))

let api: KubernetesApi
let kubeconfig: string
beforeEach(async () => {
  api = await startKubernetesApi()
  kubeconfig = join(folder, `config-${new URL(api.url).port}`)
  writeFileSync(kubeconfig, configFor(api.url))
})
afterEach(() => api.close())

const configFor = (server: string): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster: { server } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'nobody' } }],
    'current-context': 'test',
  })

const scale = (to: number): ScaleChange => ({ kind: 'scale', by: 'cluster', to: { api: to } })
const version = (to: string): ServiceChange => ({ kind: 'version', by: 'cluster', services: ['api'], to })
const restart: ServiceChange = { kind: 'restart', by: 'cluster', services: ['api'] }

const executorOf = (change: ServiceChange | PodChange): Executor =>
  createKubectlExecutor({
    control: { program: ['kubectl'], namespace: 'shop', context: 'test', kubeconfig },
    change,
    // Its cache of the API's kinds stands in HOME.
    env: { PATH: process.env.PATH, HOME: folder },
    now: Date.now,
  })

const attempt = (): Attempt => ({ key: 'k', folder: mkdtempSync(join(folder, 'attempt-')) })

async function planned(executor: Executor): Promise<Prepared> {
  const observed = await executor.observe(never)
  if (!observed.ok) throw new Error(observed.failure.message)
  const result = executor.prepare(observed.observed)
  if (!result.ok) throw new Error(result.refusal.reason)
  return result.prepared
}

/** Commits under this fault, given up after `deadlineMs` where one is told, and says what came of it. */
async function committed(
  executor: Executor,
  prepared: Prepared,
  fault: Fault,
  deadlineMs: number | null = null,
): Promise<{ readonly committed: Committed; readonly reconciled: string }> {
  const own = attempt()
  api.fault = fault
  const signal = deadlineMs === null ? never : AbortSignal.timeout(deadlineMs)
  const result = await executor.commit(prepared, own, signal)
  api.fault = 'none'
  const { kind } = await executor.reconcile(prepared, own, never)
  return { committed: result, reconciled: kind }
}

describe.skipIf(isUnable)('kubectl', { timeout: 60_000 }, () => {
  it('2: scales by the very argv of the plan, guarded by the number it saw', async () => {
    api.cluster.autoscaler = { min: 2, max: 10 }
    const executor = executorOf(scale(4))
    const prepared = await planned(executor)
    expect(prepared).toMatchObject({
      target: 'kubectl shop/deployment/api',
      step: {
        argv: [
          ...['kubectl', '--kubeconfig', kubeconfig, '--context', 'test', '--namespace', 'shop'],
          ...['--request-timeout=20s', 'scale', 'deployment/api', '--current-replicas=2', '--replicas=4'],
        ],
      },
      now: '2 replicas',
      after: '4 replicas',
      warnings: [expect.stringMatching(/^the autoscaler api-hpa sets the replicas within 2 … 10/)],
      undo: { kind: 'change', change: scale(2) },
      replicas: [{ service: 'api', from: 2, to: 4 }],
    })
    expect(await executor.check(prepared, never)).toMatchObject({ kind: 'not-yet' })
    expect(await committed(executor, prepared, 'none')).toMatchObject({
      committed: { kind: 'accepted' },
      reconciled: 'applied',
    })
    expect(api.changes).toEqual(['PUT api/scale'])
    expect(await executor.check(prepared, never)).toMatchObject({
      kind: 'reached',
      words: '4 of 4 available',
    })
  })

  it.each<[number: string, what: string, change: ServiceChange, reason: RegExp]>([
    ['11', 'a negative number', scale(-1), /-1 is no number/],
    ['11', 'a fraction', scale(1.5), /1.5 is no number/],
    ['1', 'what is there already', scale(2), /has 2 replicas already/],
    ['36', 'an unknown revision', version('9'), /no revision 9/],
    ['1', 'the revision that runs', version('2'), /runs revision 2 already/],
    ['1', 'a stop', { kind: 'stop', by: 'cluster', services: ['api'] }, /has no stop/],
    ['12', 'an unknown deployment', { ...scale(3), to: { apii: 3 } }, /does not have it/],
    ['13', 'two at once', { ...restart, services: ['api', 'web'] }, /one deployment is changed at a time/],
  ])('%s: refuses %s', async (_, __, change, reason) => {
    await expect(planned(executorOf(change))).rejects.toThrow(reason)
    expect(api.changes).toEqual([])
  })

  it('refuses to undo or restart what is paused', async () => {
    api.cluster.paused = true
    await expect(planned(executorOf(version('1')))).rejects.toThrow(/paused/)
    await expect(planned(executorOf(restart))).rejects.toThrow(/paused/)
  })

  it('3: the world changed: another fingerprint, and the guard of the server besides', async () => {
    const executor = executorOf(scale(4))
    const prepared = await planned(executor)
    api.cluster.touch()
    expect((await planned(executor)).observed.fingerprint).toBe(prepared.observed.fingerprint)
    api.cluster.replicas = 5
    api.cluster.settle()
    expect((await planned(executor)).observed.fingerprint).not.toBe(prepared.observed.fingerprint)
    expect((await committed(executor, prepared, 'none')).committed).toMatchObject({
      kind: 'rejected',
      reason: expect.stringMatching(/Expected replicas to be 2, was 5/),
    })
    expect(api.cluster.replicas).toBe(5)
  })

  it('38: a storm of conflicts is ended at our own deadline, and nothing comes after', async () => {
    const executor = executorOf(scale(4))
    const prepared = await planned(executor)
    const result = await committed(executor, prepared, 'conflict', 3_000)
    expect(result).toMatchObject({ committed: { kind: 'unknown' }, reconciled: 'not-applied' })
    expect(api.changes.length).toBeGreaterThan(1)
    expect(api.cluster.replicas).toBe(2)
  })

  it.each<[fault: Fault, deadlineMs: number | null, reconciled: string]>([
    ['lost-answer', null, 'applied'],
    ['dropped', null, 'not-applied'],
    ['come-again', null, 'applied'],
    ['hang', 2_000, 'not-applied'],
  ])('39: %s leaves a scale unknown, and the cluster tells', async (fault, deadlineMs, reconciled) => {
    const executor = executorOf(scale(4))
    const prepared = await planned(executor)
    expect(await committed(executor, prepared, fault, deadlineMs)).toMatchObject({
      committed: { kind: 'unknown' },
      reconciled,
    })
  })

  it.each([
    ['an undo', version('1')],
    ['a restart', restart],
  ])('39: a lost answer leaves %s unknown, and the cluster tells', async (_, change) => {
    const executor = executorOf(change)
    const prepared = await planned(executor)
    const dropped = await committed(executor, prepared, 'dropped')
    expect(dropped).toMatchObject({ committed: { kind: 'unknown' }, reconciled: 'not-applied' })
    const lost = await committed(executor, prepared, 'lost-answer')
    expect(lost).toMatchObject({ committed: { kind: 'unknown' }, reconciled: 'applied' })
  })

  it('goes back to a revision by its number, and offers the way forth', async () => {
    const executor = executorOf(version('1'))
    const prepared = await planned(executor)
    expect(prepared).toMatchObject({
      now: 'revision 2 (api:2)',
      after: 'as revision 1 was (api:1)',
      undo: { kind: 'change', words: 'back to revision 2', change: version('2') },
    })
    expect(prepared.step).toMatchObject({
      argv: expect.arrayContaining(['undo', 'deployment/api', '--to-revision=1']),
    })
    expect((await committed(executor, prepared, 'none')).committed.kind).toBe('accepted')
    expect(await executor.check(prepared, never)).toMatchObject({ kind: 'reached' })
    expect(api.cluster.template).toMatchObject({ spec: { containers: [{ image: 'api:1' }] } })
  })

  it('an undo that finds nothing to do says so, and counts as nothing done', async () => {
    const executor = executorOf(version('1'))
    const prepared = await planned(executor)
    api.cluster.setTemplate(templateOf('api:1'))
    // By now the revision has another number; the one that runs is given again.
    const [step] = [prepared.step].flatMap((one) => (one.kind === 'program' ? [one] : []))
    if (step === undefined) throw new Error('kubectl is a program')
    const argv = step.argv.map((word) => (word === '--to-revision=1' ? '--to-revision=3' : word))
    const result = await executor.commit({ ...prepared, step: { ...step, argv } }, attempt(), never)
    expect(result).toMatchObject({ kind: 'rejected', reason: expect.stringMatching(/skipped rollback/) })
    expect(api.changes).toEqual([])
  })

  it('25: pods that crash have rc 0 and fail the check, with their exit code', async () => {
    api.cluster.broken.add('api:1')
    const executor = executorOf(version('1'))
    const prepared = await planned(executor)
    expect((await committed(executor, prepared, 'none')).committed.kind).toBe('accepted')
    expect(await executor.check(prepared, never)).toMatchObject({
      kind: 'failed',
      words: expect.stringMatching(/^0 of 2 available; api-\S+ Running, CrashLoopBackOff \(exit code 3\)/),
    })
  })

  it('restarts, and deletes a pod, of which another takes the place', async () => {
    const executor = executorOf(restart)
    const prepared = await planned(executor)
    expect((await committed(executor, prepared, 'none')).committed.kind).toBe('accepted')
    expect(await executor.check(prepared, never)).toMatchObject({ kind: 'reached' })
    const pod = api.cluster.pods()[0]?.metadata.name ?? ''
    const deletion = executorOf({ kind: 'delete-pod', by: 'cluster', pod })
    const plan = await planned(deletion)
    expect(await deletion.check(plan, never)).toMatchObject({ kind: 'not-yet' })
    expect(await committed(deletion, plan, 'none')).toMatchObject({
      committed: { kind: 'accepted' },
      reconciled: 'applied',
    })
    expect(await deletion.check(plan, never)).toMatchObject({ kind: 'reached', words: 'gone, 2 of 2 ready' })
    await expect(planned(deletion)).rejects.toThrow(/there is no pod/)
  })

  it('37: without a server there is one line, and nothing was done', async () => {
    const executor = executorOf(scale(4))
    const prepared = await planned(executor)
    await api.close()
    expect(await executor.observe(never)).toMatchObject({
      ok: false,
      failure: { kind: 'refused', message: expect.stringMatching(/no answer from the API server/) },
    })
    const own = attempt()
    expect(await executor.commit(prepared, own, never)).toMatchObject({ kind: 'rejected' })
    expect(await executor.reconcile(prepared, own, never)).toMatchObject({ kind: 'still-unknown' })
    expect(await executor.check(prepared, never)).toMatchObject({ kind: 'not-yet' })
    api = await startKubernetesApi()
  })
})
