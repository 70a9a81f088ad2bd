import { type Row, span } from '../../core/row.ts'
import { formatNumber } from '../../core/units.ts'
import { rowsSection, stack, wholeSection } from '../../widgets/stack.ts'
import { type Column, cell, column, drawTable, rest } from '../../widgets/table.ts'
import { withCharts } from '../charts.ts'
import { badgeColumn, barColumn, barRole, keyLabel, labelColumn, noteRow, valueColumn } from '../columns.ts'
import type { Area, Heights } from '../kind.ts'
import { notesSection } from '../notes.ts'
import { shortNumber } from '../text.ts'
import { deviationsUnder } from './deviations.ts'
import type { Share, Shares } from './judge.ts'

export function heights({ shares }: Shares): Heights {
  const lines = shares.length
  const targets = shares.filter(({ target }) => target !== null).length
  return withCharts({ full: lines + (targets > 0 ? 1 : 0), least: Math.min(3, lines) }, lines, targets)
}

/** A bar each; in the zoom, where there is room, a chart of its deviation since the deployment under each. */
export function draw(data: Shares, area: Area): readonly Row[] {
  const { shares, worst } = data
  const { width, height } = area
  const rows = drawTable(columnsOf(shares), width)
  const charts = deviationsUnder(() => rows, data, area)
  if (charts !== null) return charts
  const levels = shares.map(({ item }) => item.level)
  return stack(
    [
      rowsSection(rows, levels, 0),
      wholeSection(worstRows(worst, width), 1),
      notesSection(
        shares.map(({ item }) => item),
        width,
        2,
      ),
    ],
    height,
  )
}

function columnsOf(shares: readonly Share[]): readonly Column[] {
  const items = shares.map(({ item }) => item)
  const share = new Map(shares.map((one) => [one.item, one]))
  const bars = barColumn(items, (item) => ({
    part: typeof item.value === 'number' ? item.value : null,
    mark: share.get(item)?.target ?? null,
    role: barRole(item),
  }))
  return [labelColumn(items, keyLabel), valueColumn(items), bars, deviationColumn(shares), badgeColumn(items)]
}

/** In percentage points, signed: `−1.1 pt`. */
function deviationColumn(shares: readonly Share[]): Column {
  return column({
    cells: shares.map(({ item, deviation }) => {
      if (item.note !== '') return rest((width) => noteRow(item, width))
      if (deviation === null) return cell([])
      const distance = formatNumber(deviation, 'points')
      // What rounds to nothing lies on neither side, and must not flicker between them.
      const sign = deviation > 0 && distance !== formatNumber(0, 'points') ? '+' : ''
      const role = item.level === 'ok' ? 'dim' : item.level
      return cell([span(`${sign}${distance} pt`, role)])
    }),
    width: 8,
    align: 'right',
    gap: 1,
    dropRank: 4,
  })
}

function worstRows(worst: Share | null, width: number): readonly Row[] {
  if (worst === null || worst.deviation === null || worst.allowed === null) return []
  const distance = formatNumber(Math.abs(worst.deviation), 'points')
  const allowed = shortNumber(worst.allowed, 'points', null)
  const text = `worst deviation ${distance} of ${allowed} points`
  const role = worst.item.level === 'ok' ? 'dim' : worst.item.level
  return text.length <= width ? [[span(text, role)]] : []
}
