import { describe, expect, it } from 'vitest'
import type { Role } from '../../src/core/row.ts'
import { bucketPoints } from '../../src/widgets/buckets.ts'
import { scaled, timeAxis, timeChart } from '../../src/widgets/chart.ts'
import { plainText } from '../../src/widgets/fit.ts'
import { roundUp, scaleFor } from '../../src/widgets/scale.ts'
import { sparkline } from '../../src/widgets/spark.ts'

const STEP = 15_000
const T0 = Math.ceil(1_700_000_000_000 / 960_000) * 960_000
const time = (now: number) => ({ now, lengthMs: 64 * STEP, stepMs: STEP })
const at = (values: readonly (number | null)[]) =>
  values.flatMap((value, index) =>
    value === null ? [] : [{ at: T0 + (index - values.length) * STEP + 1000, value }],
  )
const ramp = Array.from({ length: 64 }, (_, index) => index / 63)
const roleOf = (): Role => 'chart'
const upper = { value: 0.8, side: 'upper', isInclusive: true } as const

describe('bucketPoints', () => {
  it('keeps a point in its column while time passes, and moves by whole cells', () => {
    const points = at(ramp)
    const early = bucketPoints(points, time(T0 + 1), 8, 2)
    const late = bucketPoints(points, time(T0 + 8 * STEP - 1), 8, 2)
    const moved = bucketPoints(points, time(T0 + 8 * STEP), 8, 2)
    expect(late.slice(0, 13)).toEqual(early.slice(0, 13))
    expect(moved.slice(0, 11)).toEqual(early.slice(2, 13))
  })

  it('keeps the worse of several points', () => {
    const points = at([1, 9, 2, 3])
    expect(Math.max(...bucketPoints(points, time(T0), 2, 1).map((value) => value ?? 0))).toBe(9)
    expect(Math.min(...bucketPoints(points, time(T0), 2, 1, 'low').map((value) => value ?? 99))).toBe(1)
  })

  it('bridges a missing step, and leaves a longer hole open', () => {
    const values = [
      ...ramp.slice(0, 30),
      null,
      ...ramp.slice(31, 40),
      ...Array.from({ length: 12 }, () => null),
      ...ramp.slice(52),
    ]
    const buckets = bucketPoints(at(values), time(T0 - 1), 64, 1)
    expect(buckets.slice(25, 36).every((value) => value !== null)).toBe(true)
    expect(buckets.slice(44, 50).every((value) => value === null)).toBe(true)
  })
})

describe('sparkline', () => {
  const draw = (
    values: readonly (number | null)[],
    limit: Parameters<typeof sparkline>[0]['limit'],
    glyphs: 'braille' | 'block' | 'ascii',
  ) => plainText(sparkline({ points: at(values), time: time(T0 - 1), limit, roleOf }, 16, glyphs))

  it.each(['braille', 'block', 'ascii'] as const)('reaches the top in %s only beyond the limit', (glyphs) => {
    expect(draw(ramp, upper, glyphs)).toBe(
      { braille: '⣀⣀⣀⣀⣤⣤⣤⣤⣴⣶⣶⣶⣾⣿⣿⣿', block: '▁▁▂▂▃▃▄▄▅▅▆▆████', ascii: '____----====####' }[glyphs],
    )
  })

  it('reaches the bottom only beyond a lower limit', () => {
    const drawn = draw(ramp, { value: 0.5, side: 'lower', isInclusive: false }, 'ascii')
    expect(drawn.lastIndexOf('_')).toBe(7)
  })

  it('shows a gap as blank, and a zero as something', () => {
    const drawn = draw(
      [...Array.from({ length: 32 }, () => 0), ...Array.from({ length: 32 }, () => null)],
      upper,
      'braille',
    )
    expect(drawn.slice(0, 8)).toBe('⣀'.repeat(8))
    expect(drawn.slice(9)).toBe(' '.repeat(7))
  })

  it('is blank without points', () => expect(draw([], upper, 'braille').trim()).toBe(''))
})

describe('timeChart', () => {
  const draw = (height: number, glyphs: 'braille' | 'block' | 'ascii', width = 30) =>
    timeChart(
      scaled({
        pieces: [{ points: at(ramp), stepMs: time(T0 - 1).stepMs }],
        before: [],
        time: time(T0 - 1),
        limits: [{ ...upper, beyondRole: 'crit' }],
        guides: [],
        role: 'chart',
        format: (value) => value.toFixed(1),
      }),
      width,
      height,
      glyphs,
    )

  it('draws the line, its limit and its ends', () => {
    expect(draw(5, 'braille').map(plainText)).toMatchInlineSnapshot(`
      [
        "0.8 ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄⢀⡠⠤⠒⠉⠉",
        "                   ⣀⡠⠤⠒⠊⠁     ",
        "              ⢀⡠⠤⠒⠉           ",
        "         ⣀⡠⠔⠒⠉⠁               ",
        "0.0 ⣀⡠⠔⠒⠉                     ",
      ]
    `)
    expect(draw(4, 'block').map(plainText)).toMatchInlineSnapshot(`
      [
        "0.8 ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄▄▄▄▀▀▀▀",
        "                 ▄▄▄▀▀▀       ",
        "          ▄▄▄▀▀▀▀             ",
        "0.0 ▄▄▄▀▀▀                    ",
      ]
    `)
    expect(draw(5, 'ascii').map(plainText)).toMatchInlineSnapshot(`
      [
        "0.8 ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄******",
        "                   *****      ",
        "              *****           ",
        "         *****                ",
        "0.0 *****                     ",
      ]
    `)
  })

  it('colours what is beyond the limit, and nothing else', () => {
    const loud = draw(5, 'braille').map((row) => row.some(({ role }) => role === 'crit'))
    expect(loud).toEqual([true, false, false, false, false])
  })

  it.each([
    ['braille', /[⠁⠂⠄⡀]{8}/],
    ['block', /▄ ▄/],
    ['ascii', /: : :/],
  ] as const)('has another line behind its own, told apart by its shape alone (%s)', (glyphs, shape) => {
    const rows = timeChart(
      scaled({
        pieces: [{ points: at(Array(64).fill(0.7)), stepMs: time(T0 - 1).stepMs }],
        before: at(Array(64).fill(0.1)),
        time: time(T0 - 1),
        limits: [],
        guides: [],
        role: 'chart',
        format: (value) => value.toFixed(1),
      }),
      30,
      4,
      glyphs,
    )
    expect(rows.map(plainText).join('\n')).toMatch(shape)
    expect(rows.some((row) => row.some(({ role }) => role === 'baseline'))).toBe(true)
  })

  it('gives up the axis before the line', () => {
    expect(plainText(draw(2, 'braille', 14)[0] ?? [])).not.toContain('1.0')
  })
})

describe('the scale of a chart', () => {
  const limit = (value: number, side: 'upper' | 'lower' = 'upper') =>
    ({ value, side, isInclusive: true, beyondRole: 'crit' }) as const
  it.each([
    ['holds the next limit', [0.2], [limit(1)], [], { low: 0, high: 1 }, [1]],
    [
      'leaves out one that would press the line flat',
      [0.2],
      [limit(5), limit(1)],
      [],
      { low: 0, high: 1 },
      [1],
    ],
    [
      'holds it where the values are half-way there',
      [2.6],
      [limit(5), limit(1)],
      [],
      { low: 0, high: 6 },
      [5, 1],
    ],
    ['holds one that is close above another', [0.2], [limit(2), limit(1)], [], { low: 0, high: 2 }, [2, 1]],
    [
      'holds all lower limits',
      [70],
      [limit(40, 'lower'), limit(60, 'lower')],
      [],
      { low: 0, high: 80 },
      [40, 60],
    ],
    ['holds both sides', [1.2], [limit(0.5, 'lower'), limit(2)], [], { low: 0, high: 2 }, [0.5, 2]],
    ['holds every limit where all is 0', [0], [limit(3), limit(0)], [], { low: 0, high: 3 }, [3, 0]],
    ['holds a line for each state', [0], [], [0, 1, 2], { low: 0, high: 2 }, []],
    ['begins at 0 where nothing is known', [], [limit(5), limit(1)], [], { low: 0, high: 1 }, [1]],
    ['begins at 0 for a lower limit too', [], [limit(60, 'lower')], [], { low: 0, high: 60 }, [60]],
  ] as const)('%s', (_, values, limits, guides, scale, kept) => {
    const chart = scaled({
      pieces: [{ points: at(values), stepMs: time(T0 - 1).stepMs }],
      before: [],
      time: time(T0 - 1),
      limits,
      guides,
      role: 'chart',
      format: String,
    })
    expect(chart.scale).toEqual(scale)
    expect(chart.limits.map(({ value }) => value)).toEqual(kept)
  })
})

describe('timeAxis with a legend', () => {
  const legend = [{ text: ':: before', role: 'baseline' as const }]
  it.each([
    [40, '2h ──────────── :: before ────────── now'],
    [20, '2h ───────────── now'],
  ])('in %i cells', (width, text) =>
    expect(plainText(timeAxis(7_200_000, width, legend))).toMatch(
      width === 40 ? /^2h ─+ :: before ─+ now$/ : text,
    ),
  )
})

describe('timeAxis', () => {
  it.each([
    [20, '2h ───────────── now'],
    [10, '2h ─── now'],
    [6, '──────'],
    [0, ''],
  ])('in %i cells', (width, text) => expect(plainText(timeAxis(7_200_000, width))).toBe(text))
})

describe('scale', () => {
  it.each([
    [0, 0],
    [0.03, 0.05],
    [1, 1],
    [1.1, 2],
    [23, 25],
    [999, 1000],
  ])('%j rounded up is %j', (value, rounded) => expect(roundUp(value)).toBeCloseTo(rounded))

  it.each([
    [[], { low: 0, high: 1 }],
    [[0], { low: -0.25, high: 0.25 }],
    [[1.8, 2.5], { low: 1.8, high: 2.6 }],
    [[1, 9], { low: 0, high: 10 }],
    [[-4, -3.5], { low: -4, high: -3.4 }],
    [[5, 5], { low: 4.5, high: 5.5 }],
  ])('holds %j', (values, scale) => {
    const found = scaleFor(values)
    expect(found.low).toBeLessThanOrEqual(Math.min(...values, found.low))
    expect(found.high).toBeGreaterThanOrEqual(Math.max(...values, found.high))
    expect(found.high).toBeGreaterThan(found.low)
    expect(Math.abs(found.low - scale.low)).toBeLessThan(2)
  })
})
