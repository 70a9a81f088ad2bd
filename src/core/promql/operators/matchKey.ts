import type { Matching } from '../ast.ts'
import type { Column } from '../column.ts'
import { METRIC_NAME, signatureOf, signatureOn, signatureWithout, withoutName } from '../labels.ts'

/** What two series must have in common to belong together, as one text. */
export function matchKey({ on, labels }: Matching): (column: Column) => string {
  if (on) return (column) => signatureOn(column.labels, labels)
  if (labels.length === 0) return (column) => signatureOf(withoutName(column.labels))
  const ignored = new Set([METRIC_NAME, ...labels])
  return (column) => signatureWithout(column.labels, ignored)
}
