import type { Row } from '../core/row.ts'
import type { Glyphs } from './glyphs.ts'

/**
 * What stands for a sign where it can't be drawn, always one cell for one: on the console of Linux, whose font is that of a PC's
 * text mode (code page 437), and where there is ASCII alone.
 */
const SIGNS: Readonly<Record<string, readonly [console: string, ascii: string]>> = {
  '●': ['•', '*'],
  '▲': ['▲', '!'],
  '△': ['^', '!'],
  '✖': ['X', 'X'],
  '◌': ['o', 'o'],
  '○': ['○', '-'],
  '◐': ['%', '%'],
  '…': ['~', '~'],
  '−': ['-', '-'],
  '–': ['-', '-'],
  '—': ['-', '-'],
  '·': ['·', '.'],
  '“': ['"', '"'],
  '”': ['"', '"'],
  '’': ["'", "'"],
  '×': ['x', 'x'],
  '≈': ['≈', '~'],
  '≥': ['≥', '>'],
  '≤': ['≤', '<'],
  '±': ['±', '+'],
  '≠': ['#', '#'],
  '→': ['→', '>'],
  '↗': ['/', '/'],
  '↘': ['\\', '\\'],
  '↑': ['↑', '^'],
  '↓': ['↓', 'v'],
  '←': ['←', '<'],
  Δ: ['d', 'd'],
  '◆': ['◆', '@'],
  '◇': ['o', 'e'],
  '▴': ['▲', '^'],
  '↺': ['u', 'u'],
  '⏎': ['◄', 'E'],
  '⇧': ['▲', 'S'],
  '─': ['─', '-'],
  '┄': ['-', '.'],
  '┊': ['│', '|'],
  '│': ['│', '|'],
  '▕': ['[', '['],
  '▏': [']', ']'],
  '▌': ['▌', '>'],
  '▸': ['►', '>'],
  '╭': ['┌', '+'],
  '╮': ['┐', '+'],
  '╰': ['└', '+'],
  '╯': ['┘', '+'],
  '━': ['═', '='],
  '╸': ['╡', '>'],
  '┿': ['╪', '+'],
  '┬': ['┬', '+'],
  '┼': ['┼', '+'],
  '█': ['█', '#'],
  '°': ['°', ' '],
  '\u00a0': [' ', ' '],
}

const IN_CONSOLE = replacing(0)
const IN_ASCII = replacing(1)

function replacing(place: 0 | 1): (text: string) => string {
  const signs = new RegExp(`[${Object.keys(SIGNS).join('')}]`, 'g')
  return (text) => text.replace(signs, (sign) => SIGNS[sign]?.[place] ?? sign)
}

const unchanged = (text: string): string => text

const REPLACE: Readonly<Record<Glyphs, (text: string) => string>> = {
  braille: unchanged,
  block: unchanged,
  console: IN_CONSOLE,
  ascii: IN_ASCII,
}

/** The text with this program's own signs as the glyphs have them; foreign text stays as it is. */
export const textInGlyphs = (text: string, glyphs: Glyphs): string => REPLACE[glyphs](text)

/** The same of rows. */
export function inGlyphs(rows: readonly Row[], glyphs: Glyphs): readonly Row[] {
  const replace = REPLACE[glyphs]
  if (replace === unchanged) return rows
  return rows.map((row) => row.map(({ text, role }) => ({ text: replace(text), role })))
}
