import type { Matching } from '../ast.ts'
import { type Column, columnOf, isColumn } from '../column.ts'
import { matchKey } from './matchKey.ts'

/** `and`, `or`, `unless`: whole elements, by whether the other side has any of the same matching labels. */
export function combineSets(
  op: 'and' | 'or' | 'unless',
  matching: Matching,
  left: readonly Column[],
  right: readonly Column[],
): Column[] {
  const key = matchKey(matching)
  if (op === 'or') return [...left, ...filterBy(presence(left, key), right, key, false)]
  return filterBy(presence(right, key), left, key, op === 'and')
}

/** At which moments there is any series of these matching labels. */
type Presence = ReadonlyMap<string, readonly boolean[]>

function presence(columns: readonly Column[], key: (column: Column) => string): Presence {
  const present = new Map<string, boolean[]>()
  for (const column of columns) {
    const known = present.get(key(column))
    present.set(
      key(column),
      column.values.map((value, step) => value !== null || known?.[step] === true),
    )
  }
  return present
}

function filterBy(
  present: Presence,
  columns: readonly Column[],
  key: (column: Column) => string,
  wanted: boolean,
): Column[] {
  return columns
    .map((column) => {
      const there = present.get(key(column))
      if (there === undefined) return wanted ? null : column
      return columnOf(
        column.labels,
        column.values.map((value, step) => (there[step] === wanted ? value : null)),
      )
    })
    .filter(isColumn)
}
