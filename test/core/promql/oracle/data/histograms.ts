import type { StoredSeries } from '../../../../../src/core/promql/storage.ts'
import type { Labels } from '../../../../../src/core/sample.ts'
import { randomFor, scrapes, seriesOf } from './draw.ts'

const BOUNDS = [0.005, 0.025, 0.1, 0.25, 1, 2.5, Number.POSITIVE_INFINITY] as const

/** Classic histograms: ordinary ones, and those no client library would make. */
export function histogramSeries(): StoredSeries[] {
  const ordinary = ['api', 'web'].flatMap((job) =>
    ['/', '/search', '/idle'].flatMap((route) =>
      histogram('latency_seconds', { job, route }, route === '/idle' ? 0 : 6),
    ),
  )
  return [...ordinary, ...histogram('sizes_bytes', {}, 3), ...odd()]
}

function histogram(name: string, labels: Labels, perScrape: number): StoredSeries[] {
  const random = randomFor(`${name} ${JSON.stringify(labels)}`)
  const counts = BOUNDS.map(() => 0)
  let sum = 0
  const rows = scrapes(random, { everyMs: 15_000, jitterMs: 60 }).map((at) => {
    if (random.uniform() < 0.004) counts.fill(0)
    const events = random.poisson(perScrape)
    for (let event = 0; event < events; event += 1) {
      const value = Math.exp(random.normal() * 1.6 - 1.8)
      sum += value
      BOUNDS.forEach((bound, b) => {
        if (value <= bound) counts[b] = (counts[b] ?? 0) + 1
      })
    }
    return { at, counts: [...counts], sum }
  })
  return [
    ...BOUNDS.map((bound, b) =>
      seriesOf(
        `${name}_bucket`,
        { ...labels, le: bound === Number.POSITIVE_INFINITY ? '+Inf' : String(bound) },
        rows.map(({ at, counts }) => [at, counts[b] ?? 0]),
      ),
    ),
    seriesOf(
      `${name}_sum`,
      labels,
      rows.map(({ at, sum }) => [at, sum]),
    ),
    seriesOf(
      `${name}_count`,
      labels,
      rows.map(({ at, counts }) => [at, counts.at(-1) ?? 0]),
    ),
  ]
}

/** Each case: what its buckets count, by `le`. */
const ODD: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'no infinity': { '1': 3, '2': 5 },
  'only infinity': { '+Inf': 9 },
  'two buckets': { '1': 4, '+Inf': 4 },
  falls: { '1': 5, '2': 4, '3': 8, '+Inf': 7 },
  'not a number': { '1': 1, two: 2, '3': 3, '+Inf': 4 },
  'same bound twice': { '1': 1, '1.0': 2, '2': 4, '+Inf': 6 },
  'below zero': { '-5': 2, '-1': 4, '0': 6, '3': 8, '+Inf': 10 },
  'all above': { '1': 0, '2': 0, '+Inf': 5 },
  nothing: { '1': 0, '2': 0, '+Inf': 0 },
  'NaN inside': { '1': 1, '2': Number.NaN, '+Inf': 4 },
  'minus infinity': { '-Inf': 1, '2': 3, '+Inf': 4 },
  exponents: { '1e-3': 1, '1e+1': 2, '1E2': 3, '+Inf': 4 },
  hexadecimal: { '0x1p-2': 1, '1_0': 2, '3': 3, inf: 4 },
  fractions: { '0.1': 0.25, '0.7': 1.75, '+Inf': 2.125 },
}

function odd(): StoredSeries[] {
  const times = scrapes(randomFor('odd'), { everyMs: 30_000 })
  return [
    ...Object.entries(ODD).flatMap(([kind, buckets]) =>
      Object.entries(buckets).map(([le, count]) =>
        seriesOf(
          'odd_bucket',
          { kind, le },
          times.map((at) => [at, count]),
        ),
      ),
    ),
    seriesOf(
      'odd_bucket',
      { kind: 'no le' },
      times.map((at) => [at, 1]),
    ),
  ]
}
