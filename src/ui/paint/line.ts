import { clustersOf } from '../../core/clusters.ts'
import { cellsOf, type Glyph } from './cell.ts'
import type { Clip } from './clip.ts'
import { blankGlyph, CLUSTER, copyCells, type Grid, SPACE, setGlyph, TAIL } from './grid.ts'
import { endOfSgr, KNOWN_WIDTH } from './known.ts'
import { createPen, type Pen } from './pen.ts'
import { applySgr } from './sgr.ts'

const ESCAPE = 0x1b

/**
 * Paints one styled line from column x of row y on, as far as the clip lets it, as Ink's Output writes it: a wide
 * character of which only one column is left becomes blank, whether by the clip or by what is painted over it.
 * Returns the column after the last one painted.
 */
export function paintLine(
  grid: Grid,
  x: number,
  y: number,
  line: string,
  clip: Clip,
  pen: Pen = createPen(),
): number {
  if (y < clip.y1 || y >= clip.y2 || line === '') return x
  const row = y * grid.columns
  const start = Math.max(x, clip.x1)
  if (start < clip.x2 && start > 0 && grid.glyphs[row + start] === TAIL) blankGlyph(grid, row + start - 1)
  const end = paintUnits(grid, x, row, line, clip, pen)
  if (end > clip.x1 && end < grid.columns && end > start && grid.glyphs[row + end] === TAIL) {
    blankGlyph(grid, row + end)
  }
  return end
}

/** Lays the first columns of a row of cells over a row from column x on, as if they were painted there; all of them fit. */
export function layCells(
  grid: Grid,
  x: number,
  y: number,
  cells: Grid,
  cellsRow: number,
  columns: number,
): void {
  if (columns === 0) return
  const row = y * grid.columns
  const end = x + columns
  if (x > 0 && grid.glyphs[row + x] === TAIL) blankGlyph(grid, row + x - 1)
  copyCells(cells, cellsRow * cells.columns, grid, row + x, columns)
  if (end < grid.columns && grid.glyphs[row + end] === TAIL) blankGlyph(grid, row + end)
}

/** Returns the column after the last one painted. */
function paintUnits(grid: Grid, x: number, row: number, line: string, clip: Clip, pen: Pen): number {
  const { x1, x2 } = clip
  let column = x
  for (let i = 0; i < line.length && column < x2; ) {
    const unit = line.charCodeAt(i)
    const width = KNOWN_WIDTH[unit]
    if (width && isBoundary(line, i + 1)) {
      if (width === 1) {
        if (column >= x1) setGlyph(grid, row + column, unit, pen)
      } else setWide(grid, row, column, unit, x1, x2, pen)
      column += width
      i += 1
      continue
    }
    const afterSgr = unit === ESCAPE ? endOfSgr(line, i) : 0
    if (afterSgr > 0) {
      applySgr(line.slice(i + 2, afterSgr - 1), pen)
      i = afterSgr
      continue
    }
    const next = line.indexOf('\u001b', i + 1)
    const end = next === -1 ? line.length : next
    column = paintClusters(grid, column, row, line.slice(i, end), x1, x2, pen)
    i = end
  }
  return Math.min(column, x2)
}

/** Whether a character ends before this unit, for certain: the next one can't join it. */
function isBoundary(line: string, i: number): boolean {
  if (i >= line.length) return true
  const next = line.charCodeAt(i)
  return KNOWN_WIDTH[next] !== 0 || next === ESCAPE
}

function paintClusters(
  grid: Grid,
  x: number,
  row: number,
  text: string,
  x1: number,
  x2: number,
  pen: Pen,
): number {
  let column = x
  for (const { segment } of clustersOf(text)) {
    if (column >= x2) break
    const glyphs = cellsOf(segment)
    const columns = glyphs.reduce((sum, { width }) => sum + width, 0)
    const isWhole = column >= x1 && column + columns <= x2
    for (const glyph of isWhole ? glyphs : blanks(columns)) {
      setCell(grid, row, column, glyph, x1, x2, pen)
      column += glyph.width
    }
  }
  return column
}

const blanks = (columns: number): readonly Glyph[] =>
  Array.from({ length: columns }, () => ({ text: ' ', width: 1 }))

function setCell(
  grid: Grid,
  row: number,
  column: number,
  glyph: Glyph,
  x1: number,
  x2: number,
  pen: Pen,
): void {
  const code = glyph.text.codePointAt(0) ?? SPACE
  const isSingle = glyph.text.length === (code > 0xffff ? 2 : 1)
  const stored = isSingle ? code : CLUSTER
  if (!isSingle && column >= x1 && column < x2) grid.clusters.set(row + column, glyph.text)
  if (glyph.width === 2) setWide(grid, row, column, stored, x1, x2, pen)
  else if (column >= x1 && column < x2) setGlyph(grid, row + column, stored, pen)
}

function setWide(
  grid: Grid,
  row: number,
  column: number,
  glyph: number,
  x1: number,
  x2: number,
  pen: Pen,
): void {
  const isWhole = column >= x1 && column + 1 < x2
  if (column >= x1 && column < x2) setGlyph(grid, row + column, isWhole ? glyph : SPACE, pen)
  if (column + 1 >= x1 && column + 1 < x2) setGlyph(grid, row + column + 1, isWhole ? TAIL : SPACE, pen)
}
