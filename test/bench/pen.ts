import {
  BLINK,
  BOLD,
  DEFAULT_COLOUR,
  DIM,
  INVERSE,
  INVISIBLE,
  ITALIC,
  OVERLINE,
  RGB,
  STRIKE,
  UNDERLINE,
} from './picture.ts'

/** How text is written until the next change: colours and attributes as a picture has them. */
export type Pen = { readonly fg: number; readonly bg: number; readonly attributes: number }

export const PLAIN: Pen = { fg: DEFAULT_COLOUR, bg: DEFAULT_COLOUR, attributes: 0 }

/** Bit, code to switch it on, code to switch it off (ECMA-48, SGR). */
const ATTRIBUTES = [
  [BOLD, 1, 22],
  [DIM, 2, 22],
  [ITALIC, 3, 23],
  [UNDERLINE, 4, 24],
  [BLINK, 5, 25],
  [INVERSE, 7, 27],
  [INVISIBLE, 8, 28],
  [STRIKE, 9, 29],
  [OVERLINE, 53, 55],
] as const

/** The shortest sequence that turns one pen into another: the differences, or all anew after a reset. */
export function changePen(from: Pen, to: Pen): string {
  if (isSamePen(from, to)) return ''
  const differences = differencesOf(from, to)
  const anew = isSamePen(to, PLAIN) ? '\x1b[m' : `\x1b[;${differencesOf(PLAIN, to).join(';')}m`
  const changed = `\x1b[${differences.join(';')}m`
  return anew.length < changed.length ? anew : changed
}

export const isSamePen = (a: Pen, b: Pen): boolean =>
  a.fg === b.fg && a.bg === b.bg && a.attributes === b.attributes

function differencesOf(from: Pen, to: Pen): (string | number)[] {
  const gone = from.attributes & ~to.attributes
  const off = ATTRIBUTES.filter(([bit]) => (gone & bit) !== 0).map(([, , code]) => code)
  // Bold and dim are switched off together, so the one that stays is switched on again.
  const lost = (gone & (BOLD | DIM)) === 0 ? 0 : BOLD | DIM
  const coming = to.attributes & (~from.attributes | lost)
  const on = ATTRIBUTES.filter(([bit]) => (coming & bit) !== 0).map(([, code]) => code)
  return [
    ...new Set(off),
    ...on,
    ...(from.fg === to.fg ? [] : [colourCode(to.fg, 30)]),
    ...(from.bg === to.bg ? [] : [colourCode(to.bg, 40)]),
  ]
}

/** `base` is 30 for text, 40 for the background. */
function colourCode(colour: number, base: 30 | 40): string | number {
  if (colour === DEFAULT_COLOUR) return base + 9
  if (colour >= RGB) return `${base + 8};2;${(colour >> 16) & 255};${(colour >> 8) & 255};${colour & 255}`
  if (colour < 8) return base + colour
  return colour < 16 ? base + 60 + colour - 8 : `${base + 8};5;${colour}`
}
