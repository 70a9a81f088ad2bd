import { eachPoint, type Points, sizeOf } from '../../core/series.ts'

export type Trend = 'rising' | 'level' | 'falling'

/** A change of less than this part of the mean is noise. */
const NOTICEABLE = 0.05
const LEAST_POINTS = 8

/** Where a value is going: its newest quarter against its oldest. Null with too few points to say. */
export function trendOf(points: Points): Trend | null {
  const size = sizeOf(points)
  if (size < LEAST_POINTS) return null
  const quarter = Math.floor(size / 4)
  const sums = { all: 0, oldest: 0, newest: 0 }
  let index = 0
  eachPoint(points, (_, value) => {
    sums.all += value
    if (index < quarter) sums.oldest += value
    if (index >= size - quarter) sums.newest += value
    index += 1
  })
  const rise = (sums.newest - sums.oldest) / quarter
  if (Math.abs(rise) <= Math.abs(sums.all / size) * NOTICEABLE) return 'level'
  return rise > 0 ? 'rising' : 'falling'
}
