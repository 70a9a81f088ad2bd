import { type Role, type Row, span } from '../../core/row.ts'
import type { Item } from '../../panels/item.ts'
import type { Glyphs } from '../../panels/kind.ts'
import { limitText, valueRole, valueText } from '../../panels/text.ts'
import { SYMBOLS, symbol } from '../../widgets/badge.ts'
import { bigFitting, bigHeight } from '../../widgets/big.ts'
import { fitRow } from '../../widgets/fit.ts'
import { wrapWords } from '../screen/spread.ts'

const REASON_LINES = 2

/** Rows of a card with values of that size. */
export const cardHeight = (size: number): number => 1 + bigHeight(size) + REASON_LINES

/** One signal for people across the room: its name, its value as large as there is room, why it is what it is. */
export function cardRows(item: Item, width: number, size: number, glyphs: Glyphs): readonly Row[] {
  const role = loudness(item)
  const { number, unit } = splitValue(item)
  const room = width - unit.length - 1
  const big = bigFitting(number, role, size, room, glyphs) ?? [[span(number, role)]]
  const value = big.map((row, index) =>
    index === big.length - 1 && unit !== '' ? [...row, span(` ${unit}`, role)] : row,
  )
  const blanks = Array.from({ length: Math.max(0, bigHeight(size) - value.length) }, (): Row => [])
  const reason = wrapWords(item.note === '' ? item.verdict.reason : item.note, width, REASON_LINES)
  return [
    nameRow(item),
    ...blanks,
    ...value,
    ...reason.map((line): Row => [span(line, item.level === 'ok' ? 'dim' : role)]),
  ].map((row) => fitRow(row, width))
}

/** The same in one row; the reason of what is not well tells its value. */
export function cardLine(item: Item, width: number): Row {
  const { key, verdict, level, note } = item
  if (level === 'ok')
    return fitRow([...nameRow(item), span(` ${valueText(item)}`), span(` ${limitText(item)}`, 'dim')], width)
  const reason = note === '' ? verdict.reason : `${item.signal.title}: ${note}`
  return fitRow(
    [symbol(level), span(` ${key === '' ? '' : `${key} `}`, 'strong'), span(reason, loudness(item))],
    width,
  )
}

/** What is well is plain; what is not has the colour of its level. */
const loudness = (item: Item): Role => (item.level === 'ok' ? 'strong' : valueRole(item))

function nameRow({ key, signal, level }: Item): Row {
  const name = key === '' ? signal.title : `${key} ${signal.title}`
  return [span(`${SYMBOLS[level]} `, level), span(name, level === 'ok' ? 'dim' : 'strong')]
}

/** `3.41` and `s`; a word is a number without a unit; of what is not known nothing is large that could be read as a digit. */
function splitValue(item: Item): { readonly number: string; readonly unit: string } {
  if (item.value === null) return { number: '—', unit: '' }
  const text = valueText(item)
  const [, number, unit] = /^([−-]?[\d.,\u00a0\u202f ]*\d)(?:[ \u00a0]?)(\D*)$/u.exec(text) ?? []
  return number === undefined ? { number: text, unit: '' } : { number, unit: unit?.trim() ?? '' }
}
