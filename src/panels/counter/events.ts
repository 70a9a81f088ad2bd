import type { Point } from '../../core/series.ts'
import type { EpochMs } from '../../core/time.ts'

/** A rise of a counter. */
export type CounterEvent = {
  readonly at: EpochMs
  /** By how much it rose. */
  readonly by: number
  /** The progress just before and just after; null where it is not known. */
  readonly before: number | null
  readonly after: number | null
}

/** The rises of a counter, oldest first. A counter that fell was reset: what it counts since then are rises too. */
export function eventsOf(counter: readonly Point[], progress: readonly Point[]): readonly CounterEvent[] {
  // Both are in the order of time, so one walk along the progress serves all events.
  let next = 0
  return counter.flatMap((point, index) => {
    const previous = counter[index - 1]
    if (previous === undefined) return []
    const by = point.value >= previous.value ? point.value - previous.value : point.value
    if (by <= 0) return []
    next = firstFrom(progress, next, (at) => at > previous.at)
    const before = progress[next - 1]
    const after = progress[firstFrom(progress, next, (at) => at >= point.at)]
    return [{ at: point.at, by, before: before?.value ?? null, after: after?.value ?? null }]
  })
}

/** The index of the first point from `start` on whose time fits; the length where there is none. */
function firstFrom(points: readonly Point[], start: number, fits: (at: EpochMs) => boolean): number {
  let index = start
  for (let point = points[index]; point !== undefined && !fits(point.at); point = points[index]) index += 1
  return index
}
