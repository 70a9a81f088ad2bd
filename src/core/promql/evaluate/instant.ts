import type { DurationMs, EpochMs } from '../../time.ts'
import type { VectorSelector } from '../ast.ts'
import { type Column, columnOf, isColumn, type Numbers } from '../column.ts'
import type { Samples } from '../storage.ts'
import { type Evaluation, shiftedTimes } from './evaluation.ts'

/** The newest sample of each series at each moment, at most the look-back old: its value, or when it was taken, in seconds. */
export function selectInstant(
  selector: VectorSelector,
  evaluation: Evaluation,
  what: 'value' | 'time' = 'value',
): Column[] {
  const times = shiftedTimes(selector, evaluation)
  const [first] = times
  const last = times.at(-1)
  if (first === undefined || last === undefined) return []
  const { storage, lookbackMs } = evaluation
  return storage
    .select(selector.matchers, first - lookbackMs, last)
    .map(({ labels, samples }) => columnOf(labels, newest(samples, times, lookbackMs, what)))
    .filter(isColumn)
}

function newest(
  { times, values, stale }: Samples,
  moments: readonly EpochMs[],
  lookbackMs: DurationMs,
  what: 'value' | 'time',
): Numbers {
  let index = -1
  return moments.map((moment) => {
    // Moments come in order, so the newest sample is never behind the one before.
    for (let at = times[index + 1]; at !== undefined && at <= moment; at = times[index + 1]) index += 1
    const at = times[index]
    if (at === undefined || at < moment - lookbackMs || stale?.[index] === 1) return null
    return what === 'time' ? at / 1000 : (values[index] ?? null)
  })
}
