import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** A real program on a free port of loopback, with a folder of its own. */
export type RunningProgram = {
  readonly url: string
  readonly port: number
  readonly pid: number
  /** Ends it and removes its folder. */
  stop(): Promise<void>
}

const BINARIES = {
  prometheus: '/usr/bin/prometheus',
  promtool: '/usr/bin/promtool',
  alertmanager: '/usr/bin/prometheus-alertmanager',
  victoriaMetrics: '/usr/bin/victoria-metrics',
  nodeExporter: '/usr/bin/prometheus-node-exporter',
  tmux: '/usr/bin/tmux',
  dockerd: '/usr/sbin/dockerd',
  docker: '/usr/bin/docker',
  dockerCompose: '/usr/bin/docker-compose',
  busybox: '/bin/busybox',
  kubectl: '/usr/bin/kubectl',
} as const
const PACKAGES: Readonly<Record<keyof typeof BINARIES, string>> = {
  prometheus: 'prometheus',
  promtool: 'prometheus',
  alertmanager: 'prometheus-alertmanager',
  victoriaMetrics: 'victoria-metrics',
  nodeExporter: 'prometheus-node-exporter',
  tmux: 'tmux',
  dockerd: 'docker.io',
  docker: 'docker.io',
  dockerCompose: 'docker-compose',
  busybox: 'busybox-static',
  kubectl: 'kubernetes-client',
}

/**
 * Whether these programs are installed: for `describe.skipIf(isMissing('prometheus'))`.
 * In CI a missing program is an error, since a skipped suite proves nothing.
 */
export function isMissing(...programs: readonly (keyof typeof BINARIES)[]): boolean {
  const missing = programs.filter((program) => !existsSync(BINARIES[program]))
  if (missing.length === 0) return false
  const packages = missing.map((program) => PACKAGES[program]).join(' ')
  const message = `not installed: ${missing.join(', ')} (Debian: apt-get install ${packages})`
  if (process.env.CI !== undefined) throw new Error(message)
  process.stderr.write(`skipped: ${message}\n`)
  return true
}

/** The path is `/metrics` where absent. */
export type ScrapeTarget = { readonly job: string; readonly address: string; readonly path?: string }

/** Prometheus that scrapes these targets every `intervalMs`. */
export function startPrometheus(
  targets: readonly ScrapeTarget[],
  options: {
    readonly intervalMs?: number
    readonly port?: number
    readonly args?: readonly string[]
    /** What it knows already, in OpenMetrics. */
    readonly past?: string
  } = {},
): Promise<RunningProgram> {
  const { intervalMs = 1_000, port: wanted, args = [], past } = options
  const jobs = targets.map(
    ({ job, address, path = '/metrics' }) =>
      `  - job_name: ${job}\n    metrics_path: ${path}\n    static_configs: [{ targets: ["${address}"] }]`,
  )
  const limit = `${intervalMs}ms`
  const config = `global: { scrape_interval: ${limit}, scrape_timeout: ${limit} }\nscrape_configs:\n${jobs.join('\n')}\n`
  const argsFor = (port: number, folder: string) => [
    `--config.file=${folder}/prometheus.yml`,
    `--storage.tsdb.path=${folder}/data`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--web.enable-lifecycle',
    ...args,
  ]
  const files = { 'prometheus.yml': config }
  if (past === undefined) return start(BINARIES.prometheus, '/-/ready', files, argsFor, wanted)
  return start(
    BINARIES.prometheus,
    '/-/ready',
    { ...files, 'past.txt': past },
    argsFor,
    wanted,
    async (folder) => {
      const command = ['tsdb', 'create-blocks-from', '--quiet', 'openmetrics']
      await promisify(execFile)(BINARIES.promtool, [...command, `${folder}/past.txt`, `${folder}/data`])
    },
  )
}

/** Alertmanager alone, without a cluster, telling nobody. */
export function startAlertmanager(): Promise<RunningProgram> {
  const config = 'route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n'
  return start(BINARIES.alertmanager, '/-/ready', { 'alertmanager.yml': config }, (port, folder) => [
    `--config.file=${folder}/alertmanager.yml`,
    `--storage.path=${folder}/data`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--cluster.listen-address=',
  ])
}

/** VictoriaMetrics that scrapes nothing; samples are sent to `/api/v1/import/prometheus`. */
export function startVictoriaMetrics(): Promise<RunningProgram> {
  return start(BINARIES.victoriaMetrics, '/health', {}, (port, folder) => [
    `-storageDataPath=${folder}/data`,
    `-httpListenAddr=127.0.0.1:${port}`,
    '-memory.allowedPercent=10',
  ])
}

export function startNodeExporter(): Promise<RunningProgram> {
  return start(BINARIES.nodeExporter, '/metrics', {}, (port) => [`--web.listen-address=127.0.0.1:${port}`])
}

async function start(
  binary: string,
  readyPath: string,
  files: Readonly<Record<string, string>>,
  argsFor: (port: number, folder: string) => readonly string[],
  wantedPort?: number,
  prepare: (folder: string) => Promise<void> = async () => undefined,
): Promise<RunningProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'hypercare-test-'))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  await prepare(folder)
  const port = wantedPort ?? (await freePort())
  const child = spawn(binary, argsFor(port, folder), { cwd: folder, stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  const stop = async (): Promise<void> => {
    await end(child)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    await untilReady(url + readyPath, child, binary)
    return { url, port, pid: child.pid ?? 0, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** A port nobody listens on now. Another program may take it before it is used; then the start fails loudly. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  return address.port
}

async function untilReady(url: string, child: ChildProcess, binary: string): Promise<void> {
  const until = Date.now() + 30_000
  while (Date.now() < until) {
    if (child.exitCode !== null || child.pid === undefined)
      throw new Error(`${binary} ended (${child.exitCode})`)
    const isReady = await fetch(url).then(
      (answer) => answer.text().then(() => answer.ok),
      () => false,
    )
    if (isReady) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${binary} was not ready within 30 s`)
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 5_000)
  await ended
  clearTimeout(timer)
}
