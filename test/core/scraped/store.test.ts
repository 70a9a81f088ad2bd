import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Matcher } from '../../../src/core/promql/ast.ts'
import { append, endSeries } from '../../../src/core/scraped/series.ts'
import { createScrapedStore } from '../../../src/core/scraped/store.ts'

const named = (name: string): readonly Matcher[] => [
  { label: '__name__', op: '=', value: name, matches: (value) => value === name },
]
const without = (label: string): readonly Matcher[] => [
  { label, op: '=', value: '', matches: (value) => value === '' },
]

describe('a series', () => {
  /** What is done to it, one thing after the other: a value or an end, at a time. */
  const deeds = fc.array(
    fc.record({ after: fc.integer({ min: -3, max: 40 }), value: fc.option(fc.double(), { nil: null }) }),
    { maxLength: 200 },
  )

  it('has what a plain list of its last samples has', () => {
    fc.assert(
      fc.property(
        deeds,
        fc.integer({ min: 0, max: 300 }),
        fc.nat(2_000),
        fc.nat(2_000),
        (all, keepMs, a, b) => {
          const store = createScrapedStore()
          const series = store.seriesOf({ __name__: 'a' }, keepMs, 0)
          let list: { at: number; value: number | null }[] = []
          let at = 100
          for (const { after, value } of all) {
            at += after
            const last = list.at(-1)
            const isLate = last !== undefined && at <= last.at
            if (value === null) endSeries(series, at)
            else expect(append(series, at, value)).toBe(!isLate)
            if (isLate || (value === null && (last === undefined || last.value === null))) continue
            list = [...list.filter((each) => each.at >= at - keepMs), { at, value }]
          }
          const [from, to] = [Math.min(a, b), Math.max(a, b)]
          const [found] = store.select(named('a'), from, to)
          const samples = found?.samples
          const got = Array.from(samples?.times ?? [], (time, i) => ({
            at: time,
            value: samples?.stale?.[i] === 1 ? null : samples?.values[i],
          }))
          expect(got).toEqual(list.filter((each) => each.at >= from && each.at <= to))
        },
      ),
      { seed: 1, numRuns: 500 },
    )
  })
})

describe('the store', () => {
  it('gives the series that satisfy all matchers, each with the same labels object', () => {
    const store = createScrapedStore()
    for (const labels of [{ __name__: 'a', x: '1' }, { __name__: 'a' }, { __name__: 'b' }])
      append(store.seriesOf(labels, 1_000, 0), 10, 1)
    const labelsOf = (matchers: readonly Matcher[]) =>
      store.select(matchers, 0, 100).map(({ labels }) => labels)
    expect(labelsOf(named('a'))).toEqual([{ __name__: 'a', x: '1' }, { __name__: 'a' }])
    expect(labelsOf(without('x'))).toEqual([{ __name__: 'a' }, { __name__: 'b' }])
    expect(labelsOf([...named('a'), ...without('x')])).toEqual([{ __name__: 'a' }])
    expect(labelsOf(named('none'))).toEqual([])
    const matchers = named('b')
    const [one] = labelsOf(matchers)
    append(store.seriesOf({ __name__: 'b', y: '1' }, 1_000, 0), 10, 1)
    const [again, other] = labelsOf(matchers)
    expect([again === one, other]).toEqual([true, { __name__: 'b', y: '1' }])
    expect(store.seriesOf({ y: '1', __name__: 'b' }, 1_000, 0).labels).toBe(other)
  })

  it('says since when it could have seen what is asked for', () => {
    const store = createScrapedStore()
    append(store.seriesOf({ __name__: 'a', x: '1' }, 1_000, 50), 60, 1)
    append(store.seriesOf({ __name__: 'a', x: '2' }, 1_000, 40), 60, 1)
    expect([store.since(named('a')), store.since(named('b'))]).toEqual([40, null])
  })

  it('lets go of what has been silent for as long as it is kept', () => {
    const store = createScrapedStore()
    const short = store.seriesOf({ __name__: 'a' }, 100, 0)
    const long = store.seriesOf({ __name__: 'b' }, 1_000, 0)
    append(short, 10, 1)
    append(long, 10, 1)
    store.sweep(110)
    expect(store.size()).toBe(2)
    store.sweep(111)
    expect([store.size(), short.isKept, long.isKept]).toEqual([1, false, true])
    expect(store.select(named('a'), 0, 200)).toEqual([])
    expect(store.seriesOf({ __name__: 'a' }, 100, 0)).not.toBe(short)
  })

  it('has room for no more than what is kept', () => {
    const store = createScrapedStore()
    const series = store.seriesOf({ __name__: 'a' }, 600_000, 0)
    for (let at = 0; at < 48 * 3_600_000; at += 5_000) append(series, at, at)
    expect(series.end - series.start).toBe(121)
    expect(series.times.length).toBeLessThan(121 * 1.7)
  })
})
