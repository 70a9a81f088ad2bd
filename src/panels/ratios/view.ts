import type { Row } from '../../core/row.ts'
import { rowsSection, stack } from '../../widgets/stack.ts'
import { drawTable } from '../../widgets/table.ts'
import { barColumns } from '../bars.ts'
import { comparisonColumn, differenceColumn, pastsUnder, withCharts } from '../charts.ts'
import { fullLabel, PAST_RANK } from '../columns.ts'
import type { Item } from '../item.ts'
import type { Area, Heights } from '../kind.ts'
import { notesSection } from '../notes.ts'
import type { Ratios } from './judge.ts'

export function heights({ items }: Ratios): Heights {
  const lines = items.length
  return withCharts({ full: lines, least: Math.min(3, lines) }, lines, items.filter(isCompared).length)
}

/** A bar each; in the zoom a chart under each that is compared with the time before the deployment. */
export function draw({ items, marks }: Ratios, area: Area): readonly Row[] {
  const { width, height } = area
  const lines = (): readonly Row[] =>
    drawTable([...barColumns(items, fullLabel), ...comparisonColumn(items)], width)
  const charts = pastsUnder(lines, items, marks, area, isCompared)
  if (charts !== null) return charts
  const rows = drawTable([...barColumns(items, fullLabel), ...differenceColumn(items, PAST_RANK + 1)], width)
  const levels = items.map(({ level }) => level)
  return stack([rowsSection(rows, levels, 0), notesSection(items, width, 2)], height)
}

const isCompared = ({ before }: Item): boolean => before !== null
