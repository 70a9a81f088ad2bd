import { type Role, type Row, type Span, span } from '../core/row.ts'
import { eachPoint, type Points } from '../core/series.ts'
import { bucketPoints, type TimeSpan } from './buckets.ts'
import { type Glyphs, INK } from './glyphs.ts'
import { isBeyond, type LimitLine } from './limit.ts'
import { roundUp } from './scale.ts'

export type Spark = {
  readonly points: Points
  readonly time: TimeSpan
  readonly limit: LimitLine | null
  /** The role of a value; a cell takes that of its worst. */
  readonly roleOf: (value: number) => Role
}

/** Dots of a braille cell from the bottom up, in its left and its right column. */
const LEFT = [0x40, 0x04, 0x02, 0x01]
const RIGHT = [0x80, 0x20, 0x10, 0x08]

const levelsOf = (glyphs: Glyphs): number => (glyphs === 'braille' ? LEFT.length : INK[glyphs].heights.length)

/**
 * The past in one row. With an upper limit the highest level is reached beyond it and nowhere else
 * (with a lower one, the lowest), so that the limit can be read off the shape. A gap is blank.
 */
export function sparkline({ points, time, limit, roleOf }: Spark, width: number, glyphs: Glyphs): Row {
  if (width < 1) return []
  const perCell = INK[glyphs].fineness.x
  const values = bucketPoints(points, time, width, perCell, limit?.side === 'lower' ? 'low' : 'high')
  const levelOf = levels(points, limit, levelsOf(glyphs))
  const spans: Span[] = []
  for (let cell = 0; cell < width; cell++) {
    const own = values.slice(cell * perCell, (cell + 1) * perCell)
    const known = own.filter((value) => value !== null)
    const worst = limit?.side === 'lower' ? Math.min(...known) : Math.max(...known)
    const sign = signOf(
      own.map((value) => (value === null ? 0 : levelOf(value))),
      glyphs,
    )
    append(spans, sign, roleOf(worst))
  }
  return spans
}

/** The level 1 … count of a value. */
function levels(points: Points, limit: LimitLine | null, count: number): (value: number) => number {
  // From the lowest value on, not from 0: in a row this flat the shape is all there is to see.
  let low = Number.POSITIVE_INFINITY
  let most = 0
  eachPoint(points, (_, value) => {
    low = Math.min(low, value)
    most = Math.max(most, value)
  })
  const high = roundUp(most)
  const within = (value: number, from: number, to: number, lowest: number, highest: number): number => {
    const part = to > from ? (value - from) / (to - from) : 0
    return Math.max(lowest, Math.min(highest, lowest + Math.floor(part * (highest - lowest + 1))))
  }
  const edge = count / 4
  if (limit === null) return (value) => within(value, low, high, 1, count)
  if (limit.side === 'upper')
    return (value) => (isBeyond(limit, value) ? count : within(value, low, limit.value, 1, count - edge))
  return (value) => (isBeyond(limit, value) ? 1 : within(value, limit.value, high, 1 + edge, count))
}

function signOf(levels: readonly number[], glyphs: Glyphs): string {
  const [left = 0, right = 0] = levels
  if (levels.every((level) => level === 0)) return ' '
  if (glyphs !== 'braille') return INK[glyphs].heights[left - 1] ?? ' '
  const dots = (column: readonly number[], level: number): number =>
    column.slice(0, level).reduce((bits, dot) => bits | dot, 0)
  return String.fromCodePoint(0x2800 + (dots(LEFT, left) | dots(RIGHT, right)))
}

/** Adds to the last span where the role is the same: one span a cell would be slow to paint. */
export function append(spans: Span[], text: string, role: Role): void {
  const last = spans.at(-1)
  if (last?.role === role) spans[spans.length - 1] = span(last.text + text, role)
  else spans.push(span(text, role))
}
