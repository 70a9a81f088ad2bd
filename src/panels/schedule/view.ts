import { type Row, span } from '../../core/row.ts'
import { formatNumber, formatValue } from '../../core/units.ts'
import { cellWidth } from '../../core/width.ts'
import { BADGE_WIDTH } from '../../widgets/badge.ts'
import { blank, fitRow, pad, padRow, rowWidth } from '../../widgets/fit.ts'
import { type Section, stack, wholeSection } from '../../widgets/stack.ts'
import { type Column, cell, column } from '../../widgets/table.ts'
import { AGED_BADGE_WIDTH, gridOf, lineColumns } from '../also.ts'
import { badgeColumn, fullLabel, levelBadge, noteRow } from '../columns.ts'
import type { Area, Heights } from '../kind.ts'
import { labelRole, limitText, valueRole, valueText, valueWidth } from '../text.ts'
import { pathChart } from './chart.ts'
import type { Schedule } from './judge.ts'

const CHART_ROWS = 4
const LEAST_CHART_ROWS = 2
const MORE_CHART_ROWS = 12

export function heights(data: Schedule, width: number): Heights {
  const head = headRows(data, width).length
  const also = data.also.length === 0 ? 0 : alsoSection(data, width).rows
  const full = head + CHART_ROWS + 1 + also
  return { full, least: head + 1, roomy: { least: full + 1, full: full + MORE_CHART_ROWS } }
}

export function draw(data: Schedule, { width, height, glyphs }: Area): readonly Row[] {
  const head = headRows(data, width)
  // The chart takes what is left where the panel is taller than it has to be.
  const coming = height > heights(data, width).full ? forecastRows(data, width) : []
  const others = head.length + coming.length + (data.also.length === 0 ? 0 : alsoSection(data, width).rows)
  const chart: Section = {
    rows: Math.max(CHART_ROWS + 1, height - others),
    urgent: 0,
    least: LEAST_CHART_ROWS + 1,
    rank: 2,
    draw: (rows) => pathChart(data, width, rows, glyphs),
  }
  const headSection: Section = {
    rows: head.length,
    urgent: head.length,
    least: 1,
    rank: 0,
    draw: (rows) => head.slice(0, rows),
  }
  return stack(
    [
      headSection,
      wholeSection(coming, 3),
      chart,
      ...(data.also.length === 0 ? [] : [alsoSection(data, width)]),
    ],
    height,
  )
}

/** For panels with a row to spare, such as the zoom. */
function forecastRows({ forecast }: Schedule, width: number): readonly Row[] {
  return forecast === '' || cellWidth(forecast) > width ? [] : [[span(forecast, 'dim')]]
}

/** The value against its plan, and how far it has come: beside each other, or below where that is too wide. */
function headRows(data: Schedule, width: number): readonly Row[] {
  const value = valueRow(data, width)
  const progress = progressRow(data, width)
  const room = width - rowWidth(value) - rowWidth(progress)
  if (data.item.note !== '') return [value, progress]
  return room >= 3 ? [[...value, blank(room), ...progress]] : [value, progress]
}

function valueRow(data: Schedule, width: number): Row {
  const { item, planned, plan } = data
  const label = span(`${item.signal.title} `, labelRole(item))
  const value = span(valueText(item).padStart(valueWidth(item.signal)), valueRole(item))
  if (item.note !== '') {
    const head = fitRow([label, value, blank(2)], width)
    return [...head, ...noteRow(item, width - rowWidth(head))]
  }
  const digits = item.signal.digits ?? undefined
  const planText = planned === null ? '' : formatNumber(planned, item.signal.unit, digits)
  const widest = Math.max(
    ...[plan.from, plan.to].map((end) => cellWidth(formatNumber(end, item.signal.unit, digits))),
  )
  const beside =
    planned === null
      ? []
      : [span(' plan ', 'dim'), span(pad(planText, Math.max(widest, cellWidth(planText)), 'right'), 'plan')]
  const limit = limitText(item)
  const limitSpans = limit === '' ? [] : [span(` ${limit}`, 'dim')]
  const hasRules = item.signal.rules.length > 0
  const end = hasRules ? [blank(2), ...padRow(levelBadge(item), BADGE_WIDTH)] : []
  const choices = [
    [label, value, ...limitSpans, ...beside, ...end],
    [label, value, ...beside, ...end],
    [label, value, ...end],
    [value, ...end],
  ]
  return choices.find((row) => rowWidth(row) <= width) ?? fitRow([value], width)
}

function progressRow({ progress, plan, done }: Schedule, width: number): Row {
  const over = formatValue(plan.over, progress.signal.unit, progress.signal.digits ?? undefined)
  const label = span(`${progress.signal.title} `, labelRole(progress))
  const now = span(valueText(progress).padStart(cellWidth(over)), valueRole(progress))
  if (progress.note !== '') {
    const head = fitRow([label, now, blank(2)], width)
    return [...head, ...noteRow(progress, width - rowWidth(head))]
  }
  const percent = done === null ? [] : [span(`  ${formatValue(done, 'ratio').padStart(7)}`, 'text')]
  const choices = [
    [label, now, span(` / ${over}`, 'dim'), ...percent],
    [label, now, span(` / ${over}`, 'dim')],
    [label, now],
    [now],
  ]
  return choices.find((row) => rowWidth(row) <= width) ?? fitRow([now], width)
}

const ARROWS = { rising: '↗', level: '→', falling: '↘' } as const

function alsoSection({ also }: Schedule, width: number): Section {
  const items = also.map(({ item }) => item)
  const [label, value, limit] = lineColumns(items, fullLabel)
  const trends: Column = column({
    cells: also.map(({ trend }) => cell(trend === null ? [] : [span(ARROWS[trend], 'dim')])),
    width: 1,
    gap: 1,
    dropRank: 5,
  })
  const badges = badgeColumn(items, AGED_BADGE_WIDTH)
  const columns = [label, value, trends, limit, badges].filter((one) => one !== undefined)
  return gridOf(columns, items, width, 1)
}
