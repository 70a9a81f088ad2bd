import type { Row } from '../../core/row.ts'
import { blank, padRow, plainText } from '../../widgets/fit.ts'
import type { Screen } from '../screen/block.ts'

/** The rows of blocks, top to bottom, each block at its place; what none covers is blank. */
export function rowsOf(screen: Screen): Row[] {
  const top = Math.min(...screen.map((block) => block.top))
  const bottom = Math.max(...screen.map((block) => block.top + block.height))
  const ordered = screen.toSorted((a, b) => a.left - b.left)
  return Array.from({ length: Math.max(0, bottom - top) }, (_, y) => rowAt(ordered, top + y))
}

function rowAt(ordered: Screen, y: number): Row {
  let x = 0
  return ordered.flatMap((block) => {
    const row = y - block.top
    if (row < 0 || row >= block.height) return []
    const gap = blank(block.left - x)
    x = block.left + block.width
    return [gap, ...padRow(block.rows[row] ?? [], block.width)]
  })
}

/** Rows as lines of text, without the blanks at their ends and the empty lines at the bottom. */
export const textOf = (rows: readonly Row[]): string =>
  rows
    .map((row) => plainText(row).trimEnd())
    .join('\n')
    .trimEnd()
