import { setTimeout as pause } from 'node:timers/promises'
import { spawn } from '@lydell/node-pty'
import type { Terminal } from '@xterm/headless'
import { createEmulator } from '../support/emulator.ts'
import { hasEnded, kill, livesUntilEnded } from './living.ts'

export const COLUMNS = 200
export const ROWS = 50

export type Command = {
  readonly file: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** Called when the emulator shows a piece of output: when it came (`performance.now()`) and its bytes. */
export type OnOutput = (at: number, bytes: number) => void

/** A program in a terminal of its own, and what that terminal shows. */
export type Program = {
  readonly pid: number
  /** `performance.now()` just before it was started. */
  readonly startedAt: number
  readonly emulator: Terminal
  send(keys: string): void
  /** Returns the function that ends listening. */
  listen(listener: OnOutput): () => void
  /** Null while it runs. */
  exitCode(): number | null
  /** Presses q, then asks, then kills. */
  stop(): Promise<void>
}

/** How long a program may take to leave each time it is asked to, ms. */
const LEAVING_MS = 3_000

export function openProgram({ file, args, env = {} }: Command): Program {
  const emulator = createEmulator(COLUMNS, ROWS)
  const listeners = new Set<OnOutput>()
  const startedAt = performance.now()
  // Keys show by the colour of a border; what is undefined would be passed on as a word.
  const { NO_COLOR: _, ...inherited } = process.env
  // latin1 keeps every byte as one character, so that a length is a number of bytes.
  const pty = spawn(file, [...args], {
    name: 'xterm-256color',
    cols: COLUMNS,
    rows: ROWS,
    encoding: 'latin1',
    env: { ...inherited, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', COLORTERM: 'truecolor', ...env },
  })
  livesUntilEnded(pty.pid)
  let exitCode: number | null = null
  const ended = new Promise<void>((resolve) => {
    pty.onExit((exit) => {
      exitCode = exit.exitCode
      hasEnded(pty.pid)
      resolve()
    })
  })
  pty.onData((data) => {
    const at = performance.now()
    emulator.write(Buffer.from(data, 'latin1'), () => {
      for (const listener of listeners) listener(at, data.length)
    })
  })
  // What a terminal answers when it is asked for its colours or the place of its cursor.
  emulator.onData((answer) => pty.write(answer))
  return {
    pid: pty.pid,
    startedAt,
    emulator,
    send: (keys) => pty.write(keys),
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    exitCode: () => exitCode,
    stop: async () => {
      // Who leaves by a key leaves cleanly, and may write its caches: a signal could forbid that.
      if (exitCode === null) pty.write('q')
      await Promise.race([ended, pause(LEAVING_MS, null, { ref: false })])
      if (exitCode === null) kill(pty.pid, 'SIGTERM')
      await Promise.race([ended, pause(LEAVING_MS, null, { ref: false })])
      if (exitCode === null) kill(pty.pid, 'SIGKILL')
      await ended
      emulator.dispose()
    },
  }
}

/**
 * Resolves with the moment of the output after which `isThere` holds.
 * Rejects when the program ends before or `withinMs` pass, with what was on the screen.
 */
export function untilShown(
  program: Program,
  what: string,
  isThere: (emulator: Terminal) => boolean,
  withinMs: number,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      clearTimeout(late)
      stopListening()
    }
    const late = setTimeout(() => {
      done()
      const state = program.exitCode() === null ? '' : `; it ended with code ${program.exitCode()}`
      reject(new Error(`no ${what} within ${withinMs} ms${state}. The screen:\n${textOf(program.emulator)}`))
    }, withinMs)
    const stopListening = program.listen((at) => {
      if (!isThere(program.emulator)) return
      done()
      resolve(at)
    })
  })
}

/** What the emulator shows, line by line. */
export function textOf({ buffer, rows }: Terminal): string {
  const { active } = buffer
  const lines = Array.from({ length: rows }, (_, y) => active.getLine(active.baseY + y))
  return lines.map((line) => line?.translateToString(true) ?? '').join('\n')
}
