import { errorCode, type Failure } from '../../core/failure.ts'
import { sanitise } from '../../core/sanitise.ts'
import type { DurationMs } from '../../core/time.ts'

/** Why an argv can't be run at all, or null where it can. */
export function invalidCommand(argv: readonly string[]): Failure | null {
  if (argv[0] === undefined || argv[0] === '') {
    return { kind: 'config', message: 'the command is empty', hint: 'name a program to run' }
  }
  if (argv.some((word) => word.includes('\0'))) {
    return { kind: 'config', message: 'the command holds a NUL character', hint: 'remove it' }
  }
  return null
}

/** The operating system refused to start it. */
export function notStarted(program: string, error: unknown): Failure {
  const name = shown(program)
  const code = errorCode(error)
  switch (code) {
    case 'ENOENT':
      return {
        kind: 'missing-program',
        message: `${name} is not installed on this machine, or not in the PATH`,
        hint: `install it, or give its full path as the source's command`,
      }
    case 'EACCES':
      return {
        kind: 'program-failed',
        message: `${name} may not be executed by this user`,
        hint: `look at its permissions with ls -l; it needs to be executable`,
      }
    default:
      return {
        kind: 'program-failed',
        message: `${name} can't be started (${code})`,
        hint: `run ${name} by hand and see what it says`,
      }
  }
}

export const ranTooLong = (program: string, afterMs: DurationMs): Failure => ({
  kind: 'timeout',
  message: `${shown(program)} gave no answer and was stopped after ${(afterMs / 1000).toFixed(1)} s`,
  hint: `run ${shown(program)} by hand and see whether it hangs, or raise the source's deadline`,
})

export const tooLarge = (program: string, maxBytes: number): Failure => ({
  kind: 'too-large',
  message: `${shown(program)} printed more than ${Math.round(maxBytes / 1000)} kB and was stopped`,
  hint: `run ${shown(program)} by hand and see what it prints`,
})

export const terminated = (program: string, signal: string): Failure => ({
  kind: 'program-failed',
  message: `${shown(program)} was ended by ${signal}`,
  hint: `see the kernel log for why (dmesg): out of memory, a crash, or somebody's kill`,
})

const shown = (program: string): string => sanitise(program, 64)
