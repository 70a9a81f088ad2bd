import { describe, expect, it } from 'vitest'
import { createRandom, type Point, slopeOf } from './statistics.ts'

const COUNT = 60
const series = (rise: number, noiseAt: (i: number) => number): Point[] =>
  Array.from({ length: COUNT }, (_, x) => ({ x, y: rise * x + noiseAt(x) }))
const isCertain = (points: readonly Point[]): boolean => {
  const line = slopeOf(points)
  return line !== null && line.slope - 1.96 * line.standardError > 0
}

describe('the slope of a line', () => {
  it('is that of points on a line, without an error', () => {
    expect(slopeOf(series(2, () => 1))).toEqual({ slope: 2, standardError: 0 })
  })

  it('is not told from fewer than three points', () =>
    expect(slopeOf(series(1, () => 0).slice(0, 2))).toBeNull())

  it('is told from zero where it rises out of its noise', () => {
    const random = createRandom(3)
    expect(isCertain(series(0.1, () => random()))).toBe(true)
  })

  it('is not told from zero where something wanders', () => {
    const wandering = Array.from({ length: 100 }, (_, seed) => {
      const random = createRandom(seed)
      let at = 0
      return series(0, () => (at = 0.9 * at + random() - 0.5))
    })
    // Taken for independent, the points of every third would say that it grows.
    expect(wandering.filter(isCertain).length).toBeLessThan(12)
  })
})
