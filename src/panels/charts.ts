import { describeComparison, describeDifference } from '../core/before.ts'
import type { Mark } from '../core/mark.ts'
import { type Row, span } from '../core/row.ts'
import { formatValue } from '../core/units.ts'
import { cellWidth } from '../core/width.ts'
import { scaled, type TimeChart, timeAxis, timeChart, valueAxisWidth } from '../widgets/chart.ts'
import { blank } from '../widgets/fit.ts'
import { type Glyphs, INK } from '../widgets/glyphs.ts'
import { type Column, column, drawn } from '../widgets/table.ts'
import { type Item, isLive } from './item.ts'
import type { Area, Heights } from './kind.ts'
import { limitLines } from './limits.ts'
import { axisWithMarks } from './marks.ts'

/** Fewer rows than these show no shape, and more no more of it. */
const LEAST_CHART_ROWS = 3
const MOST_CHART_ROWS = 12

/** The heights of a panel that has that many lines, and a chart under so many of them where it is high enough. */
export function withCharts(heights: Heights, lines: number, charts: number): Heights {
  const rows = (each: number): number => Math.max(heights.full, 1 + lines + charts * each)
  return charts === 0
    ? heights
    : { ...heights, roomy: { least: rows(LEAST_CHART_ROWS), full: rows(MOST_CHART_ROWS) } }
}

/**
 * Under each line the chart that belongs to it, and one axis under them all; null where there is no room for charts, or
 * none to draw. Points are only gathered where there is.
 */
export function chartsUnder(
  linesOf: () => readonly Row[],
  charts: readonly ((() => TimeChart) | null)[],
  under: (width: number) => Row,
  { width, height, glyphs }: Area,
): readonly Row[] | null {
  const count = charts.filter((chart) => chart !== null).length
  const rows = count === 0 ? 0 : Math.floor((height - 1 - charts.length) / count)
  if (rows < LEAST_CHART_ROWS) return null
  const lines = linesOf()
  const drawn = charts.map((chart) => (chart === null ? null : scaled(chart())))
  // One axis under them all: each column is the same moment in every chart.
  const axisWidth = Math.max(0, ...drawn.map((chart) => (chart === null ? 0 : valueAxisWidth(chart, width))))
  const blocks = drawn.flatMap((chart, index) => [
    lines[index] ?? [],
    ...(chart === null ? [] : timeChart(chart, width, rows, glyphs, axisWidth)),
  ])
  return [...blocks, [blank(axisWidth), ...under(width - axisWidth)]]
}

/** The same with the past of each series that `isDrawn`, and the same hours before the deployment behind it. */
export function pastsUnder(
  linesOf: () => readonly Row[],
  items: readonly Item[],
  marks: readonly Mark[],
  area: Area,
  isDrawn: (item: Item) => boolean = () => true,
): readonly Row[] | null {
  const charts = items.map((item) => (isDrawn(item) ? () => pastOf(item) : null))
  const under = (width: number): Row =>
    pastAxis(items, marks, width, area.glyphs, legendOf(items, area.glyphs))
  return chartsUnder(linesOf, charts, under, area)
}

/** The axis under the pasts of the series, `2h ───▴────◆── now`, with what was done to the system in that time. */
export function pastAxis(
  items: readonly Item[],
  marks: readonly Mark[],
  width: number,
  glyphs: Glyphs,
  legend: Row = [],
): Row {
  const [first] = items
  if (first === undefined) return []
  const { now, series } = first
  const axis = timeAxis(series.lengthMs, width, legend)
  return axisWithMarks(axis, marks, { now, lengthMs: series.lengthMs }, width, glyphs)
}

function legendOf(items: readonly Item[], glyphs: Glyphs): Row {
  return items.some(({ before }) => before !== null && before.points.length > 0)
    ? [span(INK[glyphs].dotted, 'baseline'), span(' same hours before the deployment', 'dim')]
    : []
}

function pastOf(item: Item): TimeChart {
  const { series, now, signal, note, before } = item
  return {
    pieces: [{ points: series, stepMs: series.stepMs }],
    before: before?.points ?? [],
    time: { now, lengthMs: series.lengthMs },
    limits: loudLimits(item),
    guides: [],
    role: note === '' ? 'chart' : 'stale',
    format: (value) => formatValue(value, signal.unit, signal.digits ?? undefined),
  }
}

/** The limits of a series; what lies beyond them is loud only while it is broken. */
export function loudLimits(item: Item): TimeChart['limits'] {
  const isRaised = item.level === 'warn' || item.level === 'crit'
  return limitLines(item).map((line) => ({ ...line, beyondRole: isRaised ? line.beyondRole : 'chart' }))
}

/**
 * How each series differs from the same hour before the deployment, in words, or where the room is wanted for something
 * else in figures; none where that is known of none.
 */
export const comparisonColumn = (items: readonly Item[]): readonly Column[] =>
  twoSized(items, sentenceOf, (difference) => `vs before ${difference}`, { shrinkRank: 8, dropRank: 6 })

/** The same in few cells: `vs before +42 %`, or `Δ +42 %`. */
export const differenceColumn = (items: readonly Item[], dropRank: number): readonly Column[] =>
  twoSized(
    items,
    (_, difference) => `vs before ${difference}`,
    (difference) => `Δ ${difference}`,
    { shrinkRank: 7, dropRank },
  )

function twoSized(
  items: readonly Item[],
  longOf: (item: Item, difference: string) => string,
  shortOf: (difference: string) => string,
  ranks: { readonly shrinkRank: number; readonly dropRank: number },
): readonly Column[] {
  const differences = items.map(differenceOf)
  // Where nothing is known of any, that is for the zoom, which says why.
  if (differences.every((difference) => difference === null || difference === UNKNOWN)) return []
  const widest = Math.max(6, ...differences.map((difference) => cellWidth(difference ?? '')))
  const texts = items.map((item, index) => {
    const difference = differences[index]?.padStart(widest)
    return difference === undefined
      ? { long: '', short: '' }
      : { long: longOf(item, difference), short: shortOf(difference) }
  })
  const [width, least] = (['long', 'short'] as const).map((size) =>
    Math.max(...texts.map((text) => cellWidth(text[size]))),
  )
  if (width === undefined || least === undefined) return []
  return [
    column({
      cells: texts.map(({ long, short }) => drawn((room) => [span(room < width ? short : long, 'dim')])),
      width,
      least,
      // Once it is short, what room is left belongs to what comes after it.
      growsTo: least,
      isTwoSized: true,
      ...ranks,
    }),
  ]
}

/** `+42 %`, `?` where nobody knows; null where nothing is compared. */
function differenceOf(item: Item): string | null {
  const { before, value, signal } = item
  if (before === null || typeof value !== 'number' || !isLive(item)) return null
  const { comparison } = before
  return comparison.kind === 'known' ? describeDifference(value, comparison.before, signal) : UNKNOWN
}

const UNKNOWN = '?'

function sentenceOf({ before, value, signal }: Item): string {
  return before === null || typeof value !== 'number'
    ? ''
    : describeComparison(before.comparison, value, signal)
}
