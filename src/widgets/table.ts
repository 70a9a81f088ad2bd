import { type Row, type Span, span } from '../core/row.ts'
import { blank, fitRow, padRow, rowWidth } from './fit.ts'
import type { Lines } from './stack.ts'

/** What stands in one field. A cell that takes the rest is the last of its row: it has the room of all columns after it. */
export type Cell = { readonly draw: (width: number) => Row; readonly takesRest: boolean }

export const cell = (row: Row): Cell => ({ draw: () => row, takesRest: false })
export const drawn = (draw: (width: number) => Row): Cell => ({ draw, takesRest: false })
export const rest = (draw: (width: number) => Row): Cell => ({ draw, takesRest: true })

type ByPlace<T> = { readonly length: number; readonly at: (index: number) => T | undefined }

/** Cells by their place. An array is one; others make a cell when it is looked at. */
export type Cells = ByPlace<Cell>

/** A cell for each: of a long table few are shown, and only those are made. */
export function cellsOf<T>(rows: ByPlace<T>, cellOf: (row: T, index: number) => Cell): Cells {
  return {
    length: rows.length,
    at: (index) => {
      const row = rows.at(index)
      return row === undefined ? undefined : cellOf(row, index)
    },
  }
}

export type Column = {
  readonly cells: Cells
  /** Cells it wants. */
  readonly width: number
  /** Cells it can still do with; the same as `width` for numbers, which are never cut. */
  readonly least: number
  /** Whether it knows only these two widths, such as a badge with and without its word. */
  readonly isTwoSized: boolean
  /** The column with the highest number shrinks first, and the one with the highest number goes first. */
  readonly shrinkRank: number
  readonly dropRank: number
  readonly align: 'left' | 'right'
  /** Takes room nobody else needs, up to this width. */
  readonly growsTo: number
  /** Blank cells before it. */
  readonly gap: number
}

type Optional = 'least' | 'isTwoSized' | 'shrinkRank' | 'align' | 'growsTo' | 'gap' | 'width'

/** A column with the usual choices: as wide as its widest cell, never shrunk, left-aligned, two cells apart. */
export function column(given: Omit<Column, Optional> & Partial<Pick<Column, Optional>>): Column {
  const width = given.width ?? widestOf(given.cells)
  return {
    least: width,
    isTwoSized: false,
    shrinkRank: given.dropRank,
    align: 'left',
    growsTo: width,
    gap: 2,
    ...given,
    width,
  }
}

function widestOf(cells: Cells): number {
  let widest = 0
  for (let index = 0; index < cells.length; index++) {
    widest = Math.max(widest, rowWidth(cells.at(index)?.draw(0) ?? []))
  }
  return widest
}

/** Cells the columns want together. */
export function naturalWidth(columns: readonly Column[]): number {
  return total(
    columns,
    columns.map(({ width }) => width),
  )
}

/** The width of each column in that room; 0 where it is left out. */
export function fitColumns(columns: readonly Column[], width: number): readonly number[] {
  const widths = columns.map((one) => one.width)
  for (const { index, isDrop } of sacrifices(columns)) {
    const excess = total(columns, widths) - width
    const one = columns[index]
    const current = widths[index] ?? 0
    if (excess <= 0) break
    if (one === undefined || current === 0) continue
    const shrunk = one.isTwoSized ? one.least : Math.max(one.least, current - excess)
    widths[index] = isDrop ? 0 : shrunk
  }
  return grow(columns, widths, width)
}

/** What is given up, in this order, until the rest fits. The column that would go last stays. */
function sacrifices(columns: readonly Column[]): readonly { index: number; isDrop: boolean }[] {
  const last = Math.min(...columns.map(({ dropRank }) => dropRank))
  return columns
    .flatMap(({ shrinkRank, dropRank }, index) => [
      { index, isDrop: false, rank: shrinkRank },
      ...(dropRank === last ? [] : [{ index, isDrop: true, rank: dropRank }]),
    ])
    .sort((a, b) => b.rank - a.rank || Number(a.isDrop) - Number(b.isDrop))
}

function grow(columns: readonly Column[], widths: readonly number[], width: number): readonly number[] {
  let room = width - total(columns, widths)
  if (room < 0) {
    const only = widths.findIndex((cells) => cells > 0)
    return widths.map((cells, index) => (index === only ? Math.min(cells, width) : 0))
  }
  return widths.map((cells, index) => {
    const more = cells === 0 ? 0 : Math.max(0, Math.min(room, (columns[index]?.growsTo ?? 0) - cells))
    room -= more
    return cells + more
  })
}

function total(columns: readonly Column[], widths: readonly number[]): number {
  let sum = 0
  columns.forEach(({ gap }, index) => {
    const cells = widths[index] ?? 0
    if (cells > 0) sum += cells + (sum === 0 ? 0 : gap)
  })
  return sum
}

/** The table's rows, none wider than `width`, each drawn when it is looked at: of a long table few are shown. */
export function tableLines(columns: readonly Column[], width: number): Lines {
  const widths = fitColumns(columns, width)
  const length = columns.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  return { length, at: (index) => drawRow(columns, widths, index, width) }
}

/** All rows of the table. */
export function drawTable(columns: readonly Column[], width: number): readonly Row[] {
  const lines = tableLines(columns, width)
  return Array.from({ length: lines.length }, (_, index) => lines.at(index) ?? [])
}

/** Where the column begins in a table of that width, and how wide it is; null where it is left out. */
export function placeOf(
  columns: readonly Column[],
  width: number,
  index: number,
): { readonly start: number; readonly width: number } | null {
  const widths = fitColumns(columns, width)
  const own = widths[index] ?? 0
  if (own === 0) return null
  const upTo = total(columns.slice(0, index + 1), widths.slice(0, index + 1))
  return { start: upTo - own, width: own }
}

function drawRow(columns: readonly Column[], widths: readonly number[], index: number, width: number): Row {
  const row: Span[] = []
  let used = 0
  for (const [place, { cells, gap, align }] of columns.entries()) {
    const own = widths[place] ?? 0
    if (own === 0) continue
    if (used > 0) {
      row.push(blank(gap))
      used += gap
    }
    const field = cells.at(index)
    if (field?.takesRest === true) return trimmed([...row, ...fitRow(field.draw(width - used), width - used)])
    row.push(...padRow(field?.draw(own) ?? [], own, align))
    used += own
  }
  return trimmed(row)
}

/** Without the blanks at its end, which say nothing and cost bytes. */
function trimmed(row: Row): Row {
  const end = row.findLastIndex(({ text }) => text.trim() !== '')
  return row
    .slice(0, end + 1)
    .map(({ text, role }, index) => span(index === end ? text.trimEnd() : text, role))
}
