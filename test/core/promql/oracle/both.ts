import type { Storage, StoredSeries } from '../../../../src/core/promql/storage.ts'
import type { Evaluated, EvaluationRange, Value } from '../../../../src/core/promql/value.ts'
import type { DurationMs, EpochMs } from '../../../../src/core/time.ts'
import { differences, orderDifferences, type Tolerance } from './compare.ts'
import { isOrdered, oursAt, oursOver } from './ours.ts'
import { type Said, startOracle } from './prometheus.ts'
import { storageOf } from './storage.ts'

export type Moment = EpochMs | EvaluationRange

/** What both say to one expression at one moment, and how they differ. */
export type Both = {
  readonly moment: Moment
  readonly theirs: Said<Value>
  readonly ours: Evaluated<Value>
  readonly differences: readonly string[]
}

/** Prometheus looks back for 5 minutes unless it is told otherwise. */
type Options = Partial<Tolerance> & { readonly lookbackMs?: DurationMs }

/** The real Prometheus and ours with the very same series. */
export type SideBySide = {
  ask(query: string, moment: Moment): Promise<Both>
  stop(): Promise<void>
}

export async function startSideBySide(
  series: readonly StoredSeries[],
  { lookbackMs = 5 * 60_000, zeroWithin = 0 }: Options = {},
): Promise<SideBySide> {
  // Prometheus keeps series in the order in which it first saw them, and so sums in that order.
  const inOrder = series.toSorted((a, b) => (a.samples.times[0] ?? 0) - (b.samples.times[0] ?? 0))
  const oracle = await startOracle(inOrder, lookbackMs)
  const storage = storageOf(inOrder)
  return {
    ask: async (query, moment) => {
      const theirs = await (typeof moment === 'number'
        ? oracle.at(query, moment)
        : oracle.over(query, moment))
      const ours = answer(query, storage, moment, lookbackMs)
      const order =
        typeof moment === 'number' && isOrdered(query) ? orderDifferences(theirs, ours, { zeroWithin }) : []
      return { moment, theirs, ours, differences: [...differences(theirs, ours, { zeroWithin }), ...order] }
    },
    stop: oracle.stop,
  }
}

function answer(query: string, storage: Storage, moment: Moment, lookbackMs: DurationMs): Evaluated<Value> {
  if (typeof moment === 'number') return oursAt(query, storage, moment, { lookbackMs })
  const ours = oursOver(query, storage, moment, { lookbackMs })
  return ours.ok ? { ok: true, value: { kind: 'matrix', series: ours.value } } : ours
}

/** A failure with many differences tells the first of them. */
const TOLD = 12

/** The differences with the moments they belong to, a line each; none where the two agree. */
export function told(answers: readonly Both[]): readonly string[] {
  const lines = answers.flatMap(({ moment, differences }) =>
    differences.map((difference) => `${describeMoment(moment)}: ${difference}`),
  )
  return lines.length <= TOLD ? lines : [...lines.slice(0, TOLD), `… and ${lines.length - TOLD} more`]
}

const describeMoment = (moment: Moment): string =>
  typeof moment === 'number'
    ? `at ${new Date(moment).toISOString()}`
    : `from ${new Date(moment.start).toISOString()} to ${new Date(moment.end).toISOString()} by ${moment.stepMs} ms`
