import { describe, expect, it } from 'vitest'
import { paletteColour, trueColour } from '../../../src/ui/paint/colour.ts'
import {
  type ColourDepth,
  colourDepth,
  reduceColour,
  shortestColour,
} from '../../../src/ui/terminal/depth.ts'
import { moveCursor, type Position } from '../../../src/ui/terminal/move.ts'
import { changePen } from '../../../src/ui/terminal/stroke.ts'

describe('colourDepth', () => {
  const scenarios: readonly (readonly [Record<string, string>, ColourDepth])[] = [
    [{ TERM: 'xterm-256color', COLORTERM: 'truecolor' }, 'true'],
    [{ TERM: 'xterm-256color', COLORTERM: '24bit' }, 'true'],
    [{ TERM: 'xterm-256color' }, '256'],
    [{ TERM: 'tmux-256color' }, '256'],
    [{ TERM: 'xterm-kitty' }, 'true'],
    [{ TERM: 'xterm' }, '16'],
    [{ TERM: 'linux' }, '16'],
    [{ TERM: 'vt220' }, 'none'],
    [{ TERM: 'dumb', COLORTERM: 'truecolor' }, 'none'],
    [{}, 'none'],
    [{ TERM: 'xterm-256color', COLORTERM: 'truecolor', NO_COLOR: '1' }, 'none'],
    [{ TERM: 'xterm-256color', NO_COLOR: '' }, '256'],
    [{ TERM: 'xterm', FORCE_COLOR: '3' }, 'true'],
    [{ TERM: 'xterm', COLORTERM: 'truecolor', FORCE_COLOR: '2', NO_COLOR: '1' }, '256'],
    [{ TERM: 'xterm-256color', FORCE_COLOR: '1' }, '16'],
    [{ TERM: 'xterm-256color', FORCE_COLOR: '0' }, 'none'],
    [{ TERM: 'xterm-256color', FORCE_COLOR: '' }, '256'],
  ]
  it.each(scenarios)('%o → %s', (env, depth) => expect(colourDepth(env)).toBe(depth))
})

describe('reduceColour', () => {
  const scenarios: readonly (readonly [number, ColourDepth, number])[] = [
    [trueColour(1, 2, 3), 'true', trueColour(1, 2, 3)],
    [trueColour(255, 0, 0), '256', paletteColour(196)],
    [trueColour(128, 128, 128), '256', paletteColour(244)],
    [trueColour(255, 135, 0), '256', paletteColour(208)],
    [trueColour(255, 30, 30), '16', paletteColour(9)],
    [trueColour(0, 140, 0), '16', paletteColour(2)],
    [trueColour(255, 255, 255), '16', paletteColour(15)],
    [trueColour(10, 10, 10), '16', paletteColour(0)],
    [trueColour(158, 158, 158), '16', paletteColour(8)],
    [trueColour(208, 208, 208), '16', paletteColour(7)],
    [trueColour(175, 95, 95), '16', paletteColour(1)],
    [trueColour(95, 175, 255), '16', paletteColour(14)],
    [paletteColour(3), '16', paletteColour(3)],
    [paletteColour(3), 'none', 0],
    [0, '16', 0],
  ]
  it.each(scenarios)('%i at %s', (colour, depth, reduced) =>
    expect(reduceColour(colour, depth)).toBe(reduced),
  )
})

describe('shortestColour', () => {
  it('is of the palette where that has the very colour', () => {
    expect(shortestColour(trueColour(0xff, 0x87, 0x00))).toBe(paletteColour(208))
    expect(shortestColour(trueColour(0x9e, 0x9e, 0x9e))).toBe(paletteColour(247))
  })
  it.each([trueColour(0xff, 0x87, 0x01), paletteColour(1), 0])('%i stays what it is', (colour) =>
    expect(shortestColour(colour)).toBe(colour),
  )
})

describe('moveCursor', () => {
  const scenarios: readonly (readonly [Position | undefined, Position, string])[] = [
    [undefined, { x: 0, y: 0 }, '\u001b[H'],
    [undefined, { x: 0, y: 4 }, '\u001b[5H'],
    [undefined, { x: 9, y: 0 }, '\u001b[;10H'],
    [{ x: 3, y: 3 }, { x: 3, y: 3 }, ''],
    [{ x: 3, y: 3 }, { x: 5, y: 3 }, '\u001b[6G'],
    [{ x: 20, y: 3 }, { x: 29, y: 3 }, '\u001b[9C'],
    [{ x: 20, y: 3 }, { x: 19, y: 3 }, '\b'],
    [{ x: 20, y: 3 }, { x: 0, y: 3 }, '\r'],
    [{ x: 20, y: 3 }, { x: 20, y: 4 }, '\u001b[B'],
    [{ x: 20, y: 30 }, { x: 0, y: 31 }, '\r\u001b[B'],
    [{ x: -1, y: 3 }, { x: 7, y: 3 }, '\u001b[8G'],
    [{ x: 5, y: 5 }, { x: 90, y: 40 }, '\u001b[41;91H'],
  ]
  it.each(scenarios)('%o → %o', (from, to, bytes) => expect(moveCursor(from, to)).toBe(bytes))
})

describe('changePen', () => {
  const plain = { fg: 0, bg: 0, attributes: 0 }
  const scenarios = [
    ['to the same', plain, plain, ''],
    ['to nothing', { ...plain, fg: paletteColour(1), attributes: 3 }, plain, '\u001b[m'],
    ['one colour more', plain, { ...plain, fg: paletteColour(1) }, '\u001b[31m'],
    ['bright', plain, { ...plain, bg: paletteColour(9) }, '\u001b[101m'],
    ['bold to dim', { ...plain, attributes: 1 }, { ...plain, attributes: 2 }, '\u001b[;2m'],
    [
      'bold off, dim kept',
      { fg: paletteColour(1), bg: 0, attributes: 3 },
      { fg: paletteColour(1), bg: 0, attributes: 2 },
      '\u001b[22;2m',
    ],
    ['a true colour', plain, { ...plain, fg: trueColour(1, 2, 3) }, '\u001b[38;2;1;2;3m'],
  ] as const
  it.each(scenarios)('%s', (_, from, to, bytes) => expect(changePen(from, to)).toBe(bytes))
})
