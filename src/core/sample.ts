import type { DurationMs, EpochMs } from './time.ts'

/** What was read: a number, or a word such as `healthy`. */
export type Value = number | string

export type Labels = Readonly<Record<string, string>>

/**
 * One reading of one series.
 * `measuredAt` is when the value was true, by this machine's clock, not when it was asked for:
 * a source that knows the age of a value subtracts it.
 */
export type Sample =
  | { readonly kind: 'value'; readonly value: Value; readonly measuredAt: EpochMs }
  /** The source answered, but with nothing usable: NaN, ±Inf, an empty result, a path that is not there. */
  | { readonly kind: 'absent'; readonly reason: string; readonly measuredAt: EpochMs }
  /** The source did not answer; the reason is a sentence. */
  | { readonly kind: 'failed'; readonly reason: string; readonly measuredAt: EpochMs }

/** A sample with the signal and the labels it belongs to, as a source delivers it. */
export type Reading = { readonly signal: string; readonly labels: Labels; readonly sample: Sample }

/** How old the reading is, never negative. */
export function ageOf(sample: Sample, now: EpochMs): DurationMs {
  return Math.max(0, now - sample.measuredAt)
}

/** A number as a sample: NaN and ±Inf are "no data" with the reason, never a value. */
export function numberSample(value: number, measuredAt: EpochMs): Sample {
  return Number.isFinite(value)
    ? { kind: 'value', value, measuredAt }
    : { kind: 'absent', reason: notANumber(value), measuredAt }
}

function notANumber(value: number): string {
  if (Number.isNaN(value)) return 'no data: the answer is NaN (nothing to divide by, or an empty histogram)'
  return `no data: the answer is ${value > 0 ? '+Inf' : '−Inf'}`
}
