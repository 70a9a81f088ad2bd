import { type Colour, DEFAULT_COLOUR } from './colour.ts'

/** Attributes as bits of one number. What could hide or blink has none: it can't be drawn. */
export const BOLD = 1
export const DIM = 2
export const ITALIC = 4
export const UNDERLINE = 8
export const INVERSE = 16
export const STRIKE = 32

/** Attributes that show on a blank cell. */
export const SHOWS_ON_BLANK = UNDERLINE | INVERSE | STRIKE

/** How cells are drawn. It changes while a styled line is read. */
export type Pen = { fg: Colour; bg: Colour; attributes: number }

/** The pen of an erased cell. */
export const PLAIN: Readonly<Pen> = { fg: DEFAULT_COLOUR, bg: DEFAULT_COLOUR, attributes: 0 }

export const createPen = (): Pen => ({ ...PLAIN })

export function resetPen(pen: Pen): void {
  pen.fg = DEFAULT_COLOUR
  pen.bg = DEFAULT_COLOUR
  pen.attributes = 0
}
