import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatLimit, formatValue, UNITS, type Unit } from '../../src/core/units.ts'

const KIB = 1024
const GIB = KIB ** 3

const CASES: readonly [number, Unit, string][] = [
  [0, 'seconds', '0.00 s'],
  [3.41, 'seconds', '3.41 s'],
  [0.084, 'seconds', '84 ms'],
  [0.0004, 'seconds', '0.4 ms'],
  [0.00996, 'seconds', '10 ms'],
  [0.0999, 'seconds', '0.10 s'],
  [0.1, 'seconds', '0.10 s'],
  [99.996, 'seconds', '100 s'],
  [120, 'seconds', '120 s'],
  [-0.05, 'seconds', '−50 ms'],
  [2576, 'duration', '42m'],
  [-90, 'duration', '−1m30s'],
  [0.589, 'ratio', '58.9 %'],
  [-0.0001, 'ratio', '0.0 %'],
  [1, 'ratio', '100.0 %'],
  [0.05, 'points', '5.0 points'],
  [0, 'count', '0'],
  [2.0408, 'count', '2.0'],
  [9_999, 'count', '9\u00a0999'],
  [10_000, 'count', '10\u00a0000'],
  [-100_000, 'count', '−100\u00a0000'],
  [0, 'bytes', '0 B'],
  [1023, 'bytes', '1023 B'],
  [1023.6, 'bytes', '1.0 KiB'],
  [1024, 'bytes', '1.0 KiB'],
  [1024 * KIB - 1, 'bytes', '1.0 MiB'],
  [1023.9 * KIB, 'bytes', '1023.9 KiB'],
  [41.8 * GIB, 'bytes', '41.8 GiB'],
  [-2 * GIB, 'bytes', '−2.0 GiB'],
  [1024 ** 6, 'bytes', '1024.0 PiB'],
  [84.6, 'celsius', '85 °C'],
  [-0.2, 'celsius', '0 °C'],
  [412.4, 'watts', '412 W'],
  [12.34, 'perSecond', '12.3 /s'],
  [0.0123, 'perSecond', '0.0123 /s'],
  [2.3 * KIB ** 2, 'bytesPerSecond', '2.3 MiB/s'],
  [0, 'bytesPerSecond', '0 B/s'],
  [1023.6, 'bytesPerSecond', '1.0 KiB/s'],
  [-2 * GIB, 'bytesPerSecond', '−2.0 GiB/s'],
  [0, 'number', '0'],
  [0.0187, 'number', '0.0187'],
  [0.00005, 'number', '0.0000500'],
  [-0.0000012, 'number', '−1.20e−6'],
  [12_345_678, 'number', '1.23e+7'],
  [2, 'state', '2'],
]

describe('a value with its unit, as people read it', () => {
  it.each(CASES)('%d in %s is %s', (value, unit, text) => expect(formatValue(value, unit)).toBe(text))

  it.each<[number, Unit, number, string]>([
    [3.456, 'seconds', 1, '3.5 s'],
    [12.34, 'perSecond', 0, '12 /s'],
    [0.5, 'perSecond', 2, '0.50 /s'],
    [0.0187, 'number', 4, '0.0187'],
    [1234.56789, 'count', 5, '1\u00a0234.56789'],
    [1023.96 * KIB, 'bytes', 2, '1023.96 KiB'],
    [1023.96 * KIB, 'bytes', 1, '1.0 MiB'],
  ])('%d in %s with %d decimals is %s', (value, unit, digits, text) =>
    expect(formatValue(value, unit, digits)).toBe(text),
  )

  const finite = fc.oneof(
    fc.double({ noNaN: true, min: -1e300, max: 1e300 }),
    fc.double({ noNaN: true, min: -2_000, max: 2_000 }),
    fc.integer({ min: -(2 ** 50), max: 2 ** 50 }),
  )

  it('is never NaN, never a minus zero, never with an ASCII minus, never 1024 of a unit that has a next', () => {
    fc.assert(
      fc.property(finite, fc.constantFrom(...UNITS), (value, unit) => {
        const text = formatValue(value, unit)
        expect(text).not.toMatch(/NaN|undefined|Infinity/)
        expect(text).not.toMatch(/[−-]0(\.0+)?( |$)/)
        if (unit !== 'state') expect(text).not.toContain('-')
        expect(text).not.toMatch(/^−?1024(\.0)? ([BKMGT]|[KMGT]iB)/)
        expect(text).not.toMatch(/^−?[1-9]\d{2,}( |$).*ms/)
      }),
      { seed: 57, numRuns: 2_000 },
    )
  })

  it('is never further from the value than half of its last decimal', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -90_000, max: 90_000 }), (value) => {
        const shown = formatValue(value, 'seconds').replace('−', '-')
        const [, sign = '', number = '', unit = ''] = /^(-?)([\d.]+) (m?s)$/.exec(shown) ?? []
        const scale = unit === 'ms' ? 1_000 : 1
        const half = 0.5 / 10 ** (number.split('.')[1] ?? '').length / scale
        expect(Math.abs(Number(sign + number) / scale - value)).toBeLessThanOrEqual(half * 1.000001)
      }),
      { seed: 57, numRuns: 1_000 },
    )
  })
})

describe('a limit is written as exactly as it was configured', () => {
  it.each<[number, Unit, string]>([
    [3.2, 'seconds', '3.2 s'],
    [2.25, 'seconds', '2.25 s'],
    [4, 'seconds', '4 s'],
    [0.05, 'seconds', '50 ms'],
    [0.2, 'ratio', '20 %'],
    [0.07, 'ratio', '7 %'],
    [0.0005, 'ratio', '0.05 %'],
    [0.1, 'points', '10 points'],
    [10_000, 'count', '10\u00a0000'],
    [0.5, 'number', '0.5'],
    [0.000_000_01, 'number', '1.00e−8'],
    [2 * GIB, 'bytes', '2 GiB'],
    [2 * GIB, 'bytesPerSecond', '2 GiB/s'],
    [100, 'celsius', '100 °C'],
    [-10, 'celsius', '−10 °C'],
    [0, 'count', '0'],
    [10, 'state', '10'],
  ])('%d in %s is %s', (value, unit, text) => expect(formatLimit(value, unit)).toBe(text))
})
