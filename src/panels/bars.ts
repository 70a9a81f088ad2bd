import type { Bar } from '../widgets/bar.ts'
import { rowsSection, type Section } from '../widgets/stack.ts'
import { type Column, cell, cellsOf, rest, tableLines } from '../widgets/table.ts'
import { lineColumns } from './also.ts'
import { barColumn, barRole, fullLabel, noteRow } from './columns.ts'
import type { Item } from './item.ts'
import { limitLine } from './limits.ts'

/** Where the limit stands in a bar that is filled by the distance from it. */
const LIMIT_AT = 0.8
/** A limit of a ratio that leaves no more of a bar than this. */
const SLIVER = 0.2

/** Values with limits and bars, one a row. */
export function barsSection(
  items: readonly Item[],
  width: number,
  rank: number,
  labelOf: (item: Item) => string = fullLabel,
): Section {
  return rowsSection(
    items.length === 0 ? [] : tableLines(barColumns(items, labelOf), width),
    items.map(({ level }) => level),
    rank,
  )
}

/** The columns of such a row: name, value, limit, bar, badge. */
export function barColumns(items: readonly Item[], labelOf: (item: Item) => string): readonly Column[] {
  const bars = barColumn(items, barOf)
  // What can't be gone by has its reason in the place of its bar.
  const cells = cellsOf(items, (item, index) =>
    item.note === '' ? (bars.cells.at(index) ?? cell([])) : rest((width) => noteRow(item, width)),
  )
  return lineColumns(items, labelOf).toSpliced(3, 0, { ...bars, cells })
}

/**
 * A ratio fills its bar by itself, unless all that may be of it would be a sliver; that and any other number fill it by their
 * distance from an upper limit.
 */
export function barOf(item: Item): Bar | null {
  const { value, signal } = item
  const limit = limitLine(item)
  const isUpper = limit !== null && limit.side === 'upper' && limit.value > 0
  if (signal.unit === 'ratio' && !(isUpper && limit.value < SLIVER)) {
    return { part: typeof value === 'number' ? value : null, mark: limit?.value ?? null, role: barRole(item) }
  }
  if (typeof value !== 'number' || !isUpper) return null
  return { part: (value / limit.value) * LIMIT_AT, mark: LIMIT_AT, role: barRole(item) }
}
