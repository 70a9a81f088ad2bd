import { type Row, span } from '../../core/row.ts'
import { formatNumber, unitSuffix } from '../../core/units.ts'
import { badge, pendingBadge } from '../../widgets/badge.ts'
import { BIG_HEIGHT, bigNumber } from '../../widgets/big.ts'
import { blank, padRow, rowWidth } from '../../widgets/fit.ts'
import type { Glyphs } from '../../widgets/glyphs.ts'
import { rowsSection, stack, wholeSection } from '../../widgets/stack.ts'
import { tableLines } from '../../widgets/table.ts'
import { lineColumns } from '../also.ts'
import { keyLabel, spark, words } from '../columns.ts'
import { type Item, isLive } from '../item.ts'
import type { Area, Heights } from '../kind.ts'
import { limitText, valueRole } from '../text.ts'
import type { Stat } from './judge.ts'

export function heights({ items }: Stat): Heights {
  return items.length === 1
    ? { full: BIG_HEIGHT + 1, least: 1 }
    : { full: items.length, least: Math.min(3, items.length) }
}

/** One value large with its past below; several as lines, since large digits are for one thing. */
export function draw({ items }: Stat, { width, height, glyphs }: Area): readonly Row[] {
  const only = items.length === 1 ? items[0] : undefined
  const large = only === undefined || height < BIG_HEIGHT ? null : largeRows(only, width, glyphs)
  if (only !== undefined && large !== null) {
    const past = isLive(only) ? [spark(only, width, glyphs)] : [words(only.note, width)]
    return stack([wholeSection(large, 0), wholeSection(past, 1)], height)
  }
  const rows = tableLines(lineColumns(items, keyLabel), width)
  const levels = items.map(({ level }) => level)
  return stack([rowsSection(rows, levels, 0)], height)
}

/** The number with unit, limit and badge at its right; null where that is too wide or not a number. */
function largeRows(item: Item, width: number, glyphs: Glyphs): readonly Row[] | null {
  const { value, signal } = item
  if (typeof value !== 'number' || signal.states[String(value)] !== undefined) return null
  const digits = bigNumber(
    formatNumber(value, signal.unit, signal.digits ?? undefined),
    valueRole(item),
    glyphs,
  )
  if (digits === null) return null
  const beside: readonly Row[] = [
    [span(unitSuffix(value, signal.unit), 'text')],
    [span(limitText(item), 'dim')],
    item.isOff ? [] : item.isPending ? pendingBadge() : badge(item.level, item.ageMs),
  ]
  const numberWidth = Math.max(...digits.map(rowWidth))
  if (numberWidth + 2 + Math.max(...beside.map(rowWidth)) > width) return null
  return digits.map((row, index) => [...padRow(row, numberWidth), blank(2), ...(beside[index] ?? [])])
}
