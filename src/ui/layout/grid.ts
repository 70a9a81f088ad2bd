import type { Heights } from '../../panels/kind.ts'

/** A panel's place: its index, and its outer size with the border. */
export type Place = { readonly panel: number; readonly width: number; readonly height: number }

/** Lines of panels, top to bottom; the widths of a line add up to the area's width. */
export type Grid = readonly (readonly Place[])[]

export type Measured = { heights(width: number): Heights }

/** Border above and below the content. */
const FRAME_ROWS = 2
const FRAME_COLUMNS = 4

/**
 * Lays panels out in two, three or four columns, in reading order; null where they don't fit even at their least
 * height, so that the caller shows a list instead. First everybody gets their least, then the line that
 * shows the smallest part of what it has gets the next row, and what is left over is shared.
 */
export function arrangeGrid(panels: readonly Measured[], width: number, height: number): Grid | null {
  const widths = columnWidths(width)
  if (widths === null || panels.length === 0) return null
  const lines = inLines(panels.length, widths)
  const wanted = lines.map((line) => wantedHeights(line, panels))
  const heights = shareRows(wanted, height)
  if (heights === null) return null
  return lines.map((line, i) =>
    line.map(({ panel, width: columns }) => ({ panel, width: columns, height: heights[i] ?? 0 })),
  )
}

/** The first column is the widest: it holds the charts. Null where not even two columns are readable. */
function columnWidths(width: number): readonly number[] | null {
  const weights = width >= 240 ? [4, 3, 3, 3] : width >= 150 ? [4, 3, 3] : width >= 100 ? [1, 1] : null
  if (weights === null) return null
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const shares = weights.map((weight) => Math.floor((width * weight) / total))
  const rest = width - shares.reduce((sum, share) => sum + share, 0)
  return shares.map((share, i) => (i === 0 ? share + rest : share))
}

type Slot = { readonly panel: number; readonly width: number }

/** As few lines as the columns allow, as even as can be: ten panels in three columns make 3 + 3 + 2 + 2, not a last line of one. */
function inLines(count: number, widths: readonly number[]): Slot[][] {
  const lines = Math.ceil(count / widths.length)
  const total = widths.reduce((sum, width) => sum + width, 0)
  const sizes = Array.from(
    { length: lines },
    (_, i) => Math.floor(count / lines) + (i < count % lines ? 1 : 0),
  )
  let first = 0
  return sizes.map((size) => {
    const shares = size === widths.length ? widths : evenly(total, size)
    const line = shares.map((width, i) => ({ panel: first + i, width }))
    first += size
    return line
  })
}

function evenly(total: number, parts: number): number[] {
  return Array.from(
    { length: parts },
    (_, i) => Math.floor(((i + 1) * total) / parts) - Math.floor((i * total) / parts),
  )
}

function wantedHeights(line: readonly Slot[], panels: readonly Measured[]): Heights {
  const each = line.map(
    ({ panel, width }) => panels[panel]?.heights(width - FRAME_COLUMNS) ?? { full: 1, least: 1 },
  )
  return {
    full: FRAME_ROWS + Math.max(...each.map(({ full }) => full)),
    least: FRAME_ROWS + Math.max(...each.map(({ least }) => least)),
  }
}

function shareRows(wanted: readonly Heights[], height: number): number[] | null {
  const heights = wanted.map(({ least }) => least)
  let left = height - heights.reduce((sum, rows) => sum + rows, 0)
  if (left < 0) return null
  while (left > 0) {
    const shown = wanted.map(({ full }, i) => (heights[i] ?? 0) / full)
    const least = Math.min(...shown)
    const next = least < 1 ? shown.indexOf(least) : left % heights.length
    heights[next] = (heights[next] ?? 0) + 1
    left -= 1
  }
  return heights
}
