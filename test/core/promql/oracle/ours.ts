import { evaluateAt, evaluateOver } from '../../../../src/core/promql/evaluate.ts'
import { parseExpression } from '../../../../src/core/promql/parse.ts'
import type { Storage } from '../../../../src/core/promql/storage.ts'
import type { Evaluated, EvaluationRange, RangeSeries, Value } from '../../../../src/core/promql/value.ts'
import type { DurationMs, EpochMs } from '../../../../src/core/time.ts'

type LookBack = { readonly lookbackMs: DurationMs }

export function oursAt(query: string, storage: Storage, at: EpochMs, lookBack: LookBack): Evaluated<Value> {
  const parsed = parseExpression(query)
  return parsed.ok ? evaluateAt(parsed.expr, storage, at, lookBack) : parsed
}

export function oursOver(
  query: string,
  storage: Storage,
  range: EvaluationRange,
  lookBack: LookBack,
): Evaluated<readonly RangeSeries[]> {
  const parsed = parseExpression(query)
  return parsed.ok ? evaluateOver(parsed.expr, storage, range, lookBack) : parsed
}

/** Whether the order of the result says something: then Prometheus' own order is defined. */
export function isOrdered(query: string): boolean {
  const parsed = parseExpression(query)
  if (!parsed.ok) return false
  const { expr } = parsed
  if (expr.kind === 'call') return expr.name === 'sort' || expr.name === 'sort_desc'
  if (expr.kind !== 'aggregate') return false
  return (expr.op === 'topk' || expr.op === 'bottomk') && expr.grouping.length === 0 && !expr.without
}
