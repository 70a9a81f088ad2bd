import { describe, expect, it } from 'vitest'
import { paletteColour, parseColour, trueColour } from '../../../src/ui/paint/colour.ts'
import { BOLD, createPen, DIM, INVERSE, UNDERLINE } from '../../../src/ui/paint/pen.ts'
import { applySgr } from '../../../src/ui/paint/sgr.ts'

describe('applySgr', () => {
  const scenarios: readonly (readonly [string, readonly string[], number, number, number])[] = [
    ['named colours', ['31', '42'], paletteColour(1), paletteColour(2), 0],
    ['bright colours', ['97', '100'], paletteColour(15), paletteColour(8), 0],
    ['an indexed colour', ['38;5;208'], paletteColour(208), 0, 0],
    ['a true colour behind', ['48;2;1;2;3'], 0, trueColour(1, 2, 3), 0],
    ['several at once', ['1;4;38;5;9;7'], paletteColour(9), 0, BOLD | UNDERLINE | INVERSE],
    ['22 ends bold and dim', ['1;2', '22', '2'], 0, 0, DIM],
    ['39 and 49', ['31;41', '39', '49'], 0, 0, 0],
    ['nothing is a reset', ['1;31', ''], 0, 0, 0],
    ['conceal and blink are passed over', ['8', '5'], 0, 0, 0],
    ['a broken colour', ['38'], trueColour(0, 0, 0), 0, 0],
  ]
  it.each(scenarios)('%s', (_, sequences, fg, bg, attributes) => {
    const pen = createPen()
    for (const sequence of sequences) applySgr(sequence, pen)
    expect(pen).toEqual({ fg, bg, attributes })
  })
})

describe('parseColour', () => {
  const scenarios: readonly (readonly [string, number])[] = [
    ['red', paletteColour(1)],
    ['gray', paletteColour(8)],
    ['whiteBright', paletteColour(15)],
    ['#f80', trueColour(0xff, 0x88, 0)],
    ['#102030', trueColour(0x10, 0x20, 0x30)],
    ['ansi256(99)', paletteColour(99)],
    ['rgb(1, 2, 300)', trueColour(1, 2, 255)],
    ['nonsense', 0],
    ['', 0],
  ]
  it.each(scenarios)('%s', (text, colour) => expect(parseColour(text)).toBe(colour))
})
