import { type Role, type Row, span } from '../core/row.ts'
import { rowWidth } from './fit.ts'
import { FONT } from './font.ts'
import type { Glyphs } from './glyphs.ts'

/** Rows a large number takes. */
export const BIG_HEIGHT = 3

/** Dots of a sign from its top to its bottom. */
const DOTS = 5

/** The number in digits three rows high; null where it has a sign without a large form, or the terminal no blocks. */
export function bigNumber(text: string, role: Role, glyphs: Glyphs): readonly Row[] | null {
  return glyphs === 'ascii' ? null : bigText(text, role, 0)
}

/**
 * A text for people across the room. Size 0 is three rows high, with half blocks; any other has dots of so many rows
 * and twice as many columns. Null where the text is empty or has a sign without a large form.
 */
export function bigText(text: string, role: Role, size: number): readonly Row[] | null {
  const signs = [...text.toUpperCase()].map((sign) => FONT[sign])
  const known = signs.filter((sign) => sign !== undefined)
  if (known.length === 0 || known.length < signs.length) return null
  const lines = Array.from({ length: DOTS }, (_, at) => known.map((sign) => sign[at] ?? '').join(' '))
  return size === 0 ? halved(lines, role) : scaled(lines, role, size)
}

/** Rows that a text of that size takes. */
export const bigHeight = (size: number): number => (size === 0 ? BIG_HEIGHT : DOTS * size)

/** The text in the largest of the sizes that fits; null where none does. ASCII has no half blocks. */
export function bigFitting(
  text: string,
  role: Role,
  largest: number,
  width: number,
  glyphs: Glyphs,
): readonly Row[] | null {
  for (let size = largest; size >= (glyphs === 'ascii' ? 1 : 0); size -= 1) {
    const rows = bigText(text, role, size)
    if (rows !== null && Math.max(...rows.map(rowWidth)) <= width) return rows
  }
  return null
}

const isDot = (sign: string | undefined): boolean => sign === '#'

/** Two dots above each other are one cell. */
function halved(lines: readonly string[], role: Role): readonly Row[] {
  return Array.from({ length: BIG_HEIGHT }, (_, row) => {
    const [upper = '', lower = ''] = [lines[2 * row], lines[2 * row + 1]]
    const cells = [...upper].map(
      (sign, at) => BLOCKS[(isDot(sign) ? 2 : 0) + (isDot(lower[at]) ? 1 : 0)] ?? ' ',
    )
    return [span(cells.join(''), role)]
  })
}

const BLOCKS = [' ', '▄', '▀', '█'] as const

function scaled(lines: readonly string[], role: Role, size: number): readonly Row[] {
  return lines.flatMap((line) => {
    const text = [...line].map((sign) => (isDot(sign) ? '█' : ' ').repeat(2 * size)).join('')
    return Array.from({ length: size }, (): Row => [span(text, role)])
  })
}
