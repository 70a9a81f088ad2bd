import type { DurationMs } from '../../core/time.ts'

/** One limit for everything done under it, however many requests that takes. */
export type Deadline = {
  readonly totalMs: DurationMs
  /** Whether its time is up, or whoever it was opened for is gone. */
  isOver(): boolean
  /** Calls back when it is over, at once where it is; returns the function that calls that off. */
  whenOver(call: () => void): () => void
  /** Time since it was opened, by a clock nobody sets. */
  elapsedMs(): DurationMs
  /** Forgets the timer and who it was opened for; to be called when the work is done. */
  close(): void
}

/** Opens a deadline that is over after `totalMs`, or when `outer` is aborted. */
export function openDeadline(totalMs: DurationMs, outer: AbortSignal): Deadline {
  return open(totalMs, (end) => {
    outer.addEventListener('abort', end, { once: true })
    if (outer.aborted) end()
    return () => outer.removeEventListener('abort', end)
  })
}

/** An equal share of the time that is left, of so many: one that hangs then does not use up the time of the others. */
export function shareOf(deadline: Deadline, shares: number): Deadline {
  const leftMs = Math.max(0, deadline.totalMs - deadline.elapsedMs())
  return open(leftMs / shares, deadline.whenOver)
}

/** Plain calls: a dozen requests a second have one each, and an `AbortSignal` costs more than all else about it. */
function open(totalMs: DurationMs, whenOuterIsOver: Deadline['whenOver']): Deadline {
  const begun = performance.now()
  const calls = new Set<() => void>()
  let isOver = false
  const end = (): void => {
    if (isOver) return
    isOver = true
    for (const call of calls) call()
    calls.clear()
  }
  const timer = setTimeout(end, totalMs)
  const forgetOuter = whenOuterIsOver(end)
  return {
    totalMs,
    isOver: () => isOver,
    whenOver: (call) => {
      if (isOver) call()
      else calls.add(call)
      return () => calls.delete(call)
    },
    elapsedMs: () => performance.now() - begun,
    close: () => {
      clearTimeout(timer)
      forgetOuter()
    },
  }
}
