import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { type RunningProgram, startAlertmanager, startPrometheus } from '../support/processes.ts'
import { hasEnded, kill, livesUntilEnded } from './living.ts'
import { pastOf } from './past.ts'
import type { Command } from './program.ts'

const ROOT = resolve(import.meta.dirname, '../..')
/** The program; another build of it by HYPERCARE_BIN. */
export const BIN = process.env.HYPERCARE_BIN ?? join(ROOT, 'bin/hypercare.js')
/** What the first line of the program says: variables of the environment, then options of Node. */
const FIRST_LINE = (readFileSync(BIN, 'utf8').split('\n')[0] ?? '').split(' ')
export const NODE_ENV: Readonly<Record<string, string>> = Object.fromEntries(
  FIRST_LINE.flatMap((word) => {
    const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(word) ?? []
    return name === undefined || value === undefined ? [] : [[name, value]]
  }),
)
export const NODE_ARGS = FIRST_LINE.filter((word) => word.startsWith('--'))
export const PROFILE = join(ROOT, 'configs/fragrance-ai.yaml')
const GPUS = join(ROOT, 'test/fixtures/nvidia-smi/h100-loaded.xml')
/** A rate needs two scrapes, and the first frame shall not be of a Prometheus that has just begun. */
const SCRAPED_FOR_MS = 8_000

/** Arguments of Node that write a CPU profile into a folder; none for null. */
export const profiled = (folder: string | null): string[] =>
  folder === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`]

export type WatchOptions = {
  /** Null leaves the intervals of the profile. */
  readonly everyMs: number | null
  readonly nodeArgs?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** A simulated platform with all that watches it, each a process of its own. */
export type Backend = {
  /** The command line of a watch on all of it. */
  watch(options: WatchOptions): Promise<Command>
  stop(): Promise<void>
}

/**
 * Starts the platform, a Prometheus that scrapes it every second and knows its last hours, so that the charts are full, and an
 * Alertmanager where there is one, with three alerts unless all is calm.
 */
export async function startBackend(scenario: string, withAlertmanager: boolean): Promise<Backend> {
  const folder = await mkdtemp(join(tmpdir(), 'hypercare-bench-'))
  const stops: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })]
  const stop = async (): Promise<void> => {
    for (const step of stops.splice(0).reverse()) await step()
  }
  const adopt = (program: RunningProgram): RunningProgram => {
    livesUntilEnded(program.pid)
    stops.push(() => program.stop().then(() => hasEnded(program.pid)))
    return program
  }
  try {
    const platform = await startPlatform(scenario)
    stops.push(platform.stop)
    const address = new URL(platform.url).host
    const metrics = await (await fetch(`${platform.url}/metrics`)).text()
    const past = pastOf(metrics, `job="app",instance="${address}"`, Date.now())
    const prometheus = adopt(await startPrometheus([{ job: 'app', address }], { past }))
    const alertmanager = withAlertmanager ? adopt(await startAlertmanager()) : null
    if (alertmanager !== null && scenario !== 'calm') await raiseAlerts(alertmanager.url)
    await pause(SCRAPED_FOR_MS)
    return {
      watch: async ({ everyMs, nodeArgs = [], env = {} }) => {
        const every = everyMs === null ? {} : { interval: `${everyMs}ms` }
        const overlay = {
          environment: 'simulated',
          deployment: { at: platform.deployedAt },
          sources: {
            prometheus: { url: prometheus.url, ...every },
            backend: { url: platform.url, ...every },
            alertmanager: alertmanager === null ? { enabled: false } : { url: alertmanager.url, ...every },
            gpu: { command: ['sh', '-c', 'exec cat "$0"', GPUS], ...every },
            host: every,
            // What stands in is read at its own pace, also beside a Prometheus that is asked every second.
            scrape: { targets: [{ job: 'app', url: `${platform.url}/metrics` }] },
          },
        }
        const file = join(folder, `every-${everyMs ?? 'usual'}.yaml`)
        // What is JSON is YAML.
        await writeFile(file, JSON.stringify(overlay))
        const args = [...NODE_ARGS, ...nodeArgs, BIN, 'watch', '--profile', PROFILE, '--overlay', file]
        return { file: process.execPath, args, env: { ...NODE_ENV, ...env } }
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

type Platform = { readonly url: string; readonly deployedAt: string; stop(): Promise<void> }

/** `hypercare demo --serve`, which says where it listens and when the simulated deployment was. */
async function startPlatform(scenario: string): Promise<Platform> {
  const args = [BIN, 'demo', '--scenario', scenario, '--serve', '--port', '0']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const { pid } = child
  if (pid === undefined) throw new Error(`${process.execPath} could not be started`)
  livesUntilEnded(pid)
  const ended = once(child, 'exit').then(() => hasEnded(pid))
  const stop = async (): Promise<void> => {
    kill(pid, 'SIGTERM')
    await ended
  }
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url, deployedAt] = /at (http:\S+); deployed at (\S+)/.exec(line) ?? []
    if (url !== undefined && deployedAt !== undefined) return { url, deployedAt, stop }
  }
  throw new Error('hypercare demo --serve did not say where it listens')
}

async function raiseAlerts(url: string): Promise<void> {
  const alerts = ['HighLatency', 'BreakerOpen', 'QueueGrowing'].map((alertname, i) => ({
    labels: { alertname, severity: i === 0 ? 'warning' : 'critical', service: 'api' },
    annotations: { summary: `${alertname} in the benchmark` },
  }))
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify(alerts)
  const answer = await fetch(`${url}/api/v2/alerts`, { method: 'POST', headers, body })
  await answer.text()
  if (!answer.ok) throw new Error(`Alertmanager refused the alerts with status ${answer.status}`)
}
