/**
 * The q-quantile with linear interpolation between neighbours; NaN counts as smaller than every number.
 * Outside [0, 1] it is −Inf or +Inf; NaN for no values. Shared by `quantile` and `quantile_over_time`.
 */
export function quantile(q: number, values: ArrayLike<number>): number {
  if (values.length === 0 || Number.isNaN(q)) return Number.NaN
  if (q < 0) return Number.NEGATIVE_INFINITY
  if (q > 1) return Number.POSITIVE_INFINITY
  // Typed arrays sort by number with NaN last: counted from there, the ranks of numbers move up by the NaNs.
  const sorted = Float64Array.from(values).sort()
  const numbers = sorted.findIndex(Number.isNaN)
  const nans = numbers < 0 ? 0 : sorted.length - numbers
  const ranked = (rank: number): number => (rank < nans ? Number.NaN : (sorted[rank - nans] ?? Number.NaN))
  const rank = q * (sorted.length - 1)
  const lower = Math.floor(rank)
  const upper = Math.min(sorted.length - 1, lower + 1)
  const weight = rank - lower
  // Both terms even where one weighs nothing: an infinite neighbour makes NaN, as in Prometheus.
  return ranked(lower) * (1 - weight) + ranked(upper) * weight
}
