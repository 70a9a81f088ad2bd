import { type Colour, DEFAULT_COLOUR, isPalette } from '../paint/colour.ts'
import { BOLD, DIM, INVERSE, ITALIC, type Pen, PLAIN, STRIKE, UNDERLINE } from '../paint/pen.ts'

const INTENSITY = BOLD | DIM
/** Attribute, code that switches it on, code that switches it off. */
const ATTRIBUTES: readonly (readonly [bit: number, on: number, off: number])[] = [
  [BOLD, 1, 22],
  [DIM, 2, 22],
  [ITALIC, 3, 23],
  [UNDERLINE, 4, 24],
  [INVERSE, 7, 27],
  [STRIKE, 9, 29],
]

/** The shortest SGR sequence that makes one pen of the other, empty if they draw alike. Colours are of the terminal's depth. */
export function changePen(from: Readonly<Pen>, to: Readonly<Pen>): string {
  if (from.fg === to.fg && from.bg === to.bg && from.attributes === to.attributes) return ''
  const step = stepCodes(from, to).join(';')
  const fresh = ['', ...stepCodes(PLAIN, to)].join(';')
  return `\u001b[${step.length <= fresh.length ? step : fresh}m`
}

function stepCodes(from: Readonly<Pen>, to: Readonly<Pen>): (number | string)[] {
  const codes: (number | string)[] = []
  let held = from.attributes
  for (const [bit, , off] of ATTRIBUTES) {
    if ((held & bit) === 0 || (to.attributes & bit) !== 0) continue
    codes.push(off)
    held &= off === 22 ? ~INTENSITY : ~bit
  }
  for (const [bit, on] of ATTRIBUTES) if ((to.attributes & bit) !== 0 && (held & bit) === 0) codes.push(on)
  if (from.fg !== to.fg) codes.push(colourCode(to.fg, 30))
  if (from.bg !== to.bg) codes.push(colourCode(to.bg, 40))
  return codes
}

function colourCode(colour: Colour, base: 30 | 40): number | string {
  if (colour === DEFAULT_COLOUR) return base + 9
  if (!isPalette(colour)) {
    return `${base + 8};2;${(colour >> 16) & 0xff};${(colour >> 8) & 0xff};${colour & 0xff}`
  }
  const index = colour & 0xff
  if (index < 8) return base + index
  return index < 16 ? base + 60 + index - 8 : `${base + 8};5;${index}`
}
