import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Ended, type Folder, openFolder, type Running, run, serveDemo } from '../cli/program.ts'
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
  /** The stages in the journal, in their order. */
  stages(): Promise<readonly string[]>
  /** The process that wrote the last stage. */
  runnerPid(): Promise<number>
  close(): Promise<void>
}

export async function openStage(demoArgs: readonly string[] = []): Promise<Stage> {
  const [folder, backend] = await Promise.all([openFolder(), serveDemo(demoArgs)])
  const profile = await writeProfile(folder, backend.url)
  const env = { XDG_STATE_HOME: join(folder.path, 'state') }
  const open: PtyProgram[] = []
  return {
    env,
    watch: (args = [], options = {}) => {
      const pty = openWatch(['--profile', profile, ...args], { ...options, env })
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
    mode: () => modeOf(backend.url),
    stages: async () => (await linesOf(folder)).map(({ stage }) => stage),
    runnerPid: async () => (await linesOf(folder)).at(-1)?.pid ?? Number.NaN,
    close: async () => {
      for (const pty of open) await pty.dispose()
      await stopped(backend)
      await folder.remove()
    },
  }
}

type Line = { readonly stage: string; readonly pid: number }

async function linesOf(folder: Folder): Promise<readonly Line[]> {
  const text = await readFile(join(folder.path, 'state/hypercare/test/journal.jsonl'), 'utf8').catch(() => '')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)
}

const stopped = (backend: Running): Promise<unknown> => backend.stop('SIGKILL')

const modeOf = async (url: string): Promise<string> =>
  ((await (await fetch(`${url}/admin/downshift/stats`)).json()) as { mode: string }).mode

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
          verify: [{ signal: 'mode', within: '20s' }],
        },
        creative: {
          ...common,
          title: 'Creative',
          key: 'c',
          risk: 'high',
          body: { mode: 'creative' },
          observe,
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
