import type { DurationMs, EpochMs } from '../../time.ts'
import type { Expr, PromqlError, Shift, Span } from '../ast.ts'
import type { Storage } from '../storage.ts'

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
  /** Takes a mistake. What is evaluated goes on with what it has; the first mistake is the answer. */
  readonly fail: (span: Span, message: PromqlError['message']) => void
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
