import type { Matcher } from '../../../../src/core/promql/ast.ts'
import type { Samples, Storage, StoredSeries } from '../../../../src/core/promql/storage.ts'
import type { EpochMs } from '../../../../src/core/time.ts'

/** The series as they are, for our own evaluation. */
export function storageOf(series: readonly StoredSeries[]): Storage {
  return {
    select: (matchers, from, to) =>
      series
        .filter(({ labels }) => matchers.every((matcher) => matches(matcher, labels)))
        .map(({ labels, samples }) => ({ labels, samples: between(samples, from, to) }))
        .filter(({ samples }) => samples.times.length > 0),
  }
}

const matches = ({ label, matches }: Matcher, labels: StoredSeries['labels']): boolean =>
  matches(Object.hasOwn(labels, label) ? (labels[label] ?? '') : '')

function between({ times, values, stale }: Samples, from: EpochMs, to: EpochMs): Samples {
  const first = times.findIndex((at) => at >= from)
  const last = times.findLastIndex((at) => at <= to)
  const [begin, end] = first < 0 ? [0, 0] : [first, last + 1]
  return {
    times: times.subarray(begin, end),
    values: values.subarray(begin, end),
    stale: stale?.subarray(begin, end) ?? null,
  }
}
