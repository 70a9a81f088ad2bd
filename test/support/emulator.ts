import xterm, { type IBufferCell, type Terminal } from '@xterm/headless'
import stringWidth from 'string-width'

/** A terminal in memory, with the widths of today's Unicode. */
export function createEmulator(columns: number, rows: number): Terminal {
  const emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 100 })
  emulator.unicode.register({ version: 'today', wcwidth: columnsOf, charProperties })
  emulator.unicode.activeVersion = 'today'
  return emulator
}

type Columns = 0 | 1 | 2

function columnsOf(codePoint: number): Columns {
  const char = String.fromCodePoint(codePoint)
  if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(char)) return 0
  return stringWidth(char) === 2 ? 2 : 1
}

/** As xterm.js packs it: bit 0 for joining the character before, two bits for the width. */
function charProperties(codePoint: number, preceding: number): number {
  const columns = columnsOf(codePoint)
  const joins = columns === 0 && preceding !== 0
  return ((joins ? (preceding >> 1) & 3 : columns) << 1) | (joins ? 1 : 0)
}

/** Feeds bytes and waits until they are shown. */
export const feed = (emulator: Terminal, bytes: string | Uint8Array): Promise<void> =>
  new Promise((resolve) => emulator.write(bytes, resolve))

export type ShownCell = {
  readonly text: string
  readonly fg: string
  readonly bg: string
  readonly attributes: string
}

/** What the emulator shows in every cell; a second column of a wide character has the text ''. */
export function shownCells(emulator: Terminal): ShownCell[][] {
  const buffer = emulator.buffer.active
  return Array.from({ length: emulator.rows }, (_, y) => {
    const line = buffer.getLine(buffer.baseY + y)
    return Array.from({ length: emulator.cols }, (_, x) => shown(line?.getCell(x)))
  })
}

export function shownText(emulator: Terminal): string {
  return shownCells(emulator)
    .map((row) =>
      row
        .map(({ text }) => text)
        .join('')
        .trimEnd(),
    )
    .join('\n')
}

function shown(cell: IBufferCell | undefined): ShownCell {
  if (!cell) return { text: ' ', fg: 'default', bg: 'default', attributes: '' }
  const text = cell.getWidth() === 0 ? '' : cell.getChars() || ' '
  return { text, fg: colour(cell, 'fg'), bg: colour(cell, 'bg'), attributes: attributesOf(cell) }
}

function colour(cell: IBufferCell, side: 'fg' | 'bg'): string {
  const isDefault = side === 'fg' ? cell.isFgDefault() : cell.isBgDefault()
  if (isDefault) return 'default'
  const value = side === 'fg' ? cell.getFgColor() : cell.getBgColor()
  const isRgb = side === 'fg' ? cell.isFgRGB() : cell.isBgRGB()
  return isRgb ? `#${value.toString(16).padStart(6, '0')}` : `${value}`
}

function attributesOf(cell: IBufferCell): string {
  const on = [
    cell.isBold() && 'bold',
    cell.isDim() && 'dim',
    cell.isItalic() && 'italic',
    cell.isUnderline() && 'underline',
    cell.isInverse() && 'inverse',
    cell.isStrikethrough() && 'strike',
    cell.isInvisible() && 'INVISIBLE',
    cell.isBlink() && 'BLINK',
  ]
  return on.filter(Boolean).join(' ')
}
