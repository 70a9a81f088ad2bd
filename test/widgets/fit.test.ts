import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { span } from '../../src/core/row.ts'
import { cellWidth } from '../../src/core/width.ts'
import { fitRow, pad, plainText, rowWidth, truncate } from '../../src/widgets/fit.ts'

describe('truncate', () => {
  it.each([
    ['balanced', 8, 'balanced'],
    ['balanced', 5, 'bala…'],
    ['balanced', 1, '…'],
    ['balanced', 0, ''],
    ['p95 is 3.41 s old', 10, 'p95 is…'],
    ['p95 is 3.41 s old', 14, 'p95 is 3.41 s…'],
    ['p95 is 3.41 s old', 12, 'p95 is…'],
    ['in at 2.3 MiB/s now', 14, 'in at…'],
    ['in at 2.3 MiB/s now', 16, 'in at 2.3 MiB/s…'],
    ['step 10\u00a0000 reached', 9, 'step…'],
    ['12:34 ago', 4, '…'],
    ['held 2m11s', 8, 'held…'],
    ['now 1.2e+6 of it', 9, 'now…'],
    ['−0.31 points', 4, '…'],
    ['한국어 작업자', 6, '한국…'],
    ['한국어 작업자', 5, '한국…'],
    ['한국어 작업자', 4, '한…'],
  ])('%j in %i cells is %j', (text, width, short) => expect(truncate(text, width)).toBe(short))

  it('never takes more than the room, and never cuts a number', () => {
    const words = fc.array(
      fc.oneof(fc.string(), fc.double().map(String), fc.constant('한국어'), fc.constant('3.41 s')),
    )
    fc.assert(
      fc.property(words, fc.integer({ min: 0, max: 60 }), (parts, width) => {
        const text = parts.join(' ').replace(/[\u0000-\u001f\u007f-\u009f]/g, '')
        const short = truncate(text, width)
        expect(cellWidth(short)).toBeLessThanOrEqual(width)
        const kept = short.endsWith('…') && short !== text ? short.slice(0, -1) : short
        expect(text.startsWith(kept)).toBe(true)
        const next = text[kept.length] ?? ''
        expect(/\d$/.test(kept) && /\d/.test(next)).toBe(false)
      }),
      { seed: 4, numRuns: 300 },
    )
  })
})

describe('fitRow', () => {
  const row = [span('fast ', 'dim'), span('1.82 s'), span(' / 2.5', 'dim')]

  it.each([
    [17, 'fast 1.82 s / 2.5'],
    [16, 'fast 1.82 s /…'],
    [10, 'fast …'],
    [5, 'fast '],
    [0, ''],
  ])('in %i cells', (width, text) => expect(plainText(fitRow(row, width))).toBe(text))
})

describe('pad', () => {
  it('keeps columns straight with wide characters', () => {
    expect(rowWidth([span(pad('한국어', 9))])).toBe(9)
    expect(pad('42', 5, 'right')).toBe('   42')
  })
})
