import { knownSince } from '../../../core/closeUp.ts'
import { describeValue } from '../../../core/describe.ts'
import type { Model } from '../../../core/model.ts'
import { type Row, span } from '../../../core/row.ts'
import { speakerFor } from '../../../core/standIn.ts'
import { type EpochMs, formatDuration, formatExactly, formatRoughly } from '../../../core/time.ts'
import { axisCells, SPANS } from '../../../core/zoom.ts'
import { loudLimits } from '../../../panels/charts.ts'
import { levelBadge } from '../../../panels/columns.ts'
import { columnMark } from '../../../panels/marks.ts'
import { limitText, valueRole, valueText } from '../../../panels/text.ts'
import { seriesName } from '../../../watch/words.ts'
import { scaled, type TimeChart, timeChart } from '../../../widgets/chart.ts'
import { clockAxis } from '../../../widgets/clockAxis.ts'
import { blank, fitRow, rowWidth } from '../../../widgets/fit.ts'
import { type Glyphs, INK } from '../../../widgets/glyphs.ts'
import { markRow } from '../../../widgets/marks.ts'
import { overlay, repaint } from '../../../widgets/overlay.ts'
import { flow, spread } from '../spread.ts'
import { clock } from './legend.ts'
import type { Look } from './look.ts'

/** Fewer rows than these show no shape. */
export const LEAST_CHART_ROWS = 3

/** Name, value, limit and badge of the series at the left; which stretch of time is shown at the right. */
export function headRow({ item, shown, zoom, columns }: Look, { now }: Model, width: number): Row {
  const limit = limitText(item)
  const hasBadge = item.signal.rules.length > 0 || item.level !== 'ok'
  const name = seriesName(shown.config, shown.instance)
  const own = flow(
    [
      [span(name, 'strong')],
      [span(valueText(item), valueRole(item))],
      limit === '' ? [] : [span(limit, 'dim')],
      hasBadge ? levelBadge(item) : [],
      item.note === '' ? [] : [span(item.note, 'dim')],
    ].filter((piece) => piece.length > 0),
    [span('  ')],
    width,
  )
  const spans = SPANS.flatMap((spanMs, index) => [
    blank(index === 0 ? 0 : 1),
    zoom.spanMs === spanMs ? span(`[${spanText(spanMs)}]`, 'accent') : span(` ${spanText(spanMs)} `, 'dim'),
  ])
  const chosen = [span(`[${spanText(zoom.spanMs)}]`, 'accent')]
  const where =
    zoom.until === null
      ? []
      : [span(`up to ${clock(columns.to, now)} UTC, ${formatRoughly(now - columns.to)} ago   `, 'accent')]
  const end =
    [[...where, ...spans], [...where, ...chosen], spans, chosen].find(
      (row) => rowWidth(own) + rowWidth(row) + 2 <= width,
    ) ?? []
  return spread(own, end, width)
}

/** `48h`, not `2d`: that is how long a watch is. */
const spanText = (spanMs: number): string =>
  spanMs % 3_600_000 === 0 ? `${spanMs / 3_600_000}h` : formatExactly(spanMs)

/** The chart in `height` rows, the marks and the time axis under it among them. */
export function chartRows(look: Look, model: Model, width: number, height: number, glyphs: Glyphs): Row[] {
  const { columns, zoom, marks } = look
  const axis = axisCells(model.view.columns)
  const hasMarks = height > LEAST_CHART_ROWS + 1
  const plotted = timeChart(
    scaled(chartOf(look)),
    width,
    Math.max(1, height - (hasMarks ? 2 : 1)),
    glyphs,
    axis,
  )
  const column = zoom.cursor === null ? null : Math.floor(zoom.cursor / columns.cellMs) - columns.first
  const columnOf = (at: EpochMs): number => Math.floor(at / columns.cellMs) - columns.first
  const under: Row[] = [
    ...(hasMarks
      ? [
          markRow(
            marks.map((mark) => columnMark(mark, columnOf)),
            columns.cells,
          ),
        ]
      : []),
    clockAxis(columns, zoom.until === null),
  ]
  const rows = [...saidSince(plotted, look, model, axis), ...under.map((row): Row => [blank(axis), ...row])]
  const cursor = column === null || column < 0 || column >= columns.cells ? null : axis + column
  return cursor === null ? rows : rows.map((row, y) => withCursor(row, cursor, y === rows.length - 1))
}

function chartOf({ item, pieces, columns, zoom }: Look): TimeChart {
  const { signal, before, note } = item
  // A stale present makes the past no less true.
  const role = note === '' || zoom.until !== null ? 'chart' : 'stale'
  return {
    pieces,
    before: before?.points ?? [],
    time: { now: columns.to, lengthMs: columns.cells * columns.cellMs },
    limits: signal.unit === 'state' ? [] : loudLimits(item),
    guides: signal.unit === 'state' ? statesOf(item) : [],
    role,
    format: (value) => describeValue(signal, value),
  }
}

/** A line for each state, with its word: numbers between them mean nothing. */
const statesOf = ({ signal }: Look['item']): readonly number[] =>
  Object.keys(signal.states).map(Number).filter(Number.isFinite)

/** A column that is pointed at: what stands there stays, louder. */
function withCursor(row: Row, column: number, isAxis: boolean): Row {
  return repaint(row, (sign, role, x) => {
    if (x !== column) return { sign, role }
    const isFree = (isAxis ? LINE : BLANK).includes(sign)
    return isFree ? { sign: isAxis ? '┷' : '│', role: 'accent' } : { sign, role: 'strong' }
  })
}

/** What has nothing to say in a chart, and in its axis. */
const BLANK = [' ', '┄', '\u2800']
const LINE = ['─', '┬']

/** Where the left of the chart is not known, since when it is. */
function saidSince(rows: readonly Row[], { pieces, columns }: Look, model: Model, axis: number): Row[] {
  const since = knownSince(pieces)
  const text = since === null ? ' no history yet' : ` history since ${clock(since, model.now)}`
  const unknown = since === null ? columns.cells : Math.floor(since / columns.cellMs) - columns.first
  const y = Math.floor(rows.length / 2)
  return rows.map((row, index) =>
    index === y && unknown > text.length ? overlay(row, axis, text, 'dim') : row,
  )
}

/** How fine the chart is, and what is being asked for. */
export function finenessRow(look: Look, model: Model, width: number, glyphs: Glyphs): Row {
  const { columns, item, shown } = look
  const { asked } = model.closeUp
  const short = speakerFor(model.sources, shown.config.source)?.config.short ?? shown.config.source
  const isAsked = asked?.signal === shown.config.id
  const asking =
    isAsked && asked.outcome === 'pending'
      ? [span(`asking ${short} for what lies before`, 'accent')]
      : isAsked && asked.outcome === 'failed'
        ? [span(`${short} gave no answer about what lies before`, 'warn')]
        : []
  const isCompared = (item.before?.points ?? []).some(({ at }) => at >= columns.from && at <= columns.to)
  return fitRow(
    flow(
      [
        asking,
        isCompared
          ? [span(INK[glyphs].dotted, 'baseline'), span(' same hours before the deployment', 'dim')]
          : [],
        [span(`a column is ${formatDuration(columns.cellMs)}, the worst in it`, 'dim')],
      ].filter((piece) => piece.length > 0),
      [span('   ')],
      width,
    ),
    width,
  )
}
