import { type Row, span } from '../../core/row.ts'
import { formatDuration } from '../../core/time.ts'
import { symbol } from '../../widgets/badge.ts'
import { type Section, stack } from '../../widgets/stack.ts'
import { type Column, cell, column, rest } from '../../widgets/table.ts'
import { gridOf } from '../also.ts'
import { fullLabel, labelColumn, limitColumn, valueColumn, words } from '../columns.ts'
import type { Item } from '../item.ts'
import type { Area, Heights } from '../kind.ts'
import { valueText } from '../text.ts'
import type { Services } from './judge.ts'

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
  return gridOf([symbols, label, valueOrNote(items), limitColumn(items)], items, width, 0)
}

/** Words stand at the left; a value that can't be gone by has its age or its reason beside it. */
function valueOrNote(items: readonly Item[]): Column {
  const values = valueColumn(items)
  const isAllWords = items.every(({ value }) => typeof value !== 'number')
  return {
    ...values,
    width: Math.max(values.width, 7),
    least: Math.max(values.width, 7),
    align: isAllWords ? 'left' : 'right',
    cells: values.cells.map((one, index) => {
      const item = items[index]
      return item === undefined || item.note === '' ? one : rest((width) => noteOf(item, width))
    }),
  }
}

function noteOf(item: Item, width: number): Row {
  if (item.isOff) return words('off', width)
  const { ageMs } = item.verdict
  if (item.value === null || ageMs === null) return words(item.note, width)
  const age = `${formatDuration(ageMs)} old`
  const full = `${valueText(item)}  ${age}`
  return words(full.length <= width ? full : age, width, 'stale')
}
