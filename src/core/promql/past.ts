import type { DurationMs } from '../time.ts'
import type { Expr, VectorSelector } from './ast.ts'

/** A selector with how far before the moment of evaluation its samples may lie. */
export type Past = {
  readonly selector: VectorSelector
  /** Ranges and offsets around it added up, look-back not among them; Infinity where `@` names a time. */
  readonly pastMs: DurationMs
}

/** How far an expression looks back, selector by selector: `max_over_time(rate(x[5m])[1h:] offset 1d)` for 25 h 5 m. */
export function pastsOf(expr: Expr, aroundMs: DurationMs = 0): readonly Past[] {
  switch (expr.kind) {
    case 'number':
    case 'string':
      return []
    case 'vector-selector':
      return [{ selector: expr, pastMs: shifted(expr, aroundMs) }]
    case 'matrix-selector':
      return pastsOf(expr.selector, aroundMs + expr.rangeMs)
    case 'subquery':
      return pastsOf(expr.expr, shifted(expr, aroundMs + expr.rangeMs))
    case 'unary':
      return pastsOf(expr.expr, aroundMs)
    case 'binary':
      return [...pastsOf(expr.left, aroundMs), ...pastsOf(expr.right, aroundMs)]
    case 'aggregate':
      return [...(expr.param === null ? [] : pastsOf(expr.param, aroundMs)), ...pastsOf(expr.expr, aroundMs)]
    case 'call':
      return expr.args.flatMap((arg) => pastsOf(arg, aroundMs))
  }
}

function shifted({ offsetMs, at }: Pick<VectorSelector, 'offsetMs' | 'at'>, ms: DurationMs): DurationMs {
  return at?.kind === 'time' ? Number.POSITIVE_INFINITY : ms + Math.max(0, offsetMs)
}
