import { type Role, type Row, span } from '../core/row.ts'
import type { Glyphs } from './glyphs.ts'

/** Rows a large number takes. */
export const BIG_HEIGHT = 3

const FONT: Readonly<Record<string, readonly [string, string, string]>> = {
  '0': ['█▀█', '█ █', '▀▀▀'],
  '1': ['▀█ ', ' █ ', '▀▀▀'],
  '2': ['▀▀█', '█▀▀', '▀▀▀'],
  '3': ['▀▀█', ' ▀█', '▀▀▀'],
  '4': ['█ █', '▀▀█', '  ▀'],
  '5': ['█▀▀', '▀▀█', '▀▀▀'],
  '6': ['█▀▀', '█▀█', '▀▀▀'],
  '7': ['▀▀█', '  █', '  ▀'],
  '8': ['█▀█', '█▀█', '▀▀▀'],
  '9': ['█▀█', '▀▀█', '▀▀▀'],
  '.': [' ', ' ', '▀'],
  '−': ['  ', '▀▀', '  '],
  '\u00a0': [' ', ' ', ' '],
}

/** The number in digits three rows high; null where it has a sign without a large form, or the terminal no blocks. */
export function bigNumber(text: string, role: Role, glyphs: Glyphs): readonly Row[] | null {
  const letters = [...text].map((sign) => FONT[sign])
  if (glyphs === 'ascii' || letters.length === 0) return null
  const known = letters.filter((letter) => letter !== undefined)
  if (known.length < letters.length) return null
  return [0, 1, 2].map((row) => [span(known.map((letter) => letter[row]).join(' '), role)])
}
