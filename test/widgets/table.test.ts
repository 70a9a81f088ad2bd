import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { span } from '../../src/core/row.ts'
import { plainText, rowWidth } from '../../src/widgets/fit.ts'
import { cell, column, drawn, drawTable, fitColumns, rest } from '../../src/widgets/table.ts'

const columns = [
  column({
    cells: [cell([span('fast')]), cell([span('한국어 이름')])],
    dropRank: 0,
    least: 4,
    shrinkRank: 2.5,
  }),
  column({ cells: [cell([span('1.82 s')]), cell([span('13.41 s')])], dropRank: 2, align: 'right' }),
  column({
    cells: [cell([span('/ 2.5')]), rest((width) => [span('why it is not known'.slice(0, width))])],
    dropRank: 4,
  }),
  column({
    cells: [drawn((width) => [span('~'.repeat(width))]), cell([])],
    width: 8,
    least: 4,
    growsTo: 12,
    dropRank: 5,
  }),
]

describe('drawTable', () => {
  it.each([
    [60, ['fast          1.82 s  / 2.5  ~~~~~~~~~~~~', '한국어 이름  13.41 s  why it is not known']],
    [35, ['fast          1.82 s  / 2.5  ~~~~~~', '한국어 이름  13.41 s  why it is not']],
    [30, ['fast          1.82 s  / 2.5', '한국어 이름  13.41 s  why it i']],
    [22, ['fast          1.82 s', '한국어 이름  13.41 s']],
    [16, ['fast      1.82 s', '한국어…  13.41 s']],
    [8, ['fast', '한국어…']],
  ])('in %i cells', (width, lines) => {
    expect(drawTable(columns, width).map(plainText)).toEqual(lines)
  })

  it('never takes more than the room, and leaves no column between its sizes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), (width) => {
        for (const row of drawTable(columns, width)) expect(rowWidth(row)).toBeLessThanOrEqual(width)
        const [, number = 0] = fitColumns(columns, width)
        expect([0, 7]).toContain(number)
      }),
      { seed: 7, numRuns: 80 },
    )
  })
})
