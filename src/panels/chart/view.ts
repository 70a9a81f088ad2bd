import type { Row } from '../../core/row.ts'
import { rowsSection, stack } from '../../widgets/stack.ts'
import { drawTable } from '../../widgets/table.ts'
import { lineColumns } from '../also.ts'
import { comparisonColumn, pastsUnder, withCharts } from '../charts.ts'
import { keyLabel } from '../columns.ts'
import type { Area, Heights } from '../kind.ts'
import type { Charts } from './judge.ts'

const CHART_ROWS = 6

export function heights({ items }: Charts): Heights {
  const lines = items.length
  return withCharts({ full: lines * (1 + CHART_ROWS) + 1, least: Math.min(3, lines) }, lines, lines)
}

/** A line and a chart for each series while there is room for charts, then the lines alone. */
export function draw({ items, marks }: Charts, { width, height, glyphs }: Area): readonly Row[] {
  const lines = drawTable([...lineColumns(items, keyLabel), ...comparisonColumn(items)], width)
  const levels = items.map(({ level }) => level)
  return (
    pastsUnder(() => lines, items, marks, { width, height, glyphs }) ??
    stack([rowsSection(lines, levels, 0)], height)
  )
}
