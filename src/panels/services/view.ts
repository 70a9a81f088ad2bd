import { type Row, span } from '../../core/row.ts'
import { formatDuration } from '../../core/time.ts'
import { symbol } from '../../widgets/badge.ts'
import { rowWidth } from '../../widgets/fit.ts'
import { type Section, stack } from '../../widgets/stack.ts'
import { type Column, cell, column, rest } from '../../widgets/table.ts'
import { gridOf } from '../also.ts'
import { fullLabel, labelColumn, words } from '../columns.ts'
import type { Item } from '../item.ts'
import type { Area, Heights } from '../kind.ts'
import { limitText, valueRole, valueText } from '../text.ts'
import type { Services } from './judge.ts'

/** `healthy`, or an age such as `12h04m old`. */
const LEAST_CONTENT = 9

export function heights({ items }: Services, width: number): Heights {
  return { full: sectionOf(items, width).rows, least: 1 }
}

export function draw({ items }: Services, { width, height }: Area): readonly Row[] {
  return stack([sectionOf(items, width)], height)
}

function sectionOf(items: readonly Item[], width: number): Section {
  const symbols = column({
    cells: items.map((item) => cell([item.isOff ? span('○', 'dim') : symbol(item.level)])),
    width: 1,
    dropRank: 1,
  })
  const label = { ...labelColumn(items, fullLabel), gap: 1 }
  return gridOf([symbols, label, contentColumn(items)], items, width, 0)
}

/** Value and limit, or why there is none to go by. Without columns of their own: services are too unlike. */
function contentColumn(items: readonly Item[]): Column {
  const rows = items.map(contentOf)
  const least = Math.max(LEAST_CONTENT, ...rows.map(rowWidth))
  return column({
    cells: items.map((item, index) =>
      item.note === '' ? cell(rows[index] ?? []) : rest((width) => noteOf(item, width)),
    ),
    width: least,
    gap: 1,
    dropRank: 2,
  })
}

function contentOf(item: Item): Row {
  const limit = limitText(item)
  // As wide as its limit, so that the limit stays where it is while the value grows.
  const value = limit === '' ? valueText(item) : valueText(item).padStart(limit.replace(/^\/ ≥?/, '').length)
  const content = [span(value, valueRole(item))]
  return limit === '' ? content : [...content, span(` ${limit}`, 'dim')]
}

function noteOf(item: Item, width: number): Row {
  if (item.isOff) return words('off', width)
  const { ageMs } = item
  if (item.value === null || ageMs === null) return words(item.note, width)
  const age = `${formatDuration(ageMs)} old`
  const full = `${valueText(item)}  ${age}`
  return words(full.length <= width ? full : age, width, 'stale')
}
