import type { DurationMs, EpochMs } from '../time.ts'
import type { Expr, PromqlError } from './ast.ts'
import type { Column } from './column.ts'
import type { Evaluation } from './evaluate/evaluation.ts'
import { evaluateRanges, windowsOf } from './evaluate/ranges.ts'
import { evaluateScalar } from './evaluate/scalar.ts'
import { evaluateVector } from './evaluate/vector.ts'
import type { Storage } from './storage.ts'
import { TYPE_NAMES, typeOf } from './typeOf.ts'
import type { Evaluated, EvaluationRange, RangeSeries, Value } from './value.ts'

type Options = {
  /** How old the newest sample of a series may be to stand for it. */
  readonly lookbackMs: DurationMs
}

/** What an expression is at one moment, as Prometheus 2.42 has it. */
export function evaluateAt(expr: Expr, storage: Storage, at: EpochMs, options: Options): Evaluated<Value> {
  return evaluated(storage, { start: at, end: at, stepMs: 1 }, options, (evaluation) => {
    switch (typeOf(expr)) {
      case 'scalar':
        return { kind: 'scalar', value: evaluateScalar(expr, evaluation)[0] ?? Number.NaN }
      case 'string':
        return { kind: 'string', value: expr.kind === 'string' ? expr.value : '' }
      case 'vector':
        return {
          kind: 'vector',
          elements: evaluateVector(expr, evaluation).flatMap(({ labels, values: [value] }) =>
            value === null || value === undefined ? [] : [{ labels, value }],
          ),
        }
      case 'matrix':
        return { kind: 'matrix', series: wholeRanges(expr, evaluation) }
    }
  })
}

/** What an expression is at each step of a range, start and (where a step meets it) end included. */
export function evaluateOver(
  expr: Expr,
  storage: Storage,
  range: EvaluationRange,
  options: Options,
): Evaluated<readonly RangeSeries[]> {
  return evaluated(storage, range, options, (evaluation) => {
    const type = typeOf(expr)
    if (type === 'scalar')
      return seriesOf([{ labels: {}, values: evaluateScalar(expr, evaluation) }], evaluation)
    if (type === 'vector') return seriesOf(evaluateVector(expr, evaluation), evaluation)
    evaluation.fail(
      expr.span,
      `invalid expression type "${TYPE_NAMES[type]}" for range query, must be Scalar or instant Vector`,
    )
    return []
  })
}

function evaluated<T>(
  storage: Storage,
  { start, end, stepMs }: EvaluationRange,
  { lookbackMs }: Options,
  evaluate: (evaluation: Evaluation) => T,
): Evaluated<T> {
  const mistakes: PromqlError[] = []
  const value = evaluate({
    storage,
    lookbackMs,
    times: Array.from({ length: Math.floor((end - start) / stepMs) + 1 }, (_, i) => start + i * stepMs),
    start,
    end,
    evaluate: { scalar: evaluateScalar, vector: evaluateVector, ranges: evaluateRanges },
    fail: (span, message) => mistakes.push({ message, span }),
  })
  const [error] = mistakes
  return error === undefined ? { ok: true, value } : { ok: false, error }
}

function seriesOf(columns: readonly Column[], { times }: Evaluation): RangeSeries[] {
  return columns.map(({ labels, values }) => {
    const isThere = (_: number, step: number): boolean => values[step] !== null
    return {
      labels,
      times: Float64Array.from(times.filter(isThere)),
      values: Float64Array.from(values.filter((value) => value !== null)),
    }
  })
}

function wholeRanges(expr: Expr, evaluation: Evaluation): RangeSeries[] {
  const ranges = evaluateRanges(expr, evaluation)
  return ranges.series.flatMap((series) => {
    const [window = null] = windowsOf(series, ranges, evaluation.times)
    return window === null ? [] : [{ labels: series.labels, times: window.times, values: window.values }]
  })
}
