import { mkdtempSync } from 'node:fs'
import { resolve } from 'node:path'
import { type IPty, spawn } from '@lydell/node-pty'
import type { Terminal } from '@xterm/headless'
import { build } from 'esbuild'
import { createEmulator, feed, shownText } from './emulator.ts'

const ROOT = resolve(import.meta.dirname, '../..')

/** Makes a TypeScript or TSX program runnable by Node; its packages are those of the repository. Returns its path. */
export async function bundleFixture(entry: string): Promise<string> {
  const folder = mkdtempSync(resolve(ROOT, 'node_modules/.fixture-'))
  const outfile = resolve(folder, 'fixture.mjs')
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node22',
    jsx: 'automatic',
    logLevel: 'silent',
  })
  return outfile
}

export type PtyOptions = {
  readonly columns?: number
  readonly rows?: number
  readonly env?: Readonly<Record<string, string | undefined>>
}

/** A program in a terminal of its own, with an emulator that reads it. */
export type PtyProgram = {
  readonly pid: number
  readonly emulator: Terminal
  /** What is on the screen, as lines of text. */
  readonly screen: () => string
  /** All bytes so far, as text. */
  readonly output: () => string
  readonly type: (keys: string) => void
  readonly resize: (columns: number, rows: number) => void
  /** Nobody reads the terminal any more, until `resume`. */
  readonly pause: () => void
  readonly resume: () => void
  /** Waits until the screen, between two frames, fulfils the condition. Fails with what is on it instead. */
  readonly until: (isSo: (screen: string) => boolean, withinMs?: number) => Promise<string>
  /** The terminal itself goes away, as when a connection breaks. */
  readonly hangUp: () => void
  readonly exited: Promise<{ readonly exitCode: number; readonly signal: number }>
  /** Hangs up and waits for the end. */
  readonly dispose: () => Promise<void>
}

export function openPty(command: string, args: readonly string[], options: PtyOptions = {}): PtyProgram {
  const { columns = 80, rows = 24, env = {} } = options
  const emulator = createEmulator(columns, rows)
  const pty: IPty = spawn(command, [...args], {
    name: 'xterm-256color',
    cols: columns,
    rows,
    cwd: ROOT,
    env: givenOnly({
      ...process.env,
      NODE_ENV: 'production',
      NO_COLOR: undefined,
      COLORTERM: 'truecolor',
      // The emulator speaks UTF-8, whatever the machine's locale.
      LC_ALL: 'C.UTF-8',
      ...env,
    }),
  })
  let output = ''
  let isOver = false
  let shown: Promise<void> = Promise.resolve()
  pty.onData((data) => {
    output += data
    shown = feed(emulator, data)
  })
  const exited = new Promise<{ exitCode: number; signal: number }>((done) => {
    pty.onExit(({ exitCode, signal = 0 }) => {
      isOver = true
      shown.then(() => done({ exitCode, signal }))
    })
  })
  const screen = () => shownText(emulator)

  async function until(isSo: (screen: string) => boolean, withinMs = 20_000): Promise<string> {
    const deadline = performance.now() + withinMs
    for (;;) {
      await shown
      if (!emulator.modes.synchronizedOutputMode && isSo(screen())) return screen()
      if (isOver) throw new Error(`ended without being on the screen:\n${screen()}`)
      if (performance.now() > deadline)
        throw new Error(`not on the screen within ${withinMs} ms:\n${screen()}`)
      await new Promise((next) => setTimeout(next, 10))
    }
  }

  return {
    pid: pty.pid,
    emulator,
    screen,
    output: () => output,
    type: (keys) => pty.write(keys),
    resize(toColumns, toRows) {
      emulator.resize(toColumns, toRows)
      pty.resize(toColumns, toRows)
    },
    pause: () => pty.pause(),
    resume: () => pty.resume(),
    until,
    hangUp() {
      // Not in the types, but what closes the terminal's own side.
      if ('destroy' in pty && typeof pty.destroy === 'function') pty.destroy()
    },
    exited,
    async dispose() {
      if (!isOver) pty.kill('SIGKILL')
      await exited
      emulator.dispose()
    },
  }
}

/** Without what is undefined, which would become the word "undefined". */
const givenOnly = (env: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
