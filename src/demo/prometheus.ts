import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const READY_WITHIN_MS = 15_000

export type DemoPrometheus = { readonly url: string; close(): Promise<void> }

/**
 * Starts a Prometheus of the demo's own, which scrapes the simulated backend every second and keeps its data in a
 * temporary folder. A machine without Prometheus gets a sentence instead.
 */
export async function startPrometheus(
  backendUrl: string,
): Promise<{ ok: true; prometheus: DemoPrometheus } | { ok: false; message: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'hypercare-demo-'))
  const port = await freePort()
  await writeFile(join(folder, 'prometheus.yml'), scrapeConfig(backendUrl))
  const child = spawn(
    'prometheus',
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=error',
    ],
    { stdio: 'ignore' },
  )
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ENOENT' ? NOT_INSTALLED : error.message),
    )
    child.once('exit', (code) => resolve(`Prometheus ended at once with code ${code}`))
  })
  const url = `http://127.0.0.1:${port}`
  const close = async (): Promise<void> => {
    await stop(child)
    await rm(folder, { recursive: true, force: true })
  }
  const waiting = new AbortController()
  const failure = await Promise.race([ended, untilReady(url, waiting.signal)])
  waiting.abort()
  if (failure === null) return { ok: true, prometheus: { url, close } }
  await close()
  return { ok: false, message: failure }
}

const NOT_INSTALLED =
  'The demo needs the program "prometheus" on the PATH, and it is not there. Install it (Debian: apt install prometheus), or watch a system of your own: hypercare watch --profile FILE'

function scrapeConfig(backendUrl: string): string {
  return `global:
  scrape_interval: 1s
  scrape_timeout: 1s
scrape_configs:
  - job_name: app
    static_configs:
      - targets: ['${new URL(backendUrl).host}']
`
}

/** Null once it answers; a sentence if it never does. */
async function untilReady(url: string, waiting: AbortSignal): Promise<string | null> {
  const deadline = performance.now() + READY_WITHIN_MS
  while (performance.now() < deadline && !waiting.aborted) {
    if (await isReady(url)) return null
    await pause(50)
  }
  return `The demo's Prometheus did not become ready within ${READY_WITHIN_MS / 1000} s`
}

/** Not being able to connect yet is what waiting is for. */
const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/-/ready`, { signal: AbortSignal.timeout(1_000) }).then(
    async (response) => {
      await response.text()
      return response.ok
    },
    () => false,
  )

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('no port')),
      )
    })
  })
}

/** A Prometheus that is stopped or stuck does not heed TERM; nobody shall wait for it when they leave. */
const TERM_PATIENCE_MS = 3_000

function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null)
    return Promise.resolve()
  return new Promise((resolve) => {
    const kill = setTimeout(() => child.kill('SIGKILL'), TERM_PATIENCE_MS)
    child.once('exit', () => {
      clearTimeout(kill)
      resolve()
    })
    child.kill('SIGTERM')
  })
}
