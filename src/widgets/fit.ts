import { clustersOf } from '../core/clusters.ts'
import type { Role, Row, Span } from '../core/row.ts'
import { cellWidth, isPlain } from '../core/width.ts'

/** A number with what belongs to it: sign, groups, decimals, letters that touch it, and its unit. */
const NUMBER =
  /[−+-]?\d(?:[\p{L}\p{N}.,:%\u00a0]|(?<=[eE])[−+-](?=\d))*(?: (?:ms|s|m|h|d|%|points|[KMGTP]?i?B(?:\/s)?|°C|W|\/s)(?![\p{L}\p{N}]))?/gu

/** The text in at most `width` cells, with … where something is missing; a number that does not fit goes whole. */
export function truncate(text: string, width: number): string {
  if (width <= 0) return ''
  if (cellWidth(text) <= width) return text
  const end = lastWhole(text, longestPrefix(text, width - 1))
  return `${text.slice(0, end).trimEnd()}…`
}

function longestPrefix(text: string, width: number): number {
  if (isPlain(text)) return width
  let used = 0
  for (const { segment, index } of clustersOf(text)) {
    used += cellWidth(segment)
    if (used > width) return index
  }
  return text.length
}

/** The last index up to `end` that is not inside a number. */
function lastWhole(text: string, end: number): number {
  for (const match of text.matchAll(NUMBER)) {
    if (match.index >= end) break
    if (match.index + match[0].length > end) return match.index
  }
  return end
}

export const blank = (width: number): Span => ({ text: ' '.repeat(Math.max(0, width)), role: 'text' })

export function rowWidth(row: Row): number {
  let width = 0
  for (const { text } of row) width += cellWidth(text)
  return width
}

/** The row in at most `width` cells. */
export function fitRow(row: Row, width: number): Row {
  if (rowWidth(row) <= width) return row
  const fitted: Span[] = []
  let left = width
  for (const { text, role } of row) {
    const cells = cellWidth(text)
    if (cells > left) {
      const short = truncate(text, left)
      if (short !== '') fitted.push({ text: short, role })
      break
    }
    fitted.push({ text, role })
    left -= cells
  }
  return fitted
}

/** The row in exactly `width` cells. */
export function padRow(row: Row, width: number, align: 'left' | 'right' = 'left'): Row {
  const own = rowWidth(row)
  const fitted = own <= width ? row : fitRow(row, width)
  const room = width - (fitted === row ? own : rowWidth(fitted))
  if (room <= 0) return fitted
  return align === 'left' ? [...fitted, blank(room)] : [blank(room), ...fitted]
}

/** The text in exactly `width` cells. */
export function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const short = truncate(text, width)
  const room = ' '.repeat(Math.max(0, width - cellWidth(short)))
  return align === 'left' ? short + room : room + short
}

/** The first of the rows that fits, the richest first; nothing where none does. */
export function firstFitting(rows: readonly Row[], width: number): Row {
  return rows.find((row) => rowWidth(row) <= width) ?? []
}

/** The rows' text without roles, for a plain terminal and for tests. */
export function plainText(row: Row): string {
  return row.map(({ text }) => text).join('')
}

/** The same text in one role. */
export function inRole(row: Row, role: Role): Row {
  return row.map(({ text }) => ({ text, role }))
}
