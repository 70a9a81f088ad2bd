import type { DurationMs, EpochMs } from '../../time.ts'
import type { Expr, PromqlError, Shift, Span } from '../ast.ts'
import type { Column, Numbers } from '../column.ts'
import type { Storage, StoredSeries } from '../storage.ts'

/**
 * What an expression is evaluated with. All its moments are evaluated at once, series by series, so that labels are
 * looked at once and samples are fetched once, however many moments there are.
 */
export type Evaluation = {
  readonly storage: Storage
  readonly lookbackMs: DurationMs
  /** The moments, in order. Those of a subquery differ from those of the whole. */
  readonly times: readonly EpochMs[]
  /** Of the whole evaluation: what `@ start()` and `@ end()` mean. */
  readonly start: EpochMs
  readonly end: EpochMs
  readonly evaluate: Evaluators
  /** Takes a mistake. What is evaluated goes on with what it has; the first mistake is the answer. */
  readonly fail: (span: Span, message: PromqlError['message']) => void
}

/** What an expression is, by what it is expected to give. Handed along, for expressions hold one another in a ring. */
type Evaluators = {
  readonly scalar: (expr: Expr, evaluation: Evaluation) => Numbers
  readonly vector: (expr: Expr, evaluation: Evaluation) => readonly Column[]
  readonly ranges: (expr: Expr, evaluation: Evaluation) => Ranges
}

/** A range vector: at each moment, of each series, the samples of a range that ends at one of `ends`. */
export type Ranges = {
  readonly series: readonly StoredSeries[]
  readonly rangeMs: DurationMs
  /** Where the range ends at each moment of the evaluation. */
  readonly ends: readonly EpochMs[]
}

/** The moments at which something with `offset` and `@` is evaluated. */
export function shiftedTimes({ at, offsetMs }: Shift, { times, start, end }: Evaluation): EpochMs[] {
  if (at === null) return times.map((time) => time - offsetMs)
  const fixed = at.kind === 'time' ? at.at : at.kind === 'start' ? start : end
  return times.map(() => fixed - offsetMs)
}

/** An expression where the checks of types allow none of its kind: a mistake of this program. */
export const unexpected = (expr: Expr, where: string): Error =>
  new Error(`${expr.kind} as ${where} has passed the checks of types`)
