import chalk from 'chalk'
import { Box, type DOMElement, renderToString } from 'ink'
import { createElement, type ReactNode } from 'react'
import { createGrid, type Grid, glyphText } from '../../../src/ui/paint/grid.ts'
import { paintLine } from '../../../src/ui/paint/line.ts'
import { paintTree } from '../../../src/ui/paint/painter.ts'

chalk.level = 3

export type Size = { readonly columns: number; readonly rows: number }

/** One element painted by hypercare's painter and, from the very same tree, printed by Ink. */
export function paintBoth(element: ReactNode, { columns, rows }: Size): { ours: Grid; printed: string } {
  const ours = createGrid(columns, rows)
  const paint = (box: DOMElement | null) => {
    if (box) paintTree(rootOf(box), ours)
  }
  const printed = renderToString(createElement(Box, { ref: paint }, element), { columns })
  return { ours, printed }
}

export function rootOf(node: DOMElement): DOMElement {
  return node.parentNode ? rootOf(node.parentNode) : node
}

/** The lines that Ink printed, laid into cells. */
export function gridOf(printed: string, { columns, rows }: Size): Grid {
  const grid = createGrid(columns, rows)
  const clip = { x1: 0, x2: columns, y1: 0, y2: rows }
  for (const [y, line] of printed.split('\n').entries()) if (y < rows) paintLine(grid, 0, y, line, clip)
  return grid
}

/** Every cell in words, for comparing and for reading a failure. */
export function cellsIn(grid: Grid): string[] {
  return Array.from({ length: grid.rows }, (_, y) =>
    Array.from({ length: grid.columns }, (_, x) => {
      const i = y * grid.columns + x
      const style = [grid.fg[i] ?? 0, grid.bg[i] ?? 0, grid.attributes[i] ?? 0]
      const text = glyphText(grid, i)
      return style.every((part) => part === 0)
        ? text
        : `${text}{${style.map((n) => n.toString(16)).join(' ')}}`
    }).join(''),
  )
}

/** Plain text of the rows, without trailing blanks. */
export function textOf(grid: Grid): string {
  return Array.from({ length: grid.rows }, (_, y) =>
    Array.from({ length: grid.columns }, (_, x) => glyphText(grid, y * grid.columns + x))
      .join('')
      .trimEnd(),
  ).join('\n')
}
