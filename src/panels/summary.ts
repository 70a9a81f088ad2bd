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
    sorted.map((item, index) => clauseOf(item, labelOf, index === 0)),
    sorted.filter(({ level }) => level !== 'ok').length,
    width,
  )
}

/**
 * The rows one after the other, the first in any case, of the others those that fit whole.
 * The first `urgent` of them are not ok; how many of those are left out is said.
 */
export function joinWhole(clauses: readonly Row[], urgent: number, width: number): Row {
  const [first, ...others] = clauses
  if (first === undefined) return []
  const row: Span[] = [...fitRow(first, width)]
  let shown = 1
  for (const clause of others) {
    const isLast = shown + 1 >= urgent
    const needed = rowWidth(row) + GAP.length + rowWidth(clause) + (isLast ? 0 : moreOf(urgent).length)
    if (needed > width) break
    row.push(span(GAP), ...clause)
    shown += 1
  }
  const more = moreOf(urgent - shown)
  return urgent > shown && rowWidth(row) + more.length <= width ? [...row, span(more, 'dim')] : row
}

const GAP = '   '
const moreOf = (count: number): string => `${GAP}+${count} more`

/** A reason is a sentence, and there is room for one of them. */
function clauseOf(item: Item, labelOf: (item: Item) => string, isFirst: boolean): Row {
  const { level, ageMs, note } = item
  const label = span(`${labelOf(item)} `, level === 'ok' ? 'dim' : 'text')
  const value = span(valueText(item), valueRole(item))
  if (level === 'unknown' || (note !== '' && item.value === null)) {
    const reason = isFirst ? note : level === 'unknown' ? 'unknown' : 'no answer'
    return [symbol(level), span(' '), label, span(reason, 'dim')]
  }
  if (!isLive(item)) {
    const age = ageMs === null ? '' : ` ${formatDuration(ageMs)} old`
    return [symbol(level), span(' '), label, value, span(age, 'stale')]
  }
  const limit = limitText(item)
  const beside = limit === '' ? [] : [span(` ${limit}`, 'dim')]
  return level === 'ok' ? [label, value, ...beside] : [symbol(level), span(' '), label, value, ...beside]
}
