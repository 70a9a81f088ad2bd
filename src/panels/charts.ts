import { describeComparison, describeDifference } from '../core/before.ts'
import { type Row, span } from '../core/row.ts'
import { pointsOf } from '../core/series.ts'
import { formatValue } from '../core/units.ts'
import { cellWidth } from '../core/width.ts'
import { timeAxis, timeChart } from '../widgets/chart.ts'
import type { Glyphs } from '../widgets/glyphs.ts'
import { DOTTED } from '../widgets/plot.ts'
import { type Column, cell, column } from '../widgets/table.ts'
import { type Item, isLive } from './item.ts'
import type { Area } from './kind.ts'
import { limitLines } from './limits.ts'

/** A chart of its past under the line of each series that `isDrawn`; null where there is no room for charts, or none. */
export function chartsUnder(
  linesOf: () => readonly Row[],
  items: readonly Item[],
  { width, height, glyphs }: Area,
  isDrawn: (item: Item) => boolean = () => true,
): readonly Row[] | null {
  const rows = Math.floor((height - 1 - items.length) / items.filter(isDrawn).length)
  if (rows < LEAST_CHART_ROWS || !Number.isFinite(rows)) return null
  const lines = linesOf()
  const blocks = items.flatMap((item, index) => [
    lines[index] ?? [],
    ...(isDrawn(item) ? chartOf(item, width, rows, glyphs) : []),
  ])
  const isCompared = items.some(({ before }) => before !== null && before.points.length > 0)
  const legend = isCompared
    ? [span(DOTTED[glyphs], 'baseline'), span(' same hours before the deployment', 'dim')]
    : []
  return [...blocks, timeAxis(items[0]?.series.lengthMs ?? 0, width, legend)]
}

const LEAST_CHART_ROWS = 3

/** The past of one series with its limits, in exactly that many rows; behind it the same hours before the deployment. */
function chartOf(item: Item, width: number, height: number, glyphs: Glyphs): readonly Row[] {
  const { series, now, signal, note } = item
  const isRaised = item.level === 'warn' || item.level === 'crit'
  return timeChart(
    {
      points: pointsOf(series),
      before: item.before?.points ?? [],
      time: { now, lengthMs: series.lengthMs, stepMs: series.stepMs },
      limits: limitLines(item).map((line) => ({ ...line, beyondRole: isRaised ? line.beyondRole : 'chart' })),
      role: note === '' ? 'chart' : 'stale',
      format: (value) => formatValue(value, signal.unit, signal.digits ?? undefined),
    },
    width,
    height,
    glyphs,
  )
}

/** How each series differs from the same hour before the deployment, in words; none where none is compared with it. */
export function comparisonColumn(items: readonly Item[]): readonly Column[] {
  const texts = items.map((item) => wordsOf(item))
  if (texts.every((text) => text === '')) return []
  return [column({ cells: texts.map((text) => cell([span(text, 'dim')])), dropRank: 8 })]
}

function wordsOf(item: Item): string {
  const { before, value, signal } = item
  if (before === null || typeof value !== 'number' || !isLive(item)) return ''
  return describeComparison(before.comparison, value, signal)
}

/** The same in few cells: `vs before +42 %`, `vs before ?`. */
export function differenceColumn(items: readonly Item[], dropRank: number): readonly Column[] {
  const texts = items.map((item) => {
    const { before, value, signal } = item
    if (before === null || typeof value !== 'number' || !isLive(item)) return ''
    const { comparison } = before
    return comparison.kind === 'known' ? describeDifference(value, comparison.before, signal) : '?'
  })
  if (texts.every((text) => text === '')) return []
  const widest = Math.max(6, ...texts.map(cellWidth))
  return [
    column({
      cells: texts.map((text) =>
        cell(text === '' ? [] : [span(`vs before ${text.padStart(widest)}`, 'dim')]),
      ),
      dropRank,
    }),
  ]
}
