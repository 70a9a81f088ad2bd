import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatClock,
  formatDuration,
  formatExactly,
  formatPart,
  formatRoughly,
  formatTPlus,
  holdsFor,
  parseDuration,
} from '../../src/core/time.ts'

const S = 1_000
const M = 60 * S
const H = 60 * M
const D = 24 * H
const WEEK = 7 * D

const seeded = { seed: 57, numRuns: 500 }

describe('a duration is read as Prometheus writes it', () => {
  it.each([
    ['0s', 0],
    ['250ms', 250],
    ['30s', 30 * S],
    ['5m', 5 * M],
    ['1h30m', 90 * M],
    ['1.5h', 90 * M],
    ['48h', 2 * D],
    ['2d', 2 * D],
    ['1w', WEEK],
    ['1m5ms', M + 5],
  ])('%s', (text, ms) => expect(parseDuration(text)).toBe(ms))

  it.each([
    '',
    's',
    '30',
    '-5s',
    '5 s',
    '5S',
    ' 5s',
    '5s\n',
    '5y',
    '5toString',
    '1e3s',
    '.5s',
    '5.s',
    'NaNs',
  ])('%j is none', (text) => expect(parseDuration(text)).toBeNull())

  it('is none where no number is large enough to hold it', () =>
    expect(parseDuration(`${'9'.repeat(400)}s`)).toBeNull())
})

describe('a length of time in its two largest units', () => {
  it.each([
    [-5 * S, '0s'],
    [0, '0s'],
    [999, '0s'],
    [42 * S + 999, '42s'],
    [59 * S + 999, '59s'],
    [M, '1m'],
    [2 * M + 11 * S, '2m11s'],
    [2 * M + S, '2m01s'],
    [10 * M - 1, '9m59s'],
    [10 * M, '10m'],
    [H - 1, '59m'],
    [H, '1h'],
    [12 * H + 4 * M + 59 * S, '12h04m'],
    [48 * H - 1, '47h59m'],
    [48 * H, '2d'],
    [3 * D + 2 * H + 59 * M, '3d02h'],
  ])('%d ms is %s', (ms, text) => expect(formatDuration(ms)).toBe(text))

  it('reads back as no more than it was, and is written the same again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 * D }), (ms) => {
        const read = parseDuration(formatDuration(ms)) ?? Number.NaN
        expect(read).toBeLessThanOrEqual(ms)
        expect(ms - read).toBeLessThan(H)
        expect(formatDuration(read)).toBe(formatDuration(ms))
      }),
      seeded,
    )
  })
})

describe('a length of time that passes', () => {
  it('is told in the same words for as long as is said, and not for longer', () => {
    fc.assert(
      fc.property(fc.integer({ min: -H, max: 60 * D }), (ms) => {
        const end = ms + holdsFor(ms)
        expect(formatDuration(end - 1)).toBe(formatDuration(ms))
        expect(formatDuration(end)).not.toBe(formatDuration(ms))
        expect(formatRoughly(end - 1)).toBe(formatRoughly(ms))
      }),
      seeded,
    )
  })
})

describe('a length of time in running text', () => {
  it.each([
    [-1, '0 s'],
    [0, '0 s'],
    [999, '0 s'],
    [89 * S, '89 s'],
    [119 * S + 999, '119 s'],
    [2 * M, '2 m'],
    [4 * M + 59 * S, '4 m'],
    [2 * H - 1, '119 m'],
    [2 * H, '2 h'],
    [48 * H - 1, '47 h'],
    [48 * H, '2 d'],
    [10 * D + 23 * H, '10 d'],
  ])('%d ms is %s', (ms, text) => expect(formatRoughly(ms)).toBe(text))

  it('never says more time than has passed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 * D }), (ms) => {
        expect(parseDuration(formatRoughly(ms).replace(' ', ''))).toBeLessThanOrEqual(ms)
      }),
      seeded,
    )
  })
})

describe('a configured length of time, exactly', () => {
  it.each([
    [0, '0s'],
    [500, '500ms'],
    [90 * S, '1m30s'],
    [2 * H, '2h'],
    [48 * H, '2d'],
    [H + 500, '1h500ms'],
  ])('%d ms is %s', (ms, text) => expect(formatExactly(ms)).toBe(text))

  it('reads back as what it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * D }), (ms) => {
        expect(parseDuration(formatExactly(ms))).toBe(ms)
      }),
      seeded,
    )
  })
})

describe('the age of a deployment', () => {
  it.each([
    [0, 'T+00:00'],
    [3 * H + 41 * M + 59 * S, 'T+03:41'],
    [-12 * M, 'T−00:12'],
    [100 * H, 'T+100:00'],
  ])('%d ms is %s', (ms, text) => expect(formatTPlus(ms)).toBe(text))
})

it('the clock is in UTC', () => expect(formatClock(Date.UTC(2026, 0, 2, 14, 2, 31, 999))).toBe('14:02:31'))

describe('formatPart', () => {
  it.each<[done: number, whole: number, told: string]>([
    [0, 300_000, '0 s of 5 m'],
    [40_000, 300_000, '40 s of 5 m'],
    [190_000, 300_000, '3 of 5 m'],
    [299_999, 300_000, '4 of 5 m'],
    [40_000, 90_000, '40 of 90 s'],
    [1_500_000, 13_260_000, '25 m of 3 h'],
    [13_200_000, 13_260_000, '220 of 221 m'],
    [5_400_000, 5_400_500, 'nearly 90 m'],
    [7_200_000, 172_800_000, '2 h of 2 d'],
    [47.8 * H, 2 * D, '47 of 48 h'],
    [2 * D - 1_000, 2 * D, '47 of 48 h'],
    [1.5 * D, 3 * D, '1 of 3 d'],
  ])('%d of %d ms: %s', (done, whole, told) => expect(formatPart(done, whole)).toBe(told))
})
