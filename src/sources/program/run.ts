import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import type { Failure } from '../../core/failure.ts'
import type { DurationMs } from '../../core/time.ts'
import { invalidCommand, notStarted, ranTooLong, terminated, tooLarge } from './failure.ts'
import { killGroup } from './group.ts'
import { createOutput } from './output.ts'

export type ProgramOptions = {
  /** One deadline from the start to the last byte. */
  readonly deadlineMs: DurationMs
  /** Cap on standard output; a program that prints more is stopped. */
  readonly maxBytes: number
  readonly signal: AbortSignal
  /** Its whole environment; this process's own where absent. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Where it runs; where this process runs if absent. */
  readonly cwd?: string | undefined
}

export type ProgramResult =
  /** It ended by itself, with whatever exit code; what that means is the caller's to say. */
  | { readonly ok: true; readonly code: number; readonly stdout: string; readonly stderr: string }
  /** `gone` settles when the process has really ended: one in uninterruptible sleep outlives SIGKILL. */
  | { readonly ok: false; readonly failure: Failure; readonly gone: Promise<void> }

/** Of standard error only the beginning is kept: what is wrong stands there. */
const STDERR_BYTES = 16_384
/** A daemon that was started on the way may keep the pipes open after the program ended; it is not waited for. */
const OPEN_PIPE_MS = 200

type Child = ChildProcessByStdio<null, Readable, Readable>

/**
 * Runs a program without a shell and without input, in a process group of its own, so that at the end, however it
 * comes, nothing that it started in that group is left. Settles at the deadline even if the program can't be killed.
 * Rejects: never.
 */
export function runProgram(argv: readonly string[], options: ProgramOptions): Promise<ProgramResult> {
  const [program = '', ...args] = argv
  const { signal, env, cwd } = options
  const invalid = invalidCommand(argv)
  if (invalid !== null) return Promise.resolve({ ok: false, failure: invalid, gone: Promise.resolve() })
  if (signal.aborted) {
    return Promise.resolve({ ok: false, failure: ranTooLong(program, 0), gone: Promise.resolve() })
  }
  try {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      ...(env === undefined ? {} : { env: { ...env } }),
      ...(cwd === undefined ? {} : { cwd }),
    })
    return supervise(child, program, options)
  } catch (error) {
    return Promise.resolve({ ok: false, failure: notStarted(program, error), gone: Promise.resolve() })
  }
}

function supervise(child: Child, program: string, options: ProgramOptions): Promise<ProgramResult> {
  const { deadlineMs, maxBytes, signal } = options
  const begun = performance.now()
  const result = Promise.withResolvers<ProgramResult>()
  const gone = Promise.withResolvers<void>()
  const stdout = createOutput(maxBytes)
  const stderr = createOutput(STDERR_BYTES)
  let exit: { readonly code: number | null; readonly signal: string | null } | null = null
  let linger: NodeJS.Timeout | null = null
  let isSettled = false

  const finish = (value: ProgramResult): void => {
    if (isSettled) return
    isSettled = true
    clearTimeout(timer)
    if (linger !== null) clearTimeout(linger)
    signal.removeEventListener('abort', onLate)
    killGroup(child.pid)
    child.stdout.destroy()
    child.stderr.destroy()
    child.unref()
    result.resolve(value)
  }
  const fail = (failure: Failure): void => finish({ ok: false, failure, gone: gone.promise })
  const onLate = (): void => fail(ranTooLong(program, performance.now() - begun))
  const onEnd = (): void => {
    if (exit?.code == null) fail(terminated(program, exit?.signal ?? 'an unknown signal'))
    else finish({ ok: true, code: exit.code, stdout: stdout.text(), stderr: stderr.text() })
  }

  const timer = setTimeout(onLate, deadlineMs)
  signal.addEventListener('abort', onLate, { once: true })
  child.stdout.on('data', (chunk: Buffer) => {
    if (!stdout.add(chunk)) fail(tooLarge(program, maxBytes))
  })
  child.stderr.on('data', (chunk: Buffer) => stderr.add(chunk))
  child.once('error', (error) => {
    gone.resolve()
    fail(notStarted(program, error))
  })
  child.once('exit', (code, by) => {
    exit = { code, signal: by }
    gone.resolve()
    killGroup(child.pid)
    if (!isSettled) linger = setTimeout(onEnd, OPEN_PIPE_MS)
  })
  child.once('close', onEnd)
  return result.promise
}
