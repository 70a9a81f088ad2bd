import type { EpochMs } from '../../time.ts'
import type { Subquery } from '../ast.ts'
import type { StoredSeries } from '../storage.ts'
import type { Evaluation } from './evaluation.ts'
import { evaluateVector } from './vector.ts'

/** Prometheus' evaluation interval, unless it is configured otherwise. */
const DEFAULT_STEP_MS = 60_000

/** So that a slip of the pen (`[30d:1ms]`) is a sentence and no standstill. */
const MOST_STEPS = 100_000

/** The values of an expression from `from` to `to`, at the absolute multiples of the step, as samples of series. */
export function evaluateSubquery(
  { expr, stepMs, span }: Subquery,
  from: EpochMs,
  to: EpochMs,
  evaluation: Evaluation,
): StoredSeries[] {
  const step = stepMs ?? DEFAULT_STEP_MS
  const first = Math.ceil(from / step) * step
  const count = Math.max(0, Math.floor((to - first) / step) + 1)
  if (count > MOST_STEPS) {
    evaluation.fail(span, `the subquery has ${count} steps, more than ${MOST_STEPS}: make its step longer`)
    return []
  }
  const times = Array.from({ length: count }, (_, i) => first + i * step)
  return evaluateVector(expr, { ...evaluation, times }).map(({ labels, values }) => {
    const present = times.flatMap((at, i) => {
      const value = values[i] ?? null
      return value === null ? [] : [{ at, value }]
    })
    return {
      labels,
      samples: {
        times: Float64Array.from(present, ({ at }) => at),
        values: Float64Array.from(present, ({ value }) => value),
        stale: null,
      },
    }
  })
}
