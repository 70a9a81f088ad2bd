import type { Terminal } from '@xterm/headless'

/** What of a screen a key moves and a refresh leaves alone. */
export type Mark = (emulator: Terminal) => string

/** The colours of the panels' upper left corners: the focused one has its own. */
export const focusedPanel: Mark = (emulator) => {
  const { active } = emulator.buffer
  const cell = active.getNullCell()
  const colours: number[] = []
  for (let y = 0; y < emulator.rows; y++) {
    const line = active.getLine(active.baseY + y)
    for (let x = 0; x < emulator.cols; x++) {
      if (line?.getCell(x, cell)?.getChars() === '╭') colours.push(cell.getFgColorMode() + cell.getFgColor())
    }
  }
  return colours.join()
}

/** The background of every line near its right end: lists show the selected line by it. */
export const selectedLine: Mark = (emulator) => {
  const { active } = emulator.buffer
  const colours = Array.from({ length: emulator.rows }, (_, y) => {
    const cell = active.getLine(active.baseY + y)?.getCell(emulator.cols - 10)
    return cell === undefined ? 0 : cell.getBgColorMode() + cell.getBgColor() + (cell.isInverse() ? 0.5 : 0)
  })
  return colours.join()
}
