import { describe, expect, it } from 'vitest'
import { emptySeries, type Piece } from '../../src/core/series.ts'
import { levelsOver } from '../../src/core/then.ts'
import { GRID, LATENCY, M, S, signal, T0 } from './given.ts'

const config = signal({ rules: [LATENCY] })
const instance = { labels: {}, series: emptySeries(GRID.lengthMs, GRID.stepMs) }
const piece = (stepMs: number, ...values: readonly (readonly [at: number, value: number])[]): Piece => ({
  stepMs,
  points: values.map(([at, value]) => ({ at: T0 + at * S, value })),
})
const levels = (...pieces: readonly Piece[]) =>
  levelsOver(config, instance, pieces).map(({ at, level, value }) => [(at - T0) / S, level, value])

describe('what the rules said in the past', () => {
  it('is what they would have said then: after their time, with their hysteresis', () => {
    const told = piece(
      15 * S,
      [0, 1],
      [15, 3.5],
      [30, 3.5],
      [45, 3.5],
      [60, 3.5],
      [75, 3.6],
      [90, 3.15],
      [105, 1],
    )
    expect(levels(told)).toEqual([
      [0, 'ok', 1],
      [75, 'crit', 3.6],
      [105, 'ok', 1],
    ])
  })

  it('begins anew after a gap in which nobody saw', () => {
    expect(levels(piece(15 * S, [0, 3.5], [15, 3.5], [70, 3.5], [85, 3.5]))).toEqual([[0, 'ok', 3.5]])
    // Points a minute apart are none.
    expect(levels(piece(60 * S, [0, 3.5], [60, 3.5], [120, 3.5]))).toEqual([
      [0, 'ok', 3.5],
      [60, 'crit', 3.5],
    ])
  })

  it('is told in the order of time, whatever the order of the pieces', () => {
    const [recent, before] = [piece(15 * S, [120, 3.5], [135, 1]), piece(60 * S, [0, 3.5], [60, 3.5])]
    expect(levels(recent, before)).toEqual([
      [0, 'ok', 3.5],
      [60, 'crit', 3.5],
      [135, 'ok', 1],
    ])
  })

  it('judges by the rules of that series alone', () => {
    const other = signal({ rules: [{ ...LATENCY, forMs: 0, where: { mode: 'slow' } }] })
    const told = [piece(M, [0, 9])]
    expect(levelsOver(other, { ...instance, labels: { mode: 'fast' } }, told)).toMatchObject([
      { level: 'ok' },
    ])
    expect(levelsOver(other, { ...instance, labels: { mode: 'slow' } }, told)).toMatchObject([
      { level: 'crit' },
    ])
  })
})
