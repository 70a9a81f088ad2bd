import { type Row, span } from '../../core/row.ts'
import { cellWidth } from '../../core/width.ts'
import { blank } from '../../widgets/fit.ts'
import type { Glyphs } from '../../widgets/glyphs.ts'
import { rowsSection, stack, wholeSection } from '../../widgets/stack.ts'
import { type Column, cell, column, drawTable, placeOf, tableLines } from '../../widgets/table.ts'
import { lineColumns } from '../also.ts'
import { comparisonColumn, differenceColumn, pastAxis, pastsUnder, withCharts } from '../charts.ts'
import { keyLabel, PAST_RANK, sparkColumn } from '../columns.ts'
import { type Item, isLive } from '../item.ts'
import type { Area, Heights } from '../kind.ts'
import { notesSection } from '../notes.ts'
import { valueText, valueWidth } from '../text.ts'
import type { Quantiles } from './judge.ts'

export function heights({ items }: Quantiles): Heights {
  const lines = items.length
  return withCharts({ full: lines + 1, least: Math.min(3, lines) }, lines, lines)
}

/** A line each with a chart in it; in the zoom, where there is room, a chart under each line. */
export function draw({ items, also, marks }: Quantiles, area: Area): readonly Row[] {
  const { width, height, glyphs } = area
  const lines = (): readonly Row[] =>
    drawTable([...lineColumns(items, keyLabel), ...also.map(besideColumn), ...comparisonColumn(items)], width)
  const charts = pastsUnder(lines, items, marks, area)
  if (charts !== null) return charts
  const columns = columnsOf(items, also, glyphs)
  const rows = tableLines(columns, width)
  const place = placeOf(columns, width, columns.length - 1)
  const axis =
    place === null || !items.some(isLive)
      ? []
      : [[blank(place.start), ...pastAxis(items, marks, place.width, glyphs)]]
  const levels = items.map(({ level }) => level)
  return stack([rowsSection(rows, levels, 0), wholeSection(axis, 1), notesSection(items, width, 2)], height)
}

function columnsOf(items: readonly Item[], also: Quantiles['also'], glyphs: Glyphs): readonly Column[] {
  return [
    ...lineColumns(items, keyLabel),
    ...also.map(besideColumn),
    // Worth more than a wide chart, less than any.
    ...differenceColumn(items, PAST_RANK),
    sparkColumn(items, glyphs),
  ]
}

/** Another quantile, with its name in front since a column of numbers alone would not say which. */
function besideColumn(items: readonly (Item | null)[], index: number): Column {
  const known = items.filter((item) => item !== null)
  const width = Math.max(
    0,
    ...known.map((item) => Math.max(valueWidth(item.signal), cellWidth(valueText(item)))),
  )
  return column({
    cells: items.map((item) => {
      if (item === null) return cell([])
      const value = valueText(item).padStart(width)
      return cell([span(`${item.signal.title} ${value}`, isLive(item) ? 'dim' : 'stale')])
    }),
    // Only where the chart keeps a decent width.
    shrinkRank: 7 + index,
    dropRank: 7 + index,
  })
}
