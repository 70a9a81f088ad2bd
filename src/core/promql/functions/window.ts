import type { DurationMs, EpochMs } from '../../time.ts'

/** The samples of one series that a range function sees: `start` to `end`, both included, without staleness markers. */
export type Window = {
  readonly times: Float64Array
  readonly values: Float64Array
  readonly start: EpochMs
  readonly end: EpochMs
  /** The moment of evaluation, which `offset` and `@` don't move; `predict_linear` looks ahead from there. */
  readonly evaluatedAt: EpochMs
}

/** A function of a range with its scalar arguments in order; null where the series has no result. */
export type RangeFunction = (window: Window, scalars: readonly number[]) => number | null

export const lengthOf = ({ start, end }: Window): DurationMs => end - start
