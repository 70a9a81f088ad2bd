import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  appendPoint,
  emptySeries,
  mergePoints,
  type Point,
  pointsOf,
  type Series,
} from '../../src/core/series.ts'
import { H, S, T0 } from './given.ts'

const STEP = 15 * S
const LENGTH = 2 * H

const empty = emptySeries(LENGTH, STEP)
const at = (seconds: number, value: number): Point => ({ at: T0 + seconds * S, value })
const seriesOf = (points: readonly Point[], start: Series = empty): Series =>
  points.reduce((grown, point) => appendPoint(grown, point.at, point.value), start)
const shown = (series: Series): [number, number][] =>
  pointsOf(series).map((point) => [(point.at - T0) / S, point.value])

describe('a series keeps the last point of each step', () => {
  it.each<[string, Point[], [number, number][]]>([
    [
      'points of two steps',
      [at(0, 1), at(15, 2)],
      [
        [0, 1],
        [15, 2],
      ],
    ],
    [
      'a later one of the same step replaces',
      [at(0, 1), at(5, 2), at(14, 3), at(15, 4)],
      [
        [14, 3],
        [15, 4],
      ],
    ],
    ['the same reading again changes nothing', [at(7, 1), at(7, 1)], [[7, 1]]],
    [
      'a gap stays a gap',
      [at(0, 1), at(600, 2)],
      [
        [0, 1],
        [600, 2],
      ],
    ],
    [
      'a clock set back: what came later is forgotten',
      [at(0, 1), at(15, 2), at(30, 3), at(16, 4)],
      [
        [0, 1],
        [16, 4],
      ],
    ],
  ])('%s', (_, points, expected) => expect(shown(seriesOf(points))).toEqual(expected))

  it('a clock set back far forgets all that came later, however much it was', () => {
    const long = seriesOf(Array.from({ length: 400 }, (_, i) => at(i * 15, i)))
    expect(shown(seriesOf([at(150, 7)], long))).toEqual([
      ...Array.from({ length: 10 }, (_, i) => [i * 15, i]),
      [150, 7],
    ])
  })
})

it('memory stays bounded over 48 h of a reading a second', () => {
  let series = empty
  for (let second = 0; second < 48 * 3600; second++) series = appendPoint(series, T0 + second * S, second)
  const points = pointsOf(series)
  expect(points.length).toBeLessThanOrEqual(LENGTH / STEP + 2 * 32)
  expect(points.length).toBeGreaterThanOrEqual(LENGTH / STEP)
  expect(points.at(-1)?.value).toBe(48 * 3600 - 1)
})

describe('the past is merged in', () => {
  const now = T0 + 300 * S
  it.each<[string, Point[], Point[], [number, number][]]>([
    [
      'into an empty series',
      [],
      [at(0, 1), at(15, 2)],
      [
        [0, 1],
        [15, 2],
      ],
    ],
    [
      'filling a gap',
      [at(0, 1), at(45, 4)],
      [at(15, 2), at(30, 3)],
      [
        [0, 1],
        [15, 2],
        [30, 3],
        [45, 4],
      ],
    ],
    [
      'never overriding what is known',
      [at(20, 9)],
      [at(15, 1), at(29, 2), at(30, 3)],
      [
        [20, 9],
        [30, 3],
      ],
    ],
    [
      'not older than the series is long',
      [],
      [at(-LENGTH / S + 299, 1), at(-LENGTH / S + 300, 2)],
      [[-LENGTH / S + 300, 2]],
    ],
    ['not from the future', [], [at(300, 1), at(301, 2)], [[300, 1]]],
    [
      'in whatever order it comes',
      [],
      [at(30, 3), at(0, 1), at(15, 2)],
      [
        [0, 1],
        [15, 2],
        [30, 3],
      ],
    ],
  ])('%s', (_, known, past, expected) =>
    expect(shown(mergePoints(seriesOf(known), past, now))).toEqual(expected),
  )

  const grid = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer()), { maxLength: 120 })
    .map((all) => all.map(([second, value]) => at(second, value)).sort((a, b) => a.at - b.at))
  it('holds every known point, one a step, in order', () => {
    fc.assert(
      fc.property(grid, grid, (known, past) => {
        const before = seriesOf(known)
        const merged = pointsOf(mergePoints(before, past, T0 + H))
        const steps = merged.map((point) => Math.floor(point.at / STEP))
        expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b))
        expect(merged).toEqual(expect.arrayContaining(pointsOf(before)))
      }),
      { seed: 57, numRuns: 300 },
    )
  })
})

it('appending leaves the older series as it was', () => {
  const older = seriesOf([at(0, 1)])
  appendPoint(older, T0 + 5 * S, 2)
  expect(shown(older)).toEqual([[0, 1]])
})
