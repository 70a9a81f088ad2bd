import type { Heights } from '../../panels/kind.ts'
import { type Measured, outerHeights } from './arrange.ts'
import { type Layout, type Stack, shareCells } from './layout.ts'

/** Columns narrower than this are hard to read, and wider ones tell no more. */
const NARROWEST = 50
const WIDEST = 170
/** The first column holds what the profile names first; of three and more it is the widest. */
const FIRST = 4
const OTHERS = 3

/**
 * One line of stacks: as few columns as show everything in full, else as many as the width allows. Each panel goes to the
 * column that is the lowest so far, so that reading goes as the profile has them. `promised` must not change with what is
 * read, else panels would change places with it.
 */
export function automaticLayout(promised: readonly Measured[], width: number, height: number): Layout {
  const most = Math.max(1, Math.min(promised.length, Math.floor(width / NARROWEST)))
  let columns = Math.min(most, Math.ceil(width / WIDEST))
  while (columns < most && inColumns(promised, columns, width, atFull).highest > height) columns += 1
  // Where there is room for all that is nice to have, the columns are even with it.
  const ample = inColumns(promised, columns, width, atMost)
  return [ample.highest <= height ? ample.stacks : inColumns(promised, columns, width, atFull).stacks]
}

const atFull = ({ full }: Heights): number => full
const atMost = ({ full, roomy }: Heights): number => roomy?.full ?? full

function inColumns(
  promised: readonly Measured[],
  columns: number,
  width: number,
  rowsOf: (heights: Heights) => number,
): { readonly stacks: readonly Stack[]; readonly highest: number } {
  const weights = Array.from({ length: columns }, (_, i) => (columns > 2 && i === 0 ? FIRST : OTHERS))
  const widths = shareCells(weights, width)
  const heights = weights.map(() => 0)
  const stacks = weights.map((weight): { weight: number; panels: number[] } => ({ weight, panels: [] }))
  for (const [panel, measured] of promised.entries()) {
    const lowest = heights.indexOf(Math.min(...heights))
    stacks[lowest]?.panels.push(panel)
    heights[lowest] = (heights[lowest] ?? 0) + rowsOf(outerHeights(measured, widths[lowest] ?? 0))
  }
  return { stacks, highest: Math.max(0, ...heights) }
}
