import { add, isInfinite, newSum, total, totalOrInfinity } from '../kahan.ts'
import { quantile } from '../quantile.ts'
import type { RangeFunction } from '../window.ts'

/** A number out of the values of the window, at least one of which there must be. */
const fold =
  (of: (values: Float64Array, scalars: readonly number[]) => number): RangeFunction =>
  ({ values }, scalars) =>
    values.length === 0 ? null : of(values, scalars)

export const sumOverTime = fold((values) => {
  const sum = newSum()
  for (const value of values) add(sum, value)
  return totalOrInfinity(sum)
})

/** The mean is moved by each value instead of dividing a sum, which could become too large for a number. */
export const avgOverTime = fold((values) => {
  const mean = newSum()
  let count = 0
  for (const value of values) {
    count += 1
    // An infinite mean stays as it is, unless NaN or the other infinity comes: Inf + x − Inf would be NaN.
    if (isInfinite(mean.sum) && (Number.isFinite(value) || value === mean.sum)) continue
    add(mean, value / count - mean.sum / count)
  }
  return totalOrInfinity(mean)
})

/** NaN only where all values are. */
export const maxOverTime = fold((values) =>
  values.reduce((most, value) => (value > most || Number.isNaN(most) ? value : most)),
)

/** NaN only where all values are. */
export const minOverTime = fold((values) =>
  values.reduce((least, value) => (value < least || Number.isNaN(least) ? value : least)),
)

export const countOverTime = fold((values) => values.length)

export const lastOverTime = fold((values) => values.at(-1) ?? Number.NaN)

export const presentOverTime = fold(() => 1)

export const quantileOverTime = fold((values, [q = Number.NaN]) => quantile(q, values))

export const stdvarOverTime = fold(variance)

export const stddevOverTime = fold((values) => Math.sqrt(variance(values)))

/** Welford's population variance, compensated. */
function variance(values: Float64Array): number {
  const mean = newSum()
  const squares = newSum()
  let count = 0
  for (const value of values) {
    count += 1
    const off = value - total(mean)
    add(mean, off / count)
    add(squares, off * (value - total(mean)))
  }
  return total(squares) / count
}
