import type { Heights } from '../../panels/kind.ts'
import { type Measured, outerHeights } from './arrange.ts'
import { type Layout, NARROWEST, type Stack, shareCells } from './layout.ts'

/** Columns wider than this tell no more. */
const WIDEST = 170
/** Room for two small panels to be more than a line. */
const ROWS_TO_OPEN = 8
/** The first column holds what the profile names first; of three and more it is the widest. */
const FIRST = 4
const OTHERS = 3

/**
 * One line of stacks: as few columns as show everything in full, else as many as the width allows. Each panel goes to the
 * column that is the lowest so far, so that reading goes as the profile has them. `promised` must not change with what is
 * read, else panels would change places with it. Null where a list of all panels says more.
 */
export function automaticLayout(promised: readonly Measured[], width: number, height: number): Layout | null {
  const most = Math.max(1, Math.min(promised.length, Math.floor(width / NARROWEST)))
  let columns = Math.min(most, Math.ceil(width / WIDEST))
  while (columns < most && inColumns(promised, columns, width, atFull).highest > height) columns += 1
  // Where there is room for all that is nice to have, the columns are even with it.
  const ample = inColumns(promised, columns, width, atMost)
  const { stacks } = ample.highest <= height ? ample : inColumns(promised, columns, width, atFull)
  return leastHeight(stacks, promised, width) <= height ? [stacks] : null
}

/** One column shows all panels open, or else a list says more; beside each other there must be room for some that are open. */
function leastHeight(stacks: readonly Stack[], promised: readonly Measured[], width: number): number {
  if (stacks.length > 1) return ROWS_TO_OPEN + Math.max(...stacks.map(({ panels }) => panels.length))
  return promised.reduce((sum, panel) => sum + outerHeights(panel, width).least, 0)
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
