import type { Row } from '../../core/row.ts'
import { pointsOf } from '../../core/series.ts'
import { formatValue } from '../../core/units.ts'
import { timeAxis, timeChart } from '../../widgets/chart.ts'
import type { Glyphs } from '../../widgets/glyphs.ts'
import { rowsSection, stack } from '../../widgets/stack.ts'
import { drawTable } from '../../widgets/table.ts'
import { lineColumns } from '../also.ts'
import { keyLabel } from '../columns.ts'
import type { Item } from '../item.ts'
import type { Area, Heights } from '../kind.ts'
import { limitLines } from '../limits.ts'
import type { Charts } from './judge.ts'

const CHART_ROWS = 6
const LEAST_CHART_ROWS = 3

export function heights({ items }: Charts): Heights {
  return { full: items.length * (1 + CHART_ROWS) + 1, least: Math.min(3, items.length) }
}

/** A line and a chart for each series while there is room for charts, then the lines alone. */
export function draw({ items }: Charts, { width, height, glyphs }: Area): readonly Row[] {
  const lines = drawTable(lineColumns(items, keyLabel), width)
  const levels = items.map(({ level }) => level)
  const rows = Math.floor((height - 1) / items.length) - 1
  if (rows < LEAST_CHART_ROWS) return stack([rowsSection(lines, levels, 0)], height)
  const blocks = items.flatMap((item, index) => [lines[index] ?? [], ...chartOf(item, width, rows, glyphs)])
  const axis = timeAxis(items[0]?.series.lengthMs ?? 0, width)
  return [...blocks, axis]
}

/** The past of one series with its limits, in exactly that many rows. */
function chartOf(item: Item, width: number, height: number, glyphs: Glyphs): readonly Row[] {
  const { series, now, signal, note } = item
  const isRaised = item.level === 'warn' || item.level === 'crit'
  return timeChart(
    {
      points: pointsOf(series),
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
