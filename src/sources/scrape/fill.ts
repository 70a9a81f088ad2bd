import { evaluateOver } from '../../core/promql/evaluate.ts'
import type { FillRange, FillResult, History } from '../../core/source.ts'
import { historiesOf } from '../query/history.ts'
import { type Moment, shown } from './answer.ts'
import type { Asked } from './asked.ts'

/** The past of every question on a grid of our clock, as far back as it was scraped and its windows were full. */
export function fill(asked: readonly Asked[], range: FillRange, moment: Moment): FillResult {
  return { ok: true, histories: asked.flatMap((one) => pastOf(one, range, moment)) }
}

function pastOf(
  { question: { signal }, expression }: Asked,
  { lengthMs, stepMs, part }: FillRange,
  { store, at, since, lookbackMs }: Moment,
): History[] {
  if (!expression.ok) return []
  const begun = expression.pasts.map(
    ({ selector, pastMs }) => (store.since(selector.matchers) ?? since) + pastMs,
  )
  const fullAt = Math.max(since, ...begun)
  const end = Math.floor((at - (part?.endedMs ?? 0)) / stepMs) * stepMs
  const start = Math.ceil(Math.max(end - lengthMs, fullAt) / stepMs) * stepMs
  if (!(start <= end)) return []
  const evaluated = evaluateOver(expression.expr, store, { start, end, stepMs }, { lookbackMs })
  if (!evaluated.ok) return []
  const series = evaluated.value.map(({ labels, times, values }) => ({
    labels: shown(labels),
    points: Array.from(values, (value, i) => ({ at: times[i] ?? start, value })),
  }))
  return historiesOf(signal, series)
}
