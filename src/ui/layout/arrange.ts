import { compareLevels, type Level } from '../../core/verdict.ts'
import type { Heights } from '../../panels/kind.ts'
import { type Layout, type Place, type Stack, shareCells } from './layout.ts'
import { type Claim, shareHeight } from './share.ts'

/** What there is to know of a panel to give it a place. */
export type Measured = { readonly level: Level; heights(width: number): Heights }

/** Border above and below the content. */
const FRAME_ROWS = 2
const FRAME_COLUMNS = 4
/** Below this width a frame leaves its content no room. */
const LEAST_WIDTH = 20
/** Blank rows in a frame that nobody would call empty. */
const SLACK = 3

/**
 * Gives the panels of a layout their places in that area. Where panels stand goes by the layout alone; how high they are
 * also by what they have to show, and, where there is too little room for all of it, by their level: then the others are
 * closed, the least urgent first, to one line each. Null where that is not enough either.
 */
export function arrange(
  layout: Layout,
  panels: readonly Measured[],
  width: number,
  height: number,
): readonly Place[] | null {
  const urgency = byUrgency(panels)
  const lines = layout.map((stacks) => {
    const widths = shareCells(
      stacks.map(({ weight }) => weight),
      width,
    )
    return stacks.map((stack, i) => {
      const own = widths[i] ?? 0
      const claims = stack.panels.map((index) => {
        const claim = claimOf(panels[index], urgency.indexOf(index), own)
        return stack.isClosed ? closed(claim) : claim
      })
      return { stack, width: own, claims }
    })
  })
  if (lines.some((line) => line.some((each) => each.width < LEAST_WIDTH))) return null
  const claims = lines.map((line) => highest(line.map((each) => together(each.claims))))
  const shared = shareHeight(claims, height)
  if (shared === null) return null
  const isOneLine = lines.length === 1
  const heights = isOneLine ? [height] : stretched(shared, claims, height, SLACK)
  let top = 0
  return lines.flatMap((line, i) => {
    const own = heights[i] ?? 0
    let left = 0
    const places = line.flatMap((each) => {
      // Frames beside each other end together.
      const slack = isOneLine || each.claims.length > 1 ? SLACK : own
      const placed = placesOf(each.stack, each.claims, { left, top, width: each.width, height: own }, slack)
      left += each.width
      return placed
    })
    top += own
    return places
  })
}

function placesOf(
  { panels }: Stack,
  claims: readonly Claim[],
  { left, top, width, height }: Omit<Place, 'panel' | 'isOpen'>,
  slack: number,
): Place[] {
  const heights = stretched(shareHeight(claims, height) ?? [], claims, height, slack)
  let y = top
  return panels.map((panel, i) => {
    const own = heights[i] ?? 0
    const place = { panel, left, top: y, width, height: own, isOpen: own > 1 }
    y += own
    return place
  })
}

/** What nobody can use: a little of it to each that is open, the rest stays below them. */
function stretched(
  heights: readonly number[],
  claims: readonly Claim[],
  height: number,
  slack: number,
): readonly number[] {
  const isOpen = (rows: number, index: number): boolean => rows > (claims[index]?.stages[0].to ?? rows)
  let left = height - heights.reduce((sum, rows) => sum + rows, 0)
  let waiting = heights.filter(isOpen).length
  return heights.map((rows, index) => {
    if (!isOpen(rows, index)) return rows
    const more = Math.min(slack, Math.ceil(left / waiting))
    left -= more
    waiting -= 1
    return rows + more
  })
}

/** The indexes of the panels, the most urgent first, and among those of one level in their order. */
export function byUrgency(panels: readonly Pick<Measured, 'level'>[]): readonly number[] {
  return panels
    .map(({ level }, index) => ({ level, index }))
    .sort((a, b) => compareLevels(a.level, b.level) || a.index - b.index)
    .map(({ index }) => index)
}

/** What a panel asks for with its border, in a place of that width. */
export function outerHeights(panel: Measured | undefined, width: number): Heights {
  const { least, full, roomy } = panel?.heights(width - FRAME_COLUMNS) ?? { least: 1, full: 1 }
  const outer = { least: FRAME_ROWS + least, full: FRAME_ROWS + full }
  return roomy === undefined
    ? outer
    : { ...outer, roomy: { least: FRAME_ROWS + roomy.least, full: FRAME_ROWS + roomy.full } }
}

function claimOf(panel: Measured | undefined, rank: number, width: number): Claim {
  const { least, full, roomy } = outerHeights(panel, width)
  return {
    stages: [
      { from: 1, to: 1 },
      { from: least, to: full },
      ...(roomy === undefined ? [] : [{ from: roomy.least, to: roomy.full }]),
    ],
    rank,
    isRaised: panel !== undefined && panel.level !== 'ok',
  }
}

/** One line, and no more. */
const closed = ({ stages: [first], ...claim }: Claim): Claim => ({ ...claim, stages: [first] })

/** What the panels of a stack ask for together. */
function together(claims: readonly Claim[]): Claim {
  return combined(claims, (sum, rows) => sum + rows)
}

/** What stacks beside each other ask for: as much as the one that asks for most. */
function highest(claims: readonly Claim[]): Claim {
  return combined(claims, (most, rows) => Math.max(most, rows))
}

function combined(claims: readonly Claim[], join: (a: number, b: number) => number): Claim {
  const stages = [0, 1, 2].map((stage) => {
    // Who has nothing to do with more rows asks for what it had.
    const each = claims.map(({ stages }) => stages[stage] ?? lastOf(stages))
    return {
      from: each.map(({ from }) => from).reduce(join, 0),
      to: each.map(({ to }) => to).reduce(join, 0),
    }
  })
  const [first = { from: 0, to: 0 }, ...others] = stages
  return {
    stages: [first, ...others],
    rank: Math.min(...claims.map(({ rank }) => rank)),
    isRaised: claims.some(({ isRaised }) => isRaised),
  }
}

const lastOf = (stages: Claim['stages']) => {
  const { to } = stages.at(-1) ?? stages[0]
  return { from: to, to }
}
