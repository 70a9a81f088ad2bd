import type { RangeFunction } from '../window.ts'

/**
 * Double exponential smoothing: the last value as level and trend foresee it.
 * `scalars[0]` is how much a new value counts for the level, `scalars[1]` for the trend; both between 0 and 1.
 * See funcHoltWinters in Prometheus' promql/functions.go, which holds the first trend for two steps.
 */
export const holtWinters: RangeFunction = (
  { values },
  [levelFactor = Number.NaN, trendFactor = Number.NaN],
) => {
  const [first, second] = values
  if (first === undefined || second === undefined) return null
  let before = first
  let level = first
  let trend = second - first
  for (const [i, value] of values.subarray(1).entries()) {
    if (i > 0) trend = trendFactor * (level - before) + (1 - trendFactor) * trend
    before = level
    level = levelFactor * value + (1 - levelFactor) * (level + trend)
  }
  return level
}

/** Why these factors can't smooth; null where they can. */
export function smoothingMistake([level = Number.NaN, trend = Number.NaN]: readonly number[]): string | null {
  if (level <= 0 || level >= 1) return `invalid smoothing factor. Expected: 0 < sf < 1, got: ${level}`
  if (trend <= 0 || trend >= 1) return `invalid trend factor. Expected: 0 < tf < 1, got: ${trend}`
  return null
}
