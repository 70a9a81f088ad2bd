import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeAxis } from '../../src/widgets/chart.ts'
import { clockAxis } from '../../src/widgets/clockAxis.ts'
import { plainText, rowWidth } from '../../src/widgets/fit.ts'
import { type ColumnMark, markedAxis, markRow } from '../../src/widgets/marks.ts'

const mark = (column: number, sign = '◆', number = ''): ColumnMark => ({
  column,
  sign,
  number,
  role: 'strong',
})
const draw = (marks: readonly ColumnMark[], width = 20): string => plainText(markRow(marks, width)).trimEnd()

describe('marks in a row', () => {
  it.each<[string, readonly ColumnMark[], string]>([
    ['stand in their columns, with their numbers', [mark(3, '◆', '1'), mark(10, '◆', '2')], '   ◆1     ◆2'],
    ['have a blank between them', [mark(3, '◆', '1'), mark(6, '◆', '2')], '   ◆1 ◆2'],
    ['that touch are one', [mark(3, '◆', '1'), mark(5, '◆', '2')], '   ◆×2'],
    ['that lie over each other show both signs', [mark(3, '▴'), mark(3)], '   ▴◆'],
    ['of one kind are counted', [mark(3, '◆', '1'), mark(4, '◆', '2'), mark(4, '◆', '3')], '   ◆×3'],
    ['of several kinds are counted too', [mark(3), mark(3), mark(3, '!')], '   ◆!×3'],
    ['take along what they come to touch', [mark(3, '◆', '1'), mark(4, '!'), mark(5, '◆', '2')], '   ◆!×3'],
    ['at the end stay within the row', [mark(19, '◆', '12')], '                 ◆12'],
    ['outside are not there', [mark(-1), mark(20)], ''],
  ])('%s', (_, marks, expected) => expect(draw(marks)).toBe(expected))

  it('fill exactly the width, and none is lost without being counted', () => {
    const some = fc.array(fc.tuple(fc.integer({ min: 0, max: 39 }), fc.constantFrom('◆', '▴', '!', '↺')))
    fc.assert(
      fc.property(some, (given) => {
        const row = markRow(
          given.map(([column, sign]) => mark(column, sign)),
          40,
        )
        expect(rowWidth(row)).toBe(40)
        const clusters = plainText(row).match(/[◆▴!↺]+(×\d+)?/g) ?? []
        const counted = clusters.map((text) => Number(/×(\d+)/.exec(text)?.[1] ?? text.length))
        expect(counted.reduce((sum, count) => sum + count, 0)).toBe(given.length)
      }),
      { seed: 20_261_126, numRuns: 300 },
    )
  })
})

describe('marks in a time axis', () => {
  const axis = timeAxis(7_200_000, 30)
  it.each<[string, readonly ColumnMark[], string]>([
    ['stand in its line', [mark(10, '▴'), mark(20)], '2h ───────▴─────────◆───── now'],
    ['beside its words where they fall on them', [mark(0, '▴'), mark(29)], '2h ▴─────────────────────◆ now'],
    [
      'the later one in the place of the earlier',
      [mark(10, '▴'), mark(10)],
      '2h ───────◆─────────────── now',
    ],
  ])('%s', (_, marks, expected) => expect(plainText(markedAxis(axis, marks))).toBe(expected))
})

describe('an axis of fixed times', () => {
  const at = (text: string): number => Date.parse(`2026-03-14T${text}:00Z`)
  const columns = (end: string, spanMs: number, cells: number) => {
    const cellMs = 2 * Math.ceil(spanMs / cells / 2)
    return { first: Math.floor(at(end) / cellMs) - cells + 1, cells, cellMs }
  }
  const MINUTE = 60_000

  it.each([
    ['an hour', '14:02', 60 * MINUTE, 60, true],
    ['a quarter of one, which is over', '14:02', 15 * MINUTE, 60, false],
    ['two days, with their midnights', '14:02', 48 * 60 * MINUTE, 80, true],
    ['hardly any room', '14:02', 60 * MINUTE, 6, true],
  ] as const)('%s', (_, end, spanMs, cells, endsNow) => {
    const row = clockAxis(columns(end, spanMs, cells), endsNow)
    expect(rowWidth(row)).toBe(cells)
    expect(plainText(row)).toMatchSnapshot()
  })

  it('a label stands at its time: the column under its tick begins no more than a column before', () => {
    const given = columns('14:02', 60 * MINUTE, 106)
    const text = plainText(clockAxis(given, true))
    for (const { index, 1: label = '' } of text.matchAll(/┬(\d\d:\d\d)/g)) {
      const begins = (given.first + index) * given.cellMs
      expect(at(label) - begins).toBeGreaterThanOrEqual(0)
      expect(at(label) - begins).toBeLessThan(given.cellMs)
    }
    expect(text.match(/┬/g)?.length).toBeGreaterThan(3)
  })
})
