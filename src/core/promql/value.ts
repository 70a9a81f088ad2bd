import type { Labels } from '../sample.ts'
import type { DurationMs, EpochMs } from '../time.ts'
import type { PromqlError } from './ast.ts'

/** One series of an instant vector. Labels never hold an empty value. */
export type Element = { readonly labels: Labels; readonly value: number }

/** One series of a range of time, without staleness markers. */
export type RangeSeries = {
  readonly labels: Labels
  readonly times: Float64Array
  readonly values: Float64Array
}

/** What an expression is at one moment. */
export type Value =
  | { readonly kind: 'scalar'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'vector'; readonly elements: readonly Element[] }
  | { readonly kind: 'matrix'; readonly series: readonly RangeSeries[] }

/** The range an expression is evaluated over; for one moment start and end are the same. */
export type EvaluationRange = { readonly start: EpochMs; readonly end: EpochMs; readonly stepMs: DurationMs }

export type Evaluated<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: PromqlError }
