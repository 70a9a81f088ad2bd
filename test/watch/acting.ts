import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Ended, type Folder, openFolder, run, serveDemo } from '../cli/program.ts'
import type { PtyOptions, PtyProgram } from '../support/pty.ts'
import { openWall, openWatch } from './watch.ts'

/** A simulated backend, a profile that may change it, and a journal of its own. */
export type Stage = {
  readonly env: { readonly XDG_STATE_HOME: string }
  watch(args?: readonly string[], options?: PtyOptions): PtyProgram
  wall(): PtyProgram
  /** Plans and confirms an action from a command line beside it, to its end. */
  act(action: string): Promise<Ended>
  /** The serving mode, as the backend tells it. */
  mode(): Promise<string>
  /** Changes the serving mode past hypercare. */
  setMode(mode: string): Promise<void>
  /** The stages in the journal, in their order. */
  stages(): Promise<readonly string[]>
  /** The lines of the journal, in their order. */
  lines(): Promise<readonly Line[]>
  /** The process that wrote the last stage. */
  runnerPid(): Promise<number>
  close(): Promise<void>
}

export async function openStage(demoArgs: readonly string[] = []): Promise<Stage> {
  const backend = await serveDemo(demoArgs)
  const stage = await openStageAt(backend.url)
  return {
    ...stage,
    close: async () => {
      await stage.close()
      await backend.stop('SIGKILL')
    },
  }
}

/** The same for a backend that is there, and stays. */
export async function openStageAt(url: string): Promise<Stage> {
  const folder = await openFolder()
  const profile = await writeProfile(folder, url)
  const env = { XDG_STATE_HOME: join(folder.path, 'state') }
  const open: PtyProgram[] = []
  const lines = () => linesOf(folder)
  return {
    env,
    watch: (args = [], options = {}) => {
      const pty = openWatch(['--profile', profile, ...args], { ...options, env: { ...env, ...options.env } })
      open.push(pty)
      return pty
    },
    wall: () => {
      const pty = openWall(['--profile', profile], { env })
      open.push(pty)
      return pty
    },
    act: async (action) => {
      const given = ['--profile', profile]
      const planned = await run(['act', action, ...given, '--reason', 'slow', '--plan-only'], env)
      const [id = ''] = /\b[0-9a-f]{12}\b/.exec(planned.stdout) ?? []
      return run(['act', ...given, '--yes', id], env)
    },
    mode: () => modeOf(url),
    setMode: (mode) => setMode(url, mode),
    lines,
    stages: async () => (await lines()).map(({ stage }) => stage),
    runnerPid: async () => (await lines()).at(-1)?.pid ?? Number.NaN,
    close: async () => {
      for (const pty of open) await pty.dispose()
      await folder.remove()
    },
  }
}

export type Line = {
  readonly id: string
  readonly stage: string
  readonly words: string
  readonly pid: number
}

async function linesOf(folder: Folder): Promise<readonly Line[]> {
  const text = await readFile(join(folder.path, 'state/hypercare/test/journal.jsonl'), 'utf8').catch(() => '')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)
}

const modeOf = async (url: string): Promise<string> =>
  ((await (await fetch(`${url}/admin/downshift/stats`)).json()) as { mode: string }).mode

async function setMode(url: string, mode: string): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const { ok } = await fetch(`${url}/admin/set-mode`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ mode }),
  })
  if (!ok) throw new Error(`the backend does not go to ${mode}`)
}

function writeProfile(folder: Folder, url: string): Promise<string> {
  const common = { kind: 'request', source: 'api', path: '/admin/set-mode' }
  const observe = { get: '/admin/downshift/stats', pick: 'mode' }
  return folder.write(
    'profile.yaml',
    JSON.stringify({
      version: 1,
      name: 'test',
      environment: 'test',
      sources: { api: { kind: 'health', url, interval: '1s', deadline: '2s' } },
      signals: { mode: { source: 'api', get: '/admin/downshift/stats', pick: 'mode', unit: 'state' } },
      panels: [{ id: 'mode', kind: 'stat', title: 'Mode', signal: 'mode' }],
      actions: {
        downshift: {
          ...common,
          title: 'Downshift',
          key: 'd',
          body: { mode: 'fast' },
          observe: { ...observe, becomes: 'fast' },
          undo: { body: { mode: '{before}' } },
          verify: [{ signal: 'mode', within: '10s' }],
        },
        creative: {
          ...common,
          title: 'Creative',
          key: 'c',
          risk: 'high',
          body: { mode: 'creative' },
          observe,
        },
        held: {
          ...common,
          title: 'Held',
          key: 'v',
          hold: '60s',
          body: { mode: 'fast' },
          observe: { ...observe, becomes: 'fast' },
          undo: { body: { mode: '{before}' } },
        },
        paired: {
          ...common,
          title: 'Paired',
          key: 'p',
          secondPerson: true,
          body: { mode: 'fast' },
          observe: { ...observe, becomes: 'fast' },
        },
        set_mode: {
          ...common,
          title: 'Set the mode',
          parameters: { mode: { oneOf: ['fast', 'balanced', 'creative'] } },
          body: { mode: '{mode}' },
          observe: { ...observe, becomes: '{mode}' },
          undo: { body: { mode: '{before}' } },
        },
      },
    }),
  )
}
