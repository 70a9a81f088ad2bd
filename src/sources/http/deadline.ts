import type { DurationMs } from '../../core/time.ts'

/** One limit for everything done under it, however many requests that takes. */
export type Deadline = {
  readonly signal: AbortSignal
  readonly totalMs: DurationMs
  /** Time since it was opened, by a clock nobody sets. */
  elapsedMs(): DurationMs
  /** Forgets the timer and the outer signal; to be called when the work is done. */
  close(): void
}

/**
 * Opens a deadline that ends after `totalMs`, or when `outer` is aborted.
 * Not `AbortSignal.any`: it would hold on to the outer signal for as long as that lives.
 */
export function openDeadline(totalMs: DurationMs, outer: AbortSignal): Deadline {
  const begun = performance.now()
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  const timer = setTimeout(abort, totalMs)
  outer.addEventListener('abort', abort, { once: true })
  if (outer.aborted) abort()
  return {
    signal: controller.signal,
    totalMs,
    elapsedMs: () => performance.now() - begun,
    close: () => {
      clearTimeout(timer)
      outer.removeEventListener('abort', abort)
    },
  }
}

/** An equal share of the time that is left, of so many: one that hangs then does not use up the time of the others. */
export function shareOf(deadline: Deadline, shares: number): Deadline {
  const leftMs = Math.max(0, deadline.totalMs - deadline.elapsedMs())
  return openDeadline(leftMs / shares, deadline.signal)
}
