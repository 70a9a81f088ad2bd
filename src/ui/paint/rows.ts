import type { DOMElement } from 'ink'
import type { Frame } from './box.ts'
import { type Clip, intersect } from './clip.ts'
import type { Grid } from './grid.ts'
import { paintLine } from './line.ts'
import type { Pen } from './pen.ts'

/** A run of text as it is drawn. */
export type DrawnSpan = { readonly text: string; readonly pen: Readonly<Pen> }
export type DrawnRow = readonly DrawnSpan[]

const ROWS = new WeakMap<DOMElement, readonly DrawnRow[]>()

/**
 * Gives a box rows to show, which the painter puts straight into its cells. Text that is laid out already needs no
 * element, no measuring and no styled string a span; a screen of `<Text>` costs several times as much.
 */
export function showRows(box: DOMElement, rows: readonly DrawnRow[]): void {
  ROWS.set(box, rows)
}

/** Paints the rows of a box inside its frame; nothing of them reaches beyond it. */
export function paintRows(box: DOMElement, grid: Grid, { x, y, width, height }: Frame, outer: Clip): void {
  const rows = ROWS.get(box)
  if (rows === undefined) return
  const clip = intersect(outer, { x1: x, x2: x + width, y1: y, y2: y + height })
  for (const [i, row] of rows.entries()) {
    let column = x
    for (const { text, pen } of row) column = paintLine(grid, column, y + i, inert(text), clip, { ...pen })
  }
}

/** A styled line may change the pen; a span has one pen, whatever it holds. */
const inert = (text: string): string => (text.includes('\u001b') ? text.replaceAll('\u001b', '\ufffd') : text)
