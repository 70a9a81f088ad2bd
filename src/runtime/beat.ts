import type { DurationMs } from '../core/time.ts'

/** Answers of one tick that come later than this wait for the next frame. */
const PATIENCE_MS = 150

/** Turns many changes into few frames. */
export type Beat = {
  /** A key was pressed: show its effect now. */
  now(): void
  /** Something changed; wait a little for the rest of the same tick. */
  soon(): void
  /** Everything asked for in this tick has been answered: no need to wait longer. */
  settled(): void
  /** Nothing is painted any more. */
  stop(): void
}

/** One frame a tick, however many sources answer: panels that each paint by themselves cost eight times as much. */
export function createBeat(paint: () => void, patienceMs: DurationMs = PATIENCE_MS): Beat {
  let timer: NodeJS.Timeout | null = null
  let isStopped = false
  const cancel = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }
  const flush = (): void => {
    cancel()
    if (!isStopped) paint()
  }
  return {
    now: flush,
    soon: () => {
      if (!isStopped) timer ??= setTimeout(flush, patienceMs)
    },
    settled: () => {
      if (timer !== null) flush()
    },
    stop: () => {
      isStopped = true
      cancel()
    },
  }
}
