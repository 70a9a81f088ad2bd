import { type Role, type Row, type Span, span } from '../core/row.ts'
import { eachPoint, type Piece, type Point, type Points } from '../core/series.ts'
import { type DurationMs, type EpochMs, formatDuration } from '../core/time.ts'
import { cellWidth } from '../core/width.ts'
import { bucketPieces, bucketPoints, type TimeSpan } from './buckets.ts'
import { blank, pad, rowWidth } from './fit.ts'
import type { Glyphs } from './glyphs.ts'
import { isBeyond, type LimitLine } from './limit.ts'
import { type Plot, plot, pointsPerCell, rowOf } from './plot.ts'
import { type Scale, scaleFor } from './scale.ts'

export type TimeChart = {
  /** The past, its finest piece first. */
  readonly pieces: readonly Piece<Points>[]
  /** What the points are compared with, dotted behind them; may reach beyond the time that is shown. */
  readonly before: readonly Point[]
  readonly time: Omit<TimeSpan, 'stepMs'>
  readonly limits: readonly (LimitLine & { readonly beyondRole: Role })[]
  /** Values with a line of their own that limit nothing, such as those of states. */
  readonly guides: readonly number[]
  readonly role: Role
  /** How a value on the axis is written. */
  readonly format: (value: number) => string
}

/** A chart that knows its ends. */
export type ScaledChart = TimeChart & { readonly scale: Scale }

/** The chart with round ends that hold all points that are shown, and the limits within reach of them; the other limits go. */
export function scaled(chart: TimeChart): ScaledChart {
  const { pieces, before, time } = chart
  const values = [...chart.guides]
  for (const { points } of [...pieces, { points: before }])
    eachPoint(points, (at, value) => {
      if (isShown(at, time)) values.push(value)
    })
  const limits = withinReach(chart.limits, values)
  // Round a limit alone there would be an axis of a width that means nothing.
  if (values.length === 0 && limits.length > 0) values.push(0)
  for (const { value } of limits) values.push(value)
  return { ...chart, limits, scale: scaleFor(values) }
}

/**
 * The limits but those more than twice as high as all values and the lowest upper limit: a line that is pressed flat by a
 * limit far above shows nothing of how it moves. Limits around a target come by subtraction, so a rounding error is no more.
 */
function withinReach(limits: TimeChart['limits'], values: readonly number[]): TimeChart['limits'] {
  let top = Number.POSITIVE_INFINITY
  for (const { side, value } of limits) if (side === 'upper') top = Math.min(top, value)
  for (const value of values) top = Math.max(top, value)
  return top > 0 ? limits.filter(({ value }) => value <= 2 * top * (1 + 1e-9)) : limits
}

/** Narrower than this, the room is for the line and not for its axis. */
const LEAST_PLOT = 12

/**
 * The past over several rows, the axis with its ends and limits at the left. The axis takes the cells it needs, or those it
 * is given.
 */
export function timeChart(
  chart: ScaledChart,
  width: number,
  height: number,
  glyphs: Glyphs,
  axisWidth?: number,
): readonly Row[] {
  const { pieces, time, limits, guides, role, scale } = chart
  const seen = chart.before.filter(({ at }) => isShown(at, time))
  const roleOf = (value: number): Role => limits.find((limit) => isBeyond(limit, value))?.beyondRole ?? role
  const worse = limits.length > 0 && limits.every(({ side }) => side === 'lower') ? 'low' : 'high'
  return withAxis(
    (cells) => ({
      lines: [
        {
          values: bucketPieces(pieces, time, cells, pointsPerCell(glyphs), worse),
          roleOf,
          isDotted: false,
        },
        {
          values: bucketPoints(
            seen,
            { ...time, stepMs: pieces[0]?.stepMs ?? 0 },
            cells,
            pointsPerCell(glyphs),
            worse,
          ),
          roleOf: () => 'baseline',
          isDotted: true,
        },
      ],
      limits: [...limits.map(({ value }) => value), ...guides].map((value) => ({ value, role: 'limit' })),
      scale,
    }),
    valuesBeside(chart),
    width,
    height,
    glyphs,
    axisWidth,
  )
}

/** Cells that the values at the left of the chart take in that width. */
export const valueAxisWidth = (chart: ScaledChart, width: number): number =>
  axisWidthOf(valuesBeside(chart), width)

const valuesBeside = ({ limits, guides, scale, format }: ScaledChart) =>
  [...limits.map(({ value }) => value), ...guides, scale.high, scale.low].map((value) => ({
    value,
    text: format(value),
  }))

const isShown = (at: EpochMs, { now, lengthMs }: TimeChart['time']): boolean =>
  at <= now && at > now - lengthMs

/** A plot with the given values written at its left where there is room; of two in one row the first is written. */
export function withAxis(
  plotFor: (cells: number) => Plot,
  marks: readonly { readonly value: number; readonly text: string }[],
  width: number,
  height: number,
  glyphs: Glyphs,
  axisWidth: number = axisWidthOf(marks, width),
): readonly Row[] {
  const field = plotFor(width - axisWidth)
  const rows = plot(field, width - axisWidth, height, glyphs)
  if (axisWidth === 0) return rows
  return rows.map((row, y) => {
    const mark = marks.find(({ value }) => rowOf(field.scale, value, height) === y)
    const text = mark === undefined ? '' : mark.text
    return [span(pad(text, axisWidth - 1, 'right'), 'dim'), blank(1), ...row]
  })
}

/** Cells the axis takes at the left, 0 where there is no room for it. */
export function axisWidthOf(marks: readonly { readonly text: string }[], width: number): number {
  const wanted = Math.max(0, ...marks.map(({ text }) => cellWidth(text))) + 1
  return width - wanted < LEAST_PLOT ? 0 : wanted
}

/** What lies under a chart: `2h ───────── now`, with a legend in its middle where there is room. */
export function timeAxis(lengthMs: DurationMs, width: number, legend: Row = []): Row {
  const [left, right] = [formatDuration(lengthMs), 'now']
  const room = width - rowWidth(legend) - cellWidth(left) - cellWidth(right) - 4
  if (legend.length === 0 || room < LEAST_LINES) return rule(left, right, width)
  const line = (cells: number): Span => span('─'.repeat(cells), 'border')
  const first = Math.floor(room / 2)
  return [
    span(`${left} `, 'dim'),
    line(first),
    blank(1),
    ...legend,
    blank(1),
    line(room - first),
    span(` ${right}`, 'dim'),
  ]
}

/** Shorter lines beside a legend look like a part of it. */
const LEAST_LINES = 8

/** A line between two words; the words go where there is no room. */
export function rule(left: string, right: string, width: number): Row {
  const room = width - cellWidth(left) - cellWidth(right) - 2
  if (room < 2) return width < 1 ? [] : [span('─'.repeat(width), 'border')]
  const spans: Span[] = [span(`${left} `, 'dim'), span('─'.repeat(room), 'border'), span(` ${right}`, 'dim')]
  return spans
}
