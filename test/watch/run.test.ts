import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { longestGap } from '../../src/core/instances.ts'
import type { Past } from '../../src/core/past.ts'
import { appendPoint, emptySeries, type Point, pointsOf, type Series } from '../../src/core/series.ts'
import type { Instance } from '../../src/core/signal.ts'
import { type Run, runOf } from '../../src/watch/run.ts'
import { aModel, aSignal, GRID, given, NOW } from '../support/model.ts'

const config = aSignal('load', {})
const [template] =
  aModel({ signals: [given(config, { '': 1 })] })
    .signals.get('load')
    ?.instances.values() ?? []
if (template === undefined) throw new Error('a signal has an instance')
const isSo = (value: number): boolean => value === 1

/** Answers one after the other: how long after the one before, and what. Mostly the same for long, mostly without a gap. */
const answers = fc.array(
  fc.record({
    after: fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(5_000, 15_000) },
      { weight: 1, arbitrary: fc.integer({ min: 60_000, max: 1_500_000 }) },
    ),
    value: fc.oneof({ weight: 40, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.constant(0) }),
  }),
  { minLength: 100, maxLength: 600, size: 'max' },
)

/** The definition, over all points at once. */
function expected(instance: Instance, past: Past): Run | null {
  const gapMs = longestGap(config, instance)
  const recent = pointsOf(instance.series).map((point) => ({ ...point, gapMs }))
  const window = past.series.get(instance.id)
  const begin = recent[0]?.at ?? Number.POSITIVE_INFINITY
  const before = window === undefined ? [] : pointsOf(window).filter(({ at }) => at < begin)
  const coarse = Math.max(gapMs, 2 * (window?.stepMs ?? 0))
  const points = [...before.map((point: Point) => ({ ...point, gapMs: coarse })), ...recent].reverse()
  let since: number | null = null
  for (const { at, value, gapMs: longest } of points) {
    if (since !== null && since - at > longest) return { since, isAtLeast: true }
    if (!isSo(value)) return since === null ? null : { since, isAtLeast: false }
    since = at
  }
  return since === null ? null : { since, isAtLeast: true }
}

describe('since when something is so', () => {
  it('is the same after each answer, whether what was before the last ones is remembered or not', () => {
    fc.assert(
      fc.property(answers, fc.boolean(), (given, hasPast) => {
        const begin = NOW - 10 * 3_600_000
        let window: Series = emptySeries(48 * 3_600_000, 240_000)
        for (let at = begin - 3_600_000; at < begin + 600_000; at += 240_000)
          window = appendPoint(window, at, 1)
        const past: Past = {
          series: new Map(hasPast ? [[template.id, window]] : []),
          asked: new Map(),
        }
        const known = new WeakMap<Series['chunks'], Run | null>()
        let now = begin
        let series = emptySeries(GRID.lengthMs, GRID.stepMs)
        for (const { after, value } of given) {
          now += after
          series = appendPoint(series, now, value)
          const instance = { ...template, series }
          const { chunks } = series
          const run = runOf(config, instance, past, isSo, (find) => {
            const one = known.has(chunks) ? (known.get(chunks) ?? null) : find()
            known.set(chunks, one)
            return one
          })
          expect(run).toEqual(expected(instance, past))
        }
      }),
      { numRuns: 40 },
    )
  })
})
