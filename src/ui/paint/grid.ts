import { DEFAULT_COLOUR } from './colour.ts'
import { type Pen, SHOWS_ON_BLANK } from './pen.ts'

export const SPACE = 0x20
/** The second column of a wide character. */
export const TAIL = 0
/** A glyph of more than one code point; its text is in `clusters`. */
export const CLUSTER = 0x110000

/** A screenful of cells, row by row. All arrays have one entry a cell, so that two screens compare quickly. */
export type Grid = {
  readonly columns: number
  readonly rows: number
  /** A code point, `TAIL` or `CLUSTER`. */
  readonly glyphs: Uint32Array
  readonly clusters: Map<number, string>
  readonly fg: Uint32Array
  readonly bg: Uint32Array
  readonly attributes: Uint8Array
}

export function createGrid(columns: number, rows: number): Grid {
  const cells = columns * rows
  return {
    columns,
    rows,
    glyphs: new Uint32Array(cells).fill(SPACE),
    clusters: new Map(),
    fg: new Uint32Array(cells),
    bg: new Uint32Array(cells),
    attributes: new Uint8Array(cells),
  }
}

export function clearGrid(grid: Grid): void {
  grid.glyphs.fill(SPACE)
  grid.clusters.clear()
  grid.fg.fill(DEFAULT_COLOUR)
  grid.bg.fill(DEFAULT_COLOUR)
  grid.attributes.fill(0)
}

/** Text of the cell, empty for the second column of a wide character. */
export function glyphText(grid: Grid, index: number): string {
  const glyph = grid.glyphs[index]
  if (glyph === undefined || glyph === TAIL) return ''
  return glyph === CLUSTER ? (grid.clusters.get(index) ?? '') : String.fromCodePoint(glyph)
}

/** Stores one column. What the pen does that a blank wouldn't show is left out, so that blanks compare equal. */
export function setGlyph(grid: Grid, index: number, glyph: number, pen: Pen): void {
  const attributes = glyph === SPACE ? pen.attributes & SHOWS_ON_BLANK : pen.attributes
  grid.glyphs[index] = glyph
  grid.fg[index] = glyph === SPACE && attributes === 0 ? DEFAULT_COLOUR : pen.fg
  grid.bg[index] = pen.bg
  grid.attributes[index] = attributes
}

/** Leaves a blank in the style that the cell had. */
export function blankGlyph(grid: Grid, index: number): void {
  grid.glyphs[index] = SPACE
  const attributes = (grid.attributes[index] ?? 0) & SHOWS_ON_BLANK
  grid.attributes[index] = attributes
  if (attributes === 0) grid.fg[index] = DEFAULT_COLOUR
}

/** Copies a run of columns, one row long at most, from one grid to another. */
export function copyCells(from: Grid, at: number, to: Grid, index: number, columns: number): void {
  to.glyphs.set(from.glyphs.subarray(at, at + columns), index)
  to.fg.set(from.fg.subarray(at, at + columns), index)
  to.bg.set(from.bg.subarray(at, at + columns), index)
  to.attributes.set(from.attributes.subarray(at, at + columns), index)
  if (from.clusters.size === 0) return
  for (let i = 0; i < columns; i += 1) {
    const cluster = from.glyphs[at + i] === CLUSTER ? from.clusters.get(at + i) : undefined
    if (cluster !== undefined) to.clusters.set(index + i, cluster)
  }
}

export function isSameCell(a: Grid, b: Grid, index: number): boolean {
  return (
    a.glyphs[index] === b.glyphs[index] &&
    a.fg[index] === b.fg[index] &&
    a.bg[index] === b.bg[index] &&
    a.attributes[index] === b.attributes[index] &&
    (a.glyphs[index] !== CLUSTER || a.clusters.get(index) === b.clusters.get(index))
  )
}

/** Whether the cell is what an erased screen shows. */
export function isBlank(grid: Grid, index: number): boolean {
  return grid.glyphs[index] === SPACE && grid.bg[index] === DEFAULT_COLOUR && grid.attributes[index] === 0
}
