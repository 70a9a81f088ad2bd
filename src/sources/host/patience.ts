import type { DurationMs } from '../../core/time.ts'

/** The answer, or `late` when it takes longer; a late answer is dropped. Rejects as the answer does. */
export async function withPatience<T>(answer: Promise<T>, patienceMs: DurationMs, late: T): Promise<T> {
  const timer = Promise.withResolvers<T>()
  const timeout = setTimeout(() => timer.resolve(late), patienceMs)
  try {
    return await Promise.race([answer, timer.promise])
  } finally {
    clearTimeout(timeout)
  }
}
