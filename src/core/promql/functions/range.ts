import { idelta, irate } from './range/instant.ts'
import {
  avgOverTime,
  countOverTime,
  lastOverTime,
  maxOverTime,
  minOverTime,
  presentOverTime,
  quantileOverTime,
  stddevOverTime,
  stdvarOverTime,
  sumOverTime,
} from './range/overTime.ts'
import { delta, increase, rate } from './range/rate.ts'
import { deriv, predictLinear } from './range/regression.ts'
import { holtWinters, smoothingMistake } from './range/smoothing.ts'
import { changes, resets } from './range/steps.ts'
import type { RangeFunction } from './window.ts'

/** The functions of one series' range. */
export const RANGE_FUNCTIONS: Readonly<Record<string, RangeFunction>> = {
  avg_over_time: avgOverTime,
  changes,
  count_over_time: countOverTime,
  delta,
  deriv,
  // What Prometheus 3 calls holt_winters.
  double_exponential_smoothing: holtWinters,
  holt_winters: holtWinters,
  idelta,
  increase,
  irate,
  last_over_time: lastOverTime,
  max_over_time: maxOverTime,
  min_over_time: minOverTime,
  predict_linear: predictLinear,
  present_over_time: presentOverTime,
  quantile_over_time: quantileOverTime,
  rate,
  resets,
  stddev_over_time: stddevOverTime,
  stdvar_over_time: stdvarOverTime,
  sum_over_time: sumOverTime,
}

/** The functions whose result keeps the metric's name. */
export const KEEPS_NAME: ReadonlySet<string> = new Set(['last_over_time'])

/**
 * Why a range function can't be called with these scalars, in words; null where it can.
 * Only a mistake where there is a series to call it for.
 */
export function scalarsMistake(name: string, scalars: readonly number[]): string | null {
  return RANGE_FUNCTIONS[name] === holtWinters ? smoothingMistake(scalars) : null
}
