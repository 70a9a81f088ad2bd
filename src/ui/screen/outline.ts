import { matches } from '../../core/filter.ts'
import type { Row } from '../../core/row.ts'

/** A row with the rows that belong to it: they come after it and are indented further. */
type Entry = { readonly row: Row; readonly isTitle: boolean; readonly below: readonly Entry[] }

/**
 * The rows of a page that fit the filter. An entry is shown whole or not at all: its own row and its sentences are looked
 * at as one text. Titles stay above what is left of their section.
 */
export function filterOutline(rows: readonly Row[], filter: string): readonly Row[] {
  if (filter.trim() === '') return rows
  return sections(rows).flatMap((entry) => kept(entry, filter))
}

function kept(entry: Entry, filter: string): Row[] {
  if (matches(filter, entry.isTitle ? textOf(entry.row) : ownText(entry))) return whole(entry)
  const below = entry.below
    .filter((each) => entry.isTitle || each.below.length > 0)
    .flatMap((each) => kept(each, filter))
  return below.length === 0 ? [] : [entry.row, ...below]
}

const whole = ({ row, below }: Entry): Row[] => [row, ...below.flatMap(whole)]

/** The row and its sentences, which are rows without rows below them. */
const ownText = ({ row, below }: Entry): string =>
  [row, ...below.filter((each) => each.below.length === 0).map((each) => each.row)].map(textOf).join('\n')

const textOf = (row: Row): string => row.map(({ text }) => text).join('')

function sections(rows: readonly Row[]): Entry[] {
  const filled = rows.filter((row) => textOf(row).trim() !== '')
  return entries(filled, 0, filled.length)
}

function entries(rows: readonly Row[], from: number, to: number): Entry[] {
  const found: Entry[] = []
  let at = from
  while (at < to) {
    const row = rows[at] ?? []
    const depth = depthOf(row)
    let end = at + 1
    while (end < to && depthOf(rows[end] ?? []) > depth) end += 1
    found.push({ row, isTitle: isTitle(row), below: entries(rows, at + 1, end) })
    at = end
  }
  return found
}

/** A title is above what stands as far to the left as itself. */
const depthOf = (row: Row): number => 2 * (textOf(row).search(/\S/) + 1) - (isTitle(row) ? 1 : 0)

const isTitle = (row: Row): boolean => row.some(({ role }) => role === 'title')
