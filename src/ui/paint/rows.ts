import type { DOMElement } from 'ink'
import type { Frame } from './box.ts'
import { type Clip, intersect, isSame } from './clip.ts'
import { clearGrid, createGrid, type Grid } from './grid.ts'
import { layCells, paintLine } from './line.ts'
import type { Pen } from './pen.ts'

/** A run of text as it is drawn. */
export type DrawnSpan = { readonly text: string; readonly pen: Readonly<Pen> }
export type DrawnRow = readonly DrawnSpan[]

/** What a box shows. Its cells are painted once: from one frame to the next most boxes stay as they are. */
type Shown = {
  readonly rows: readonly DrawnRow[]
  /** The box alone, of its size; null before it was ever painted whole. */
  cells: Grid | null
  /** For each row the column after the last one painted; null while the cells are those of other rows. */
  ends: readonly number[] | null
}

const SHOWN = new WeakMap<DOMElement, Shown>()

/**
 * Gives a box rows to show, which the painter puts straight into its cells. Text that is laid out already needs no
 * element, no measuring and no styled string a span; a screen of `<Text>` costs several times as much.
 */
export function showRows(box: DOMElement, rows: readonly DrawnRow[]): void {
  SHOWN.set(box, { rows, cells: SHOWN.get(box)?.cells ?? null, ends: null })
}

/** Paints the rows of a box inside its frame; nothing of them reaches beyond it. */
export function paintRows(box: DOMElement, grid: Grid, { x, y, width, height }: Frame, outer: Clip): void {
  const shown = SHOWN.get(box)
  if (shown === undefined) return
  const whole = { x1: x, x2: x + width, y1: y, y2: y + height }
  const clip = intersect(outer, whole)
  if (!isSame(clip, whole)) {
    paintInto(grid, x, y, shown.rows, clip)
    return
  }
  const isOfThisSize = shown.cells?.columns === width && shown.cells.rows === height
  if (shown.cells === null || !isOfThisSize) {
    shown.cells = createGrid(width, height)
    shown.ends = null
  }
  const { cells } = shown
  shown.ends ??= paintAlone(shown.rows, cells)
  for (const [i, end] of shown.ends.entries()) layCells(grid, x, y + i, cells, i, end)
}

function paintAlone(rows: readonly DrawnRow[], cells: Grid): readonly number[] {
  clearGrid(cells)
  const clip = { x1: 0, x2: cells.columns, y1: 0, y2: cells.rows }
  return paintInto(cells, 0, 0, rows.slice(0, cells.rows), clip)
}

/** Returns for each row the column after the last one painted. */
function paintInto(grid: Grid, x: number, y: number, rows: readonly DrawnRow[], clip: Clip): number[] {
  return rows.map((row, i) => {
    let column = x
    for (const { text, pen } of row) column = paintLine(grid, column, y + i, inert(text), clip, { ...pen })
    return column
  })
}

/** A styled line may change the pen; a span has one pen, whatever it holds. */
const inert = (text: string): string => (text.includes('\u001b') ? text.replaceAll('\u001b', '\ufffd') : text)
