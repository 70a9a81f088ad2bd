import type { IBufferCell, Terminal } from '@xterm/headless'

export const BOLD = 1
export const DIM = 2
export const ITALIC = 4
export const UNDERLINE = 8
export const BLINK = 16
export const INVERSE = 32
export const INVISIBLE = 64
export const STRIKE = 128
export const OVERLINE = 256

/** Attributes that show on a blank; the others, and the colour of the text, do not. */
export const SEEN_ON_BLANK = UNDERLINE | INVERSE | STRIKE | OVERLINE

/** A colour: −1 the terminal's own, 0–255 of the palette, or 2²⁴ + 0xRRGGBB. */
export const DEFAULT_COLOUR = -1
export const RGB = 0x1000000

/** What a terminal shows, cell after cell. The second column of a wide character has the text ''. */
export type Picture = {
  readonly columns: number
  readonly rows: number
  readonly texts: readonly string[]
  readonly fg: Int32Array
  readonly bg: Int32Array
  readonly attributes: Int32Array
}

/** What cannot be seen on a blank is left out, so that pictures that look alike are equal. */
export function pictureOf(emulator: Terminal): Picture {
  const { cols: columns, rows } = emulator
  const active = emulator.buffer.active
  const texts = new Array<string>(columns * rows).fill(' ')
  const fg = new Int32Array(columns * rows).fill(DEFAULT_COLOUR)
  const bg = new Int32Array(columns * rows).fill(DEFAULT_COLOUR)
  const attributes = new Int32Array(columns * rows)
  const reused = active.getNullCell()
  for (let y = 0; y < rows; y++) {
    const line = active.getLine(active.baseY + y)
    for (let x = 0; x < columns; x++) {
      const cell = line?.getCell(x, reused)
      if (cell === undefined) continue
      const i = y * columns + x
      const text = cell.getWidth() === 0 ? '' : cell.getChars() || ' '
      const on = attributesOf(cell)
      const isBlank = text === ' ' && (on & SEEN_ON_BLANK) === 0
      texts[i] = text
      attributes[i] = isBlank ? 0 : on
      fg[i] = isBlank ? DEFAULT_COLOUR : foreground(cell)
      bg[i] = background(cell)
    }
  }
  return { columns, rows, texts, fg, bg, attributes }
}

const foreground = (cell: IBufferCell): number =>
  cell.isFgDefault() ? DEFAULT_COLOUR : cell.isFgRGB() ? RGB + cell.getFgColor() : cell.getFgColor()

const background = (cell: IBufferCell): number =>
  cell.isBgDefault() ? DEFAULT_COLOUR : cell.isBgRGB() ? RGB + cell.getBgColor() : cell.getBgColor()

function attributesOf(cell: IBufferCell): number {
  return (
    (cell.isBold() ? BOLD : 0) |
    (cell.isDim() ? DIM : 0) |
    (cell.isItalic() ? ITALIC : 0) |
    (cell.isUnderline() ? UNDERLINE : 0) |
    (cell.isBlink() ? BLINK : 0) |
    (cell.isInverse() ? INVERSE : 0) |
    (cell.isInvisible() ? INVISIBLE : 0) |
    (cell.isStrikethrough() ? STRIKE : 0) |
    (cell.isOverline() ? OVERLINE : 0)
  )
}
