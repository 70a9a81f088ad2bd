import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '../..')
export const PROFILE = join(ROOT, 'configs/fragrance-ai.yaml')
export const GPU_OVERLAY = join(ROOT, 'configs/overlays/gpu-by-dcgm.yaml')

/** Nobody listens here. */
export const NOWHERE = 'http://127.0.0.1:1'

const BIN = join(ROOT, 'bin/hypercare.js')

export type Env = Readonly<Record<string, string | undefined>>

/** How a run ended and what it said. */
export type Ended = {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** A run that goes on until it is stopped. */
export type Running = {
  readonly child: ChildProcess
  /** Waits for what it prints. */
  printed(pattern: RegExp): Promise<RegExpExecArray>
  readonly ended: Promise<Ended>
  /** Asks it to end and waits; twice does no harm. */
  stop(signal?: NodeJS.Signals): Promise<Ended>
}

/** The arguments for Node that run hypercare. Fails where there is nothing built to run. */
export function argv(args: readonly string[]): string[] {
  if (!existsSync(join(ROOT, 'dist/hypercare.js')))
    throw new Error('dist/hypercare.js is not there; build it first: npm run build')
  return [BIN, ...args]
}

/** Starts hypercare as a person would, on pipes instead of a terminal. */
export function start(args: readonly string[], env: Env = {}): Running {
  const child = spawn(process.execPath, argv(args), {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: undefined, LC_ALL: 'C.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const ended = new Promise<Ended>((done, fail) => {
    child.once('error', fail)
    child.once('close', (code, signal) => done({ code, signal, stdout, stderr }))
  })
  return {
    child,
    ended,
    printed: (pattern) =>
      new Promise((done, fail) => {
        const look = (): void => {
          const found = pattern.exec(stdout)
          if (found !== null) done(found)
        }
        child.stdout.on('data', look)
        look()
        void ended.then((end) => fail(new Error(`ended without ${pattern}: ${JSON.stringify(end)}`)), fail)
      }),
    stop: (signal = 'SIGTERM') => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      return ended
    },
  }
}

/** Runs hypercare to its end. */
export const run = (args: readonly string[], env: Env = {}): Promise<Ended> => start(args, env).ended

/** `--set` for every value. */
export const sets = (values: Readonly<Record<string, string>>): string[] =>
  Object.entries(values).flatMap(([path, value]) => ['--set', `${path}=${value}`])

/** A profile of sources and signals that are given, as small as a profile can be. */
export const profileOf = (sources: object, signals: object, panels: readonly object[]): string =>
  JSON.stringify({ version: 1, name: 'test', title: 'Test', environment: 'test', sources, signals, panels })

export type Folder = {
  readonly path: string
  /** Writes a file and returns its path. */
  write(name: string, text: string, mode?: number): Promise<string>
  remove(): Promise<void>
}

export async function openFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'hypercare-e2e-'))
  return {
    path,
    write: async (name, text, mode = 0o600) => {
      const file = join(path, name)
      await writeFile(file, text, { mode })
      return file
    },
    // A runner goes on for a moment after whoever started it has ended.
    remove: () => rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }),
  }
}

/** `hypercare demo --serve` on a free port. */
export async function serveDemo(args: readonly string[] = []): Promise<Running & { readonly url: string }> {
  const running = start(['demo', '--serve', ...args])
  const found = await running.printed(/at (http:\/\/[\d.:]+);/)
  return { ...running, url: found[1] ?? '' }
}
