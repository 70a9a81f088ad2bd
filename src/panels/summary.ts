import { type Row, type Span, span } from '../core/row.ts'
import { formatDuration } from '../core/time.ts'
import { compareLevels } from '../core/verdict.ts'
import { pendingBadge, symbol } from '../widgets/badge.ts'
import { fitRow, rowWidth } from '../widgets/fit.ts'
import { fullLabel } from './columns.ts'
import { type Item, isLive } from './item.ts'
import { limitText, valueRole, valueText } from './text.ts'

/**
 * The worst first, each with its value and limit, as many as fit whole; how many are left out is said. The first has no sign:
 * it stands behind the badge of its panel, which is its own.
 */
export function summaryOf(
  items: readonly Item[],
  width: number,
  labelOf: (item: Item) => string = fullLabel,
): Row {
  const sorted = items
    .filter(({ isOff }) => !isOff)
    .toSorted((a, b) => compareLevels(a.level, b.level) || Number(b.isPending) - Number(a.isPending))
  const only = items[0]
  const [worst, ...others] = sorted
  if (worst === undefined) return only === undefined ? [] : fitRow([span(only.note, 'dim')], width)
  return joinWhole(
    [
      firstClause(worst, labelOf, width),
      ...others.map((item) => [...signOf(item), ...clauseOf(item, labelOf)]),
    ],
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

/** With its reason, which is a sentence, and there is room for one of them; its limit goes before a number would be cut. */
function firstClause(item: Item, labelOf: (item: Item) => string, width: number): Row {
  const pending = item.isPending ? signOf(item) : []
  if (isWithoutValue(item)) return [labelSpan(item, labelOf), span(item.note, 'dim')]
  const whole = [...pending, ...clauseOf(item, labelOf)]
  return rowWidth(whole) <= width ? whole : [...pending, ...valueClause(item, labelOf)]
}

function clauseOf(item: Item, labelOf: (item: Item) => string): Row {
  if (isWithoutValue(item))
    return [labelSpan(item, labelOf), span(item.level === 'unknown' ? 'unknown' : 'no answer', 'dim')]
  if (!isLive(item)) {
    const age = item.ageMs === null ? '' : ` ${formatDuration(item.ageMs)} old`
    return [...valueClause(item, labelOf), span(age, 'stale')]
  }
  const limit = limitText(item)
  return [...valueClause(item, labelOf), ...(limit === '' ? [] : [span(` ${limit}`, 'dim')])]
}

const isWithoutValue = ({ level, note, value }: Item): boolean =>
  level === 'unknown' || (note !== '' && value === null)

const valueClause = (item: Item, labelOf: (item: Item) => string): Row => [
  labelSpan(item, labelOf),
  span(valueText(item), valueRole(item)),
]

const labelSpan = (item: Item, labelOf: (item: Item) => string): Span =>
  span(`${labelOf(item)} `, item.level === 'ok' ? 'dim' : 'text')

function signOf({ level, isPending, note, value }: Item): Row {
  if (isPending) return [...pendingBadge(1), span(' ')]
  return level === 'ok' && (note === '' || value !== null) ? [] : [symbol(level), span(' ')]
}
