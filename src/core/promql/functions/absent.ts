import type { Labels } from '../../sample.ts'
import type { Expr } from '../ast.ts'
import { METRIC_NAME, withLabel } from '../labels.ts'

/** The labels that something absent would have: those its selector gives one value. A label with two conditions has none. */
export function absentLabels(expr: Expr): Labels {
  const selector = expr.kind === 'matrix-selector' ? expr.selector : expr
  if (selector.kind !== 'vector-selector') return {}
  const seen = new Set<string>()
  let labels: Labels = {}
  for (const { label, op, value } of selector.matchers) {
    if (label === METRIC_NAME) continue
    labels = withLabel(labels, label, op === '=' && !seen.has(label) ? value : '')
    if (op === '=') seen.add(label)
  }
  return labels
}
