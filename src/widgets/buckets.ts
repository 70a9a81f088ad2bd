import { eachPoint, type Piece, type Points } from '../core/series.ts'
import type { DurationMs, EpochMs } from '../core/time.ts'

/** The stretch of time a chart shows: `lengthMs` up to `now`, with a point every `stepMs`. */
export type TimeSpan = {
  readonly now: EpochMs
  readonly lengthMs: DurationMs
  readonly stepMs: DurationMs
}

/** Steps without a point that a line still bridges; a longer hole is a gap. */
export const BRIDGED_STEPS = 2.5

/**
 * One value for each of `cells × perCell` columns, oldest first; null where nothing is known.
 * Columns lie on a fixed grid of time: a point stays in its column, and the picture moves by whole cells only.
 * Of several points in a column the worse one counts.
 */
export function bucketPoints(
  points: Points,
  { now, lengthMs, stepMs }: TimeSpan,
  cells: number,
  perCell: number,
  worse: 'high' | 'low' = 'high',
): readonly (number | null)[] {
  const bucketMs = Math.max(1, Math.ceil(lengthMs / (cells * perCell)))
  const cellMs = bucketMs * perCell
  const first = (Math.floor(now / cellMs) - cells + 1) * perCell
  const buckets = new Array<number | null>(cells * perCell).fill(null)
  const longestMs = stepMs * BRIDGED_STEPS
  const pick = worse === 'high' ? Math.max : Math.min
  let lastAt = Number.NEGATIVE_INFINITY
  let lastValue = 0
  let next = 0
  /** Where columns are narrower than a step, the last value holds until the next point is due. */
  const bridgeTo = (end: number): void => {
    for (; next < end; next += 1) {
      const start = (first + next) * bucketMs
      if (start <= now && start - lastAt <= longestMs) buckets[next] = lastValue
    }
  }
  eachPoint(points, (at, value) => {
    if (at > now) return
    const index = Math.floor(at / bucketMs) - first
    bridgeTo(Math.min(index, buckets.length))
    const known = buckets[index]
    if (known !== undefined) buckets[index] = known === null ? value : pick(known, value)
    next = Math.max(next, index + 1)
    lastAt = at
    lastValue = value
  })
  bridgeTo(buckets.length)
  return buckets
}

/** The same of several pieces of one past: what a column is by the first of them that knows. */
export function bucketPieces(
  pieces: readonly Piece<Points>[],
  time: Omit<TimeSpan, 'stepMs'>,
  cells: number,
  perCell: number,
  worse: 'high' | 'low' = 'high',
): readonly (number | null)[] {
  const [first = [], ...others] = pieces.map(({ points, stepMs }) =>
    bucketPoints(points, { ...time, stepMs }, cells, perCell, worse),
  )
  return others.length === 0
    ? first
    : first.map((value, index) => value ?? others.find((one) => one[index] !== null)?.[index] ?? null)
}

/** The cell in which a moment lies, from the left; negative or ≥ `cells` outside of the chart. */
export function cellOf(
  { now, lengthMs }: Omit<TimeSpan, 'stepMs'>,
  cells: number,
  perCell: number,
  at: EpochMs,
): number {
  const cellMs = Math.max(1, Math.ceil(lengthMs / (cells * perCell))) * perCell
  return Math.floor(at / cellMs) - (Math.floor(now / cellMs) - cells + 1)
}
