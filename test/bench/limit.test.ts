import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEmulator, feed } from '../support/emulator.ts'
import { limitOf } from './limit.ts'
import { pictureOf } from './picture.ts'

const COLUMNS = 24
const ROWS = 6

const sgr = fc.constantFrom(
  '',
  '1',
  '2',
  '3',
  '4',
  '7',
  '9',
  '31',
  '92',
  '42',
  '38;5;200',
  '48;2;1;2;3',
  '0',
  '22',
)
const piece = fc.tuple(
  fc.integer({ min: 1, max: ROWS }),
  fc.integer({ min: 1, max: COLUMNS - 4 }),
  sgr,
  sgr,
  fc.constantFrom('a', ' ', '   ', '│─', '한', 'xyz', 'é', '한글'),
)
const painting = fc
  .array(piece, { maxLength: 30 })
  .map((pieces) =>
    pieces
      .map(([row, column, one, two, text]) => `\x1b[${row};${column}H\x1b[${one}m\x1b[${two}m${text}`)
      .join(''),
  )

describe('limit', () => {
  it('is output that turns one picture into the other', async () => {
    await fc.assert(
      fc.asyncProperty(painting, painting, async (one, two) => {
        const wanted = createEmulator(COLUMNS, ROWS)
        const limited = createEmulator(COLUMNS, ROWS)
        for (const painted of [one, two]) {
          await feed(wanted, painted)
          const { output } = limitOf(pictureOf(limited), pictureOf(wanted))
          await feed(limited, `\x1b[m${output}`)
          expect(pictureOf(limited)).toEqual(pictureOf(wanted))
        }
        expect(limitOf(pictureOf(wanted), pictureOf(limited))).toEqual({
          output: '',
          bytes: 0,
          cells: 0,
          rows: [],
        })
      }),
      { seed: 20261123, numRuns: 150 },
    )
  })

  it.each([
    ['one cell', 'abc', '\x1b[1;2HX', '\x1b[;2HX'],
    ['two cells with a cheap gap', 'abc', '\x1b[1;1HX\x1b[1;3HY', '\x1b[HXbY'],
    ['two cells with a dear gap', 'abcdefghijk', '\x1b[1;1HX\x1b[1;10HY', '\x1b[HX\x1b[8CY'],
    ['the start of the next line', '', '\x1b[3;1Ha\x1b[4;1Hb', '\x1b[3Ha\r\nb'],
    ['a blank between keeps the pen', '', '\x1b[1;1H\x1b[1;31ma\x1b[m b', '\x1b[H\x1b[1;31ma \x1b[mb'],
  ])('%s', async (_, before, change, output) => {
    const emulator = createEmulator(COLUMNS, ROWS)
    await feed(emulator, before)
    const was = pictureOf(emulator)
    await feed(emulator, change)
    expect(limitOf(was, pictureOf(emulator)).output).toBe(output)
  })
})
