import type { EpochMs } from '../../../time.ts'
import { add, isInfinite, newSum, total } from '../kahan.ts'
import type { RangeFunction, Window } from '../window.ts'

/** The slope of the line of least squares, per second. */
export const deriv: RangeFunction = (window) => {
  const from = window.times.at(0)
  // Counted from the first sample, times are small and the squares keep their digits.
  return from === undefined ? null : (fitLine(window, from)?.slope ?? null)
}

/** What the line of least squares says for `scalars[0]` seconds after the moment of evaluation. */
export const predictLinear: RangeFunction = (window, [seconds = Number.NaN]) => {
  const line = fitLine(window, window.evaluatedAt)
  return line === null ? null : line.slope * seconds + line.intercept
}

/** Least squares, with x in seconds from `zero`; null for fewer than two samples. */
function fitLine({ times, values }: Window, zero: EpochMs): { slope: number; intercept: number } | null {
  const first = values[0]
  if (first === undefined || values.length < 2) return null
  if (values.every((value) => value === first)) {
    // Rounding must not tilt a level line.
    return isInfinite(first) ? { slope: Number.NaN, intercept: Number.NaN } : { slope: 0, intercept: first }
  }
  const xs = newSum()
  const ys = newSum()
  const xys = newSum()
  const xxs = newSum()
  for (const [i, y] of values.entries()) {
    const x = ((times[i] ?? Number.NaN) - zero) / 1000
    add(xs, x)
    add(ys, y)
    add(xys, x * y)
    add(xxs, x * x)
  }
  const n = values.length
  const covariance = total(xys) - (total(xs) * total(ys)) / n
  const variance = total(xxs) - (total(xs) * total(xs)) / n
  const slope = covariance / variance
  return { slope, intercept: total(ys) / n - (slope * total(xs)) / n }
}
