import { evaluateAt, evaluateOver } from '../../../../src/core/promql/evaluate.ts'
import { parseExpression } from '../../../../src/core/promql/parse.ts'
import type { Storage } from '../../../../src/core/promql/storage.ts'
import type { Evaluated, EvaluationRange, RangeSeries, Value } from '../../../../src/core/promql/value.ts'
import type { EpochMs } from '../../../../src/core/time.ts'

/** As Prometheus looks back unless it is told otherwise. */
const LOOK_BACK = { lookbackMs: 5 * 60_000 }

export function oursAt(query: string, storage: Storage, at: EpochMs): Evaluated<Value> {
  const parsed = parseExpression(query)
  return parsed.ok ? evaluateAt(parsed.expr, storage, at, LOOK_BACK) : parsed
}

export function oursOver(
  query: string,
  storage: Storage,
  range: EvaluationRange,
): Evaluated<readonly RangeSeries[]> {
  const parsed = parseExpression(query)
  return parsed.ok ? evaluateOver(parsed.expr, storage, range, LOOK_BACK) : parsed
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
