import type { Role, Row, Span } from '../core/row.ts'
import { append } from './spark.ts'

/** The row with a text written over it from cell `at` on. All signs of both must be one cell wide. */
export function overlay(row: Row, at: number, text: string, role: Role): Row {
  const over = [...text]
  return repaint(row, (sign, own, x) => {
    const put = over[x - at]
    return put === undefined ? { sign, role: own } : { sign: put, role }
  })
}

/** The row with each of its cells as `paint` has it. All signs must be one cell wide. */
export function repaint(
  row: Row,
  paint: (sign: string, role: Role, x: number) => { readonly sign: string; readonly role: Role },
): Row {
  const spans: Span[] = []
  let x = 0
  for (const { text, role } of row) {
    for (const sign of text) {
      const painted = paint(sign, role, x++)
      append(spans, painted.sign, painted.role)
    }
  }
  return spans
}
