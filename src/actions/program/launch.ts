import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { errorCode, type Failure } from '../../core/failure.ts'
import { sanitise } from '../../core/sanitise.ts'
import { invalidCommand, notStarted, ranTooLong } from '../../sources/program/failure.ts'
import { killGroup } from '../../sources/program/group.ts'
import type { Attempt, Step } from '../executor.ts'
import { readOutput } from './output.ts'
import { markProcess, PROCESS_FILE } from './process.ts'

export type ProgramStep = Extract<Step, { readonly kind: 'program' }>

export type Launched =
  | { readonly kind: 'not-started'; readonly failure: Failure }
  /** It ended by itself. Of each output only the beginning is here; the files have all of it. */
  | { readonly kind: 'exited'; readonly code: number; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'killed'; readonly by: string }
  /** `signal` was aborted before it ended. */
  | { readonly kind: 'given-up' }

export type LaunchOptions = {
  readonly attempt: Attempt
  /** The environment under that of the step. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  /** What becomes of the program when `signal` is aborted. */
  readonly givenUp: 'left-alone' | 'ended'
}

/** SIGKILL is not waited for any longer. */
const KILLED_MS = 2_000

/**
 * Starts a program that changes something: in a session of its own, so that neither a closed terminal nor Ctrl-C nor
 * the death of this process reaches it, without input, its output to `stdout` and `stderr` in the attempt's folder.
 * Once per folder. Settles when it has ended or `signal` is aborted. Rejects: never.
 */
export async function launch(step: ProgramStep, options: LaunchOptions): Promise<Launched> {
  const { attempt, env, signal, givenUp } = options
  const [program = '', ...args] = step.argv
  const failure = invalidCommand(step.argv) ?? noFolder(step.cwd)
  if (failure !== null) return { kind: 'not-started', failure }
  if (signal.aborted) return { kind: 'not-started', failure: ranTooLong(program, 0) }
  const files = openFiles(attempt.folder)
  if (!Array.isArray(files)) return { kind: 'not-started', failure: files }
  const [stdout, stderr, mark] = files
  try {
    const child = spawn(program, args, {
      stdio: ['ignore', stdout, stderr],
      detached: true,
      env: { ...env, ...step.env },
      ...(step.cwd === null ? {} : { cwd: step.cwd }),
    })
    const ended = once(child, 'exit', { signal }).then(
      ([code, by]: readonly unknown[]): End => ({ kind: 'end', code, by }),
      (error: unknown): End => ({ kind: 'error', error }),
    )
    if (child.pid !== undefined) markProcess(mark, child.pid)
    const end = await ended
    if (end.kind === 'error' && signal.aborted) {
      if (givenUp === 'ended') {
        const gone = once(child, 'exit', { signal: AbortSignal.timeout(KILLED_MS) })
        killGroup(child.pid)
        // One in uninterruptible sleep outlives it, and is still seen to run.
        await gone.catch(() => undefined)
      }
      child.unref()
      return { kind: 'given-up' }
    }
    if (end.kind === 'error') return { kind: 'not-started', failure: notStarted(program, end.error) }
    if (typeof end.code !== 'number') return { kind: 'killed', by: String(end.by) }
    const [out, err] = await Promise.all(['stdout', 'stderr'].map((name) => readOutput(attempt.folder, name)))
    return { kind: 'exited', code: end.code, stdout: out ?? '', stderr: err ?? '' }
  } catch (error) {
    return { kind: 'not-started', failure: notStarted(program, error) }
  } finally {
    for (const file of files) closeSync(file)
  }
}

type End =
  | { readonly kind: 'end'; readonly code: unknown; readonly by: unknown }
  | { readonly kind: 'error'; readonly error: unknown }

/** `spawn` says ENOENT of a missing folder as of a missing program. */
function noFolder(cwd: string | null): Failure | null {
  if (cwd === null || existsSync(cwd)) return null
  return {
    kind: 'config',
    message: `the folder ${sanitise(cwd, 80)} is not there`,
    hint: 'give the folder of the profile as it is on this machine',
  }
}

/** Opened before anything starts: a full disk or a second attempt in the same folder is known in time. */
function openFiles(folder: string): [number, number, number] | Failure {
  const opened: number[] = []
  try {
    const open = (name: string): number => {
      const file = openSync(join(folder, name), 'wx', 0o600)
      opened.push(file)
      return file
    }
    return [open('stdout'), open('stderr'), open(PROCESS_FILE)]
  } catch (error) {
    for (const file of opened) closeSync(file)
    return {
      kind: 'program-failed',
      message: `the output of the program has no place in ${sanitise(folder, 120)} (${errorCode(error)})`,
      hint: 'see whether the disk is full and who owns the folder; nothing was started',
    }
  }
}
