import type { Point } from '../../core/series.ts'

export type Trend = 'rising' | 'level' | 'falling'

/** A change of less than this part of the mean is noise. */
const NOTICEABLE = 0.05
const LEAST_POINTS = 8

/** Where a value is going: its newest quarter against its oldest. Null with too few points to say. */
export function trendOf(points: readonly Point[]): Trend | null {
  if (points.length < LEAST_POINTS) return null
  const quarter = Math.floor(points.length / 4)
  const before = mean(points.slice(0, quarter))
  const after = mean(points.slice(-quarter))
  const scale = Math.abs(mean(points))
  if (Math.abs(after - before) <= scale * NOTICEABLE) return 'level'
  return after > before ? 'rising' : 'falling'
}

function mean(points: readonly Point[]): number {
  return points.reduce((sum, { value }) => sum + value, 0) / points.length
}
