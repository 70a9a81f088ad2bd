import type { LayoutConfig } from '../../core/profile.ts'
import { type Layout, NARROWEST, type Stack, shareCells } from './layout.ts'

/** The layouts of a profile that are meant for a screen of that size or a smaller one, the largest first. */
export function declaredFor(
  layouts: readonly LayoutConfig[],
  { columns, rows }: { readonly columns: number; readonly rows: number },
): readonly LayoutConfig[] {
  return layouts
    .filter((layout) => layout.columns <= columns && layout.rows <= rows)
    .toSorted((a, b) => b.columns * b.rows - a.columns * a.rows)
}

/** The layout by indexes. Panels that it leaves out stand below it, with a line each: they may be what is wrong. */
export function layoutOf({ lines }: LayoutConfig, ids: readonly string[], width: number): Layout {
  const named = lines.map((line) =>
    line.map(({ panels, weight }): Stack => ({ panels: panels.map((id) => ids.indexOf(id)), weight })),
  )
  const placed = new Set(named.flat().flatMap(({ panels }) => panels))
  const leftOut = ids.map((_, index) => index).filter((index) => !placed.has(index))
  return leftOut.length === 0 ? named : [...named, inOneLine(leftOut, width)]
}

function inOneLine(panels: readonly number[], width: number): readonly Stack[] {
  const columns = Math.max(1, Math.min(panels.length, Math.floor(width / NARROWEST)))
  const sizes = shareCells(
    Array.from({ length: columns }, () => 1),
    panels.length,
  )
  let first = 0
  return sizes.map((size) => {
    first += size
    return { panels: panels.slice(first - size, first), weight: 1, isClosed: true }
  })
}
