import type { EpochMs } from '../../time.ts'
import type { Expr } from '../ast.ts'
import type { Window } from '../functions/window.ts'
import type { Samples, StoredSeries } from '../storage.ts'
import { type Evaluation, type Ranges, shiftedTimes, unexpected } from './evaluation.ts'
import { evaluateSubquery } from './subquery.ts'

/** The samples from which the range vector takes its ranges: those of a selector, or the values of a subquery. */
export function evaluateRanges(expr: Expr, evaluation: Evaluation): Ranges {
  if (expr.kind !== 'matrix-selector' && expr.kind !== 'subquery') throw unexpected(expr, 'a range vector')
  const { rangeMs } = expr
  const ends = shiftedTimes(expr.kind === 'subquery' ? expr : expr.selector, evaluation)
  const first = ends[0]
  const last = ends.at(-1)
  if (first === undefined || last === undefined) return { series: [], rangeMs, ends }
  const series =
    expr.kind === 'subquery'
      ? evaluateSubquery(expr, ends, evaluation)
      : evaluation.storage
          .select(expr.selector.matchers, first - rangeMs, last)
          .map(({ labels, samples }) => ({ labels, samples: withoutMarkers(samples) }))
  return { series, rangeMs, ends }
}

function withoutMarkers({ times, values, stale }: Samples): Samples {
  if (stale === null) return { times, values, stale }
  const isThere = (_: number, i: number): boolean => stale[i] !== 1
  return { times: times.filter(isThere), values: values.filter(isThere), stale: null }
}

/** What a series has at each moment; null where it has no sample in the range. */
export function windowsOf(
  { samples: { times, values } }: StoredSeries,
  { rangeMs, ends }: Ranges,
  evaluatedAt: readonly EpochMs[],
): (Window | null)[] {
  // Ends come in order, so both borders only move forward.
  let from = 0
  let to = 0
  return ends.map((end, step) => {
    const start = end - rangeMs
    while (to < times.length && (times[to] ?? end) <= end) to += 1
    while (from < to && (times[from] ?? start) < start) from += 1
    if (from === to) return null
    return {
      times: times.subarray(from, to),
      values: values.subarray(from, to),
      start,
      end,
      evaluatedAt: evaluatedAt[step] ?? end,
    }
  })
}
