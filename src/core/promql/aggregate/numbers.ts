import type { AggregateOp } from '../ast.ts'
import { isInfinite } from '../functions/kahan.ts'
import { quantile } from '../functions/quantile.ts'

/** The aggregations that make one number of the values of a group, at least one of which there is. */
export type FoldOp = Exclude<AggregateOp, 'topk' | 'bottomk' | 'count_values'>

export function foldOf(op: FoldOp): (values: readonly number[], param: number) => number {
  switch (op) {
    case 'sum':
      return (values) => values.reduce((sum, value) => sum + value)
    case 'avg':
      return mean
    case 'count':
      return (values) => values.length
    case 'group':
      return () => 1
    // NaN only where all values are.
    case 'min':
      return (values) =>
        values.reduce((least, value) => (least > value || Number.isNaN(least) ? value : least))
    case 'max':
      return (values) => values.reduce((most, value) => (most < value || Number.isNaN(most) ? value : most))
    case 'stdvar':
      return variance
    case 'stddev':
      return (values) => Math.sqrt(variance(values))
    case 'quantile':
      return (values, q) => quantile(q, values)
  }
}

/** The mean is moved by each value instead of dividing a sum, which could become too large for a number. */
function mean(values: readonly number[]): number {
  let mean = values[0] ?? Number.NaN
  let count = 1
  for (const value of values.slice(1)) {
    count += 1
    // An infinite mean stays as it is, unless NaN or the other infinity comes: Inf + x − Inf would be NaN.
    if (isInfinite(mean) && (Number.isFinite(value) || value === mean)) continue
    mean += value / count - mean / count
  }
  return mean
}

/** Welford's population variance. */
function variance(values: readonly number[]): number {
  let mean = values[0] ?? Number.NaN
  let squares = 0
  let count = 1
  for (const value of values.slice(1)) {
    count += 1
    const off = value - mean
    mean += off / count
    squares += off * (value - mean)
  }
  return squares / count
}
