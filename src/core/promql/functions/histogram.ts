import type { Labels } from '../../sample.ts'
import { type Column, columnOf, isColumn, type Numbers } from '../column.ts'
import { parseGoFloat } from '../goFloat.ts'
import { labelOf, METRIC_NAME, signatureWithout, without } from '../labels.ts'

const LE = 'le'
const NOT_OF_THE_HISTOGRAM: ReadonlySet<string> = new Set([METRIC_NAME, LE])

/** `histogram_quantile` of classic histograms: buckets that differ only in `le` (and name) belong together. */
export function histogramQuantile(qs: Numbers, columns: readonly Column[]): Column[] {
  const histograms = new Map<string, { labels: Labels; buckets: { bound: number; counts: Numbers }[] }>()
  for (const { labels, values } of columns) {
    const bound = parseGoFloat(labelOf(labels, LE))
    // What is no bucket is none of ours.
    if (bound === null) continue
    const signature = signatureWithout(labels, NOT_OF_THE_HISTOGRAM)
    const histogram = histograms.get(signature) ?? {
      labels: without(labels, NOT_OF_THE_HISTOGRAM),
      buckets: [],
    }
    histograms.set(signature, histogram)
    histogram.buckets.push({ bound, counts: values })
  }
  return [...histograms.values()]
    .map(({ labels, buckets }) =>
      columnOf(
        labels,
        qs.map((q, step) => {
          const present = buckets.flatMap(({ bound, counts }): Bucket[] => {
            const count = counts[step] ?? null
            return count === null ? [] : [{ bound, count }]
          })
          return present.length === 0 ? null : bucketQuantile(q ?? Number.NaN, present)
        }),
      ),
    )
    .filter(isColumn)
}

/** How many observations were at most `bound`. */
type Bucket = { readonly bound: number; readonly count: number }

/**
 * The q-quantile, as if observations were spread evenly within a bucket; the lowest bucket begins at zero.
 * See bucketQuantile in Prometheus' promql/quantile.go.
 */
function bucketQuantile(q: number, unordered: readonly Bucket[]): number {
  if (Number.isNaN(q)) return Number.NaN
  if (q < 0) return Number.NEGATIVE_INFINITY
  if (q > 1) return Number.POSITIVE_INFINITY
  const buckets = monotonic(coalesced(unordered.toSorted((a, b) => a.bound - b.bound)))
  const total = buckets.at(-1)
  const highest = buckets.at(-2)
  if (total?.bound !== Number.POSITIVE_INFINITY || highest === undefined || total.count === 0)
    return Number.NaN
  const rank = q * total.count
  const found = firstThat(buckets.length - 1, (i) => (buckets[i]?.count ?? Number.NaN) >= rank)
  const bucket = buckets[found]
  if (bucket === undefined || bucket === total) return highest.bound
  if (found === 0 && bucket.bound <= 0) return bucket.bound
  const below = buckets[found - 1] ?? { bound: 0, count: 0 }
  const share = (rank - below.count) / (bucket.count - below.count)
  return below.bound + (bucket.bound - below.bound) * share
}

/** The first index below `end` for which `holds`, or `end`: by halves, so that NaN among the counts leads where it leads Prometheus. */
function firstThat(end: number, holds: (index: number) => boolean): number {
  let low = 0
  let high = end
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** Buckets of the same bound (`1` and `1.0`) are one. */
function coalesced(ordered: readonly Bucket[]): Bucket[] {
  const buckets: Bucket[] = []
  for (const bucket of ordered) {
    const last = buckets.at(-1)
    if (last?.bound === bucket.bound)
      buckets[buckets.length - 1] = { ...last, count: last.count + bucket.count }
    else buckets.push(bucket)
  }
  return buckets
}

/** Counts read at slightly different times may fall from bucket to bucket; such a one counts as much as those below. */
function monotonic(buckets: readonly Bucket[]): Bucket[] {
  let most = buckets[0]?.count ?? Number.NaN
  return buckets.map((bucket) => {
    if (bucket.count > most) most = bucket.count
    return bucket.count < most ? { ...bucket, count: most } : bucket
  })
}
