import type { Failure } from '../../core/failure.ts'
import { runProgram } from '../../sources/program/run.ts'

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure }

/** docker-compose takes half a second to start, more on a busy machine; a cluster may be far away. */
const DEADLINE_MS = 20_000
const MAX_BYTES = 16_000_000

/** Runs a program that only reads. */
export const runReading = (
  argv: readonly string[],
  given: Pick<Parameters<typeof runProgram>[1], 'signal' | 'env' | 'cwd'>,
): ReturnType<typeof runProgram> =>
  runProgram(argv, { deadlineMs: DEADLINE_MS, maxBytes: MAX_BYTES, ...given })

/** It ran, and what it printed is not what it prints as far as is known. */
export const unreadable = (what: string): { readonly ok: false; readonly failure: Failure } => ({
  ok: false,
  failure: {
    kind: 'garbage',
    message: `the answer of ${what} is not understood`,
    hint: 'run it by hand and see what it prints; another version of it may be installed',
  },
})
