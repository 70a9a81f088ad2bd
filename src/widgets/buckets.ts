import type { Piece, Point } from '../core/series.ts'
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
  points: readonly Point[],
  { now, lengthMs, stepMs }: TimeSpan,
  cells: number,
  perCell: number,
  worse: 'high' | 'low' = 'high',
): readonly (number | null)[] {
  const bucketMs = Math.max(1, Math.ceil(lengthMs / (cells * perCell)))
  const cellMs = bucketMs * perCell
  const first = (Math.floor(now / cellMs) - cells + 1) * perCell
  const buckets: (number | null)[] = Array.from({ length: cells * perCell }, () => null)
  for (const { at, value } of points) {
    if (at > now) continue
    const index = Math.floor(at / bucketMs) - first
    const known = buckets[index]
    if (known === undefined) continue
    buckets[index] =
      known === null ? value : worse === 'high' ? Math.max(known, value) : Math.min(known, value)
  }
  return bridge(buckets, points, (index) => (first + index) * bucketMs, stepMs * BRIDGED_STEPS, now)
}

/** The same of several pieces of one past: what a column is by the first of them that knows. */
export function bucketPieces(
  pieces: readonly Piece[],
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

/** Where columns are narrower than a step, the last value holds until the next point is due. */
function bridge(
  buckets: readonly (number | null)[],
  points: readonly Point[],
  startOf: (index: number) => EpochMs,
  longest: DurationMs,
  now: EpochMs,
): readonly (number | null)[] {
  let next = 0
  let last: Point | undefined
  return buckets.map((value, index) => {
    const start = startOf(index)
    for (let point = points[next]; point !== undefined && point.at < start; point = points[++next])
      last = point
    if (value !== null || last === undefined || start > now) return value
    return start - last.at <= longest ? last.value : null
  })
}
