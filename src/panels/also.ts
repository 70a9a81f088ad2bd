import { fieldsAcross } from '../widgets/grid.ts'
import { gridSection, type Section } from '../widgets/stack.ts'
import { type Column, naturalWidth, tableLines } from '../widgets/table.ts'
import { badgeColumn, fullLabel, labelColumn, limitColumn, valueColumn } from './columns.ts'
import type { Item } from './item.ts'

/** The columns of a signal line: name, value, limit, badge. */
export function lineColumns(items: readonly Item[], labelOf: (item: Item) => string): readonly Column[] {
  return [labelColumn(items, labelOf), valueColumn(items), limitColumn(items), badgeColumn(items)]
}

/** Room for `◌ 12h04m`: a field of a grid has nothing behind it into which an age could reach. */
export const AGED_BADGE_WIDTH = 8

/** Signal lines beside each other where the panel is wide enough for two and more. */
export function linesSection(
  items: readonly Item[],
  width: number,
  rank: number,
  labelOf: (item: Item) => string = fullLabel,
): Section {
  const columns = lineColumns(items, labelOf).slice(0, -1)
  return gridOf([...columns, badgeColumn(items, AGED_BADGE_WIDTH)], items, width, rank)
}

/** The rows of a table as the fields of a grid. */
export function gridOf(
  columns: readonly Column[],
  items: readonly { readonly level: Item['level'] }[],
  width: number,
  rank: number,
): Section {
  const natural = naturalWidth(columns)
  const fieldWidth = fieldsAcross(natural, width) === 1 ? width : natural
  return gridSection(
    items.length === 0 ? [] : tableLines(columns, fieldWidth),
    items.map(({ level }) => level),
    fieldWidth,
    width,
    rank,
  )
}
