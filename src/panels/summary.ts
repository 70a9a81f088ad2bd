import { type Row, type Span, span } from '../core/row.ts'
import { formatDuration } from '../core/time.ts'
import { compareLevels } from '../core/verdict.ts'
import { symbol } from '../widgets/badge.ts'
import { fitRow, rowWidth } from '../widgets/fit.ts'
import { fullLabel } from './columns.ts'
import { type Item, isLive } from './item.ts'
import { limitText, valueRole, valueText } from './text.ts'

/** The worst first, each with its value and limit, as many as fit whole; how many are left out is said. */
export function summaryOf(
  items: readonly Item[],
  width: number,
  labelOf: (item: Item) => string = fullLabel,
): Row {
  const sorted = items.filter(({ isOff }) => !isOff).toSorted((a, b) => compareLevels(a.level, b.level))
  const only = items[0]
  if (sorted.length === 0) return only === undefined ? [] : fitRow([span(only.note, 'dim')], width)
  return joinWhole(
    sorted.map((item) => clauseOf(item, labelOf)),
    width,
  )
}

/** The rows one after the other, the first in any case, of the others those that fit whole. */
export function joinWhole(clauses: readonly Row[], width: number): Row {
  const [first, ...others] = clauses
  if (first === undefined) return []
  const row: Span[] = [...fitRow(first, width)]
  for (const clause of others) {
    const next = [span('   '), ...clause]
    if (rowWidth(row) + rowWidth(next) > width) break
    row.push(...next)
  }
  return row
}

function clauseOf(item: Item, labelOf: (item: Item) => string): Row {
  const { level, verdict, note } = item
  const label = span(`${labelOf(item)} `, level === 'ok' ? 'dim' : 'text')
  const value = span(valueText(item), valueRole(item))
  if (level === 'unknown' || (note !== '' && item.value === null)) {
    return [symbol(level), span(' '), label, span(note, 'dim')]
  }
  if (!isLive(item)) {
    const age = verdict.ageMs === null ? '' : ` ${formatDuration(verdict.ageMs)} old`
    return [symbol(level), span(' '), label, value, span(age, 'stale')]
  }
  const limit = limitText(item)
  const beside = limit === '' ? [] : [span(` ${limit}`, 'dim')]
  return level === 'ok' ? [label, value, ...beside] : [symbol(level), span(' '), label, value, ...beside]
}
