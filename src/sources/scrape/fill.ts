import { evaluateOver } from '../../core/promql/evaluate.ts'
import type { FillRange, FillResult, History } from '../../core/source.ts'
import { byKey } from '../query/values.ts'
import { type Moment, shown } from './answer.ts'
import type { Asked } from './asked.ts'

/** The past of every question on a grid of our clock, as far back as it was scraped and its windows were full. */
export function fill(asked: readonly Asked[], range: FillRange, moment: Moment): FillResult {
  return { ok: true, histories: asked.flatMap((one) => historiesOf(one, range, moment)) }
}

function historiesOf(
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
  return Array.from(byKey(signal, evaluated.value), ([key, series]): History[] => {
    const [only] = series
    if (key === null || only === undefined || series.length > 1) return []
    const { __name__: _, ...labels } = shown(only.labels)
    const points = Array.from(only.values, (value, i) => ({ at: only.times[i] ?? start, value }))
    const usable = points.filter(({ value }) => Number.isFinite(value))
    return usable.length === 0 ? [] : [{ signal: signal.id, labels, points: usable }]
  }).flat()
}
