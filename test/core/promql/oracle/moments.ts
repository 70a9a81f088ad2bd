import type { EvaluationRange } from '../../../../src/core/promql/value.ts'
import type { EpochMs } from '../../../../src/core/time.ts'
import { END, minute } from './data/draw.ts'

/** When each expression of the corpus is evaluated. */
export const INSTANTS: readonly EpochMs[] = [
  minute(1) + 30_000,
  minute(45),
  minute(45) + 1,
  minute(67) + 7_331,
  END,
  END + 4 * 60_000,
]

export const RANGES: readonly EvaluationRange[] = [
  // The steps lie on the samples of many series,
  { start: minute(20), end: minute(50), stepMs: 60_000 },
  // on those of none,
  { start: minute(61) + 7, end: minute(73), stepMs: 17_300 },
  // further apart than the look-back,
  { start: minute(2), end: minute(98), stepMs: 7 * 60_000 },
  // closer than samples,
  { start: minute(45) - 20, end: minute(45) + 20, stepMs: 3 },
  // beyond the end,
  { start: END - 5 * 60_000, end: END + 9 * 60_000, stepMs: 30_000 },
  // and there is but one.
  { start: minute(45), end: minute(45) + 59_999, stepMs: 60_000 },
]
