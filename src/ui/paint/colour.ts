/**
 * A colour in 26 bits, so that cells compare as numbers: 0 is the terminal's own colour, `1 << 24 | n` the n-th of the
 * palette of 256 (the first 16 are the named ones), `2 << 24 | 0xrrggbb` a true colour.
 */
export type Colour = number

export const DEFAULT_COLOUR: Colour = 0
const PALETTE = 1 << 24
const TRUE = 2 << 24

export const paletteColour = (index: number): Colour => PALETTE | (index & 0xff)
export const trueColour = (red: number, green: number, blue: number): Colour =>
  TRUE | (octet(red) << 16) | (octet(green) << 8) | octet(blue)

const octet = (value: number): number => Math.max(0, Math.min(255, Math.trunc(value)))

export const isPalette = (colour: Colour): boolean => colour >>> 24 === 1
export const isTrue = (colour: Colour): boolean => colour >>> 24 === 2

const NAMES = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const
const NAMED: ReadonlyMap<string, Colour> = new Map([
  ...NAMES.map((name, i): [string, Colour] => [name, paletteColour(i)]),
  ...NAMES.map((name, i): [string, Colour] => [`${name}Bright`, paletteColour(8 + i)]),
  ['gray', paletteColour(8)],
  ['grey', paletteColour(8)],
])

const HEX = /[a-f\d]{6}|[a-f\d]{3}/i
const INDEXED = /^ansi256\(\s?(\d+)\s?\)$/
const RGB = /^rgb\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*\)$/

/** The colour that Ink means by a `color` property: a name, `#rgb`, `#rrggbb`, `ansi256(n)`, `rgb(r, g, b)`. Unknown: the default. */
export function parseColour(text: string | undefined): Colour {
  if (!text) return DEFAULT_COLOUR
  const named = NAMED.get(text)
  if (named !== undefined) return named
  if (text.startsWith('#')) return hexColour(text)
  const index = INDEXED.exec(text)
  if (index) return paletteColour(Number(index[1]))
  const rgb = RGB.exec(text)
  return rgb ? trueColour(Number(rgb[1]), Number(rgb[2]), Number(rgb[3])) : DEFAULT_COLOUR
}

function hexColour(text: string): Colour {
  const digits = HEX.exec(text)?.[0] ?? '000000'
  const full = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits
  return TRUE | Number.parseInt(full, 16)
}
