import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { vi } from 'vitest'
import type { ServiceChange } from '../../../src/actions/change.ts'
import { type ComposeExecutorOptions, createComposeExecutor } from '../../../src/actions/compose/executor.ts'
import type { Project } from '../../../src/actions/compose/invocation.ts'
import type { Attempt, Executor, Prepared, Reconciled } from '../../../src/actions/executor.ts'
import type { Engine } from '../../support/docker.ts'

/** A project of workers, an app and a store on the test's own engine. */
export type TestProject = {
  readonly control: Project
  /** Runs 2 workers and 1 of each other, version 1, from files that are as they were; `slow` only where asked for. */
  reset(...more: readonly string[]): Promise<void>
  /** What a worker does from the next container on. */
  rewrite(worker: string): Promise<void>
  /** Ids of what runs of a service, sorted. */
  running(service: string): Promise<readonly string[]>
  /** Names of the images of what runs of a service, sorted. */
  images(service: string): Promise<readonly string[]>
  executor(change: ServiceChange, over?: Partial<ComposeExecutorOptions>): Executor
  attempt(): Promise<Attempt>
}

const WORKS = 'exec sleep 100000'

/** Its containers die at once when they are stopped. */
const service = (image: string, command: string): string => `
    image: ${image}
    command: ["sh", "-c", "${command}"]
    network_mode: none
    stop_signal: SIGKILL`

/** `slow` says that it is to stop, does not, and takes its grace period. */
const file = (worker: string): string => `version: "3.8"
services:
  worker:${service(`bb:\${VERSION:?which version}`, worker)}
  app:${service(`bb:\${VERSION:?which version}`, WORKS)}
  store:${service('store:1', WORKS)}
  slow:
    image: store:1
    command: ["sh", "-c", "trap 'echo stopping' TERM; while :; do sleep 1; done"]
    network_mode: none
    stop_grace_period: 3s
`

export async function createProject(engine: Engine, name: string): Promise<TestProject> {
  const directory = join(engine.folder, name)
  await mkdir(directory)
  for (const image of ['bb:1', 'bb:2', 'store:1']) await engine.makeImage(image)
  const control: Project = {
    program: ['docker-compose'],
    project: name,
    files: ['compose.yml'],
    directory,
    host: engine.host,
    versionVariable: 'VERSION',
  }
  const rewrite = (worker: string): Promise<void> => writeFile(join(directory, 'compose.yml'), file(worker))
  const list = async (format: string, service: string): Promise<readonly string[]> => {
    const filters = [`project=${name}`, `service=${service}`].flatMap((label) => [
      '--filter',
      `label=com.docker.compose.${label}`,
    ])
    const text = await engine.docker('ps', '--no-trunc', ...filters, '--format', format)
    return text.split('\n').filter(Boolean).sort()
  }
  return {
    control,
    reset: async (...more) => {
      await engine.empty()
      await rewrite(WORKS)
      const words = ['-p', name, '-f', 'compose.yml', 'up', '-d', '--scale', 'worker=2']
      await promisify(execFile)('docker-compose', [...words, 'worker', 'app', 'store', ...more], {
        cwd: directory,
        env: { ...process.env, DOCKER_HOST: engine.host, VERSION: '1' },
      })
    },
    rewrite,
    running: (service) => list('{{.ID}}', service),
    images: (service) => list('{{.Image}}', service),
    executor: (change, over = {}) =>
      createComposeExecutor({ control, change, env: process.env, now: Date.now, ...over }),
    attempt: async () => ({ key: 'test', folder: await mkdtemp(join(directory, 'attempt-')) }),
  }
}

export const never = new AbortController().signal

/** The plan of a change as things stand; fails where there is none. */
export async function planned(executor: Executor): Promise<Prepared> {
  const observed = await executor.observe(never)
  if (!observed.ok) throw new Error(observed.failure.message)
  const result = executor.prepare(observed.observed)
  if (!result.ok) throw new Error(result.refusal.reason)
  return result.prepared
}

/** Why a change is refused as things stand. */
export async function refusal(executor: Executor): Promise<string> {
  const observed = await executor.observe(never)
  if (!observed.ok) throw new Error(observed.failure.message)
  const result = executor.prepare(observed.observed)
  return result.ok ? 'it is not refused' : result.refusal.reason
}

/** Asks until the outcome is known and rests, as the runner does. */
export const settled = (executor: Executor, prepared: Prepared, attempt: Attempt): Promise<Reconciled> =>
  vi.waitFor(
    async () => {
      const outcome = await executor.reconcile(prepared, attempt, never)
      if (outcome.kind === 'still-unknown') throw new Error(outcome.words)
      return outcome
    },
    { timeout: 30_000, interval: 100 },
  )
