import type { DurationMs, EpochMs } from '../../time.ts'
import type { Subquery } from '../ast.ts'
import type { StoredSeries } from '../storage.ts'
import type { Evaluation } from './evaluation.ts'

/** Prometheus' evaluation interval, unless it is configured otherwise. */
const DEFAULT_STEP_MS = 60_000

/** So that a slip of the pen (`[30d:1ms]`) is a sentence and no standstill. */
const MOST_STEPS = 100_000

/** The values of an expression in the ranges that end at `ends`, at the absolute multiples of the step, as samples of series. */
export function evaluateSubquery(
  { expr, rangeMs, stepMs, span }: Subquery,
  ends: readonly EpochMs[],
  evaluation: Evaluation,
): StoredSeries[] {
  const times = stepsIn(ends, rangeMs, stepMs ?? DEFAULT_STEP_MS)
  if (times === null) {
    evaluation.fail(span, `the subquery has more than ${MOST_STEPS} steps: make its step longer`)
    return []
  }
  return evaluation.evaluate.vector(expr, { ...evaluation, times }).map(({ labels, values }) => {
    const isThere = (_: number, step: number): boolean => values[step] !== null
    return {
      labels,
      samples: {
        times: Float64Array.from(times.filter(isThere)),
        values: Float64Array.from(values.filter((value) => value !== null)),
        stale: null,
      },
    }
  })
}

/** Each step that any of the ranges holds, once; null where there are too many. */
function stepsIn(ends: readonly EpochMs[], rangeMs: DurationMs, stepMs: DurationMs): EpochMs[] | null {
  const steps: EpochMs[] = []
  for (const end of ends) {
    const next = (steps.at(-1) ?? Number.NEGATIVE_INFINITY) + stepMs
    const first = Math.max(next, Math.ceil((end - rangeMs) / stepMs) * stepMs)
    for (let step = first; step <= end; step += stepMs) {
      if (steps.length === MOST_STEPS) return null
      steps.push(step)
    }
  }
  return steps
}
