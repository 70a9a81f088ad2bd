import { evaluateAt } from '../../core/promql/evaluate.ts'
import type { Selector } from '../../core/promql/selectors.ts'
import type { Samples } from '../../core/promql/storage.ts'
import type { Value } from '../../core/promql/value.ts'
import { type Labels, numberSample, type Reading } from '../../core/sample.ts'
import { sanitise } from '../../core/sanitise.ts'
import type { ScrapedStore } from '../../core/scraped/store.ts'
import { type DurationMs, type EpochMs, formatPart } from '../../core/time.ts'
import { contributors, measuredAtBy, type Newest, unseen } from '../query/ages.ts'
import { type Answered, type AnsweredSeries, valuesOf } from '../query/values.ts'
import { type Asked, errorIn } from './asked.ts'

/** Where and when questions are answered. */
export type Moment = {
  readonly store: ScrapedStore
  readonly at: EpochMs
  readonly lookbackMs: DurationMs
  /** When the first scrape of all succeeded. */
  readonly since: EpochMs
  /** The time between two scrapes: so much of a window is always empty. */
  readonly intervalMs: DurationMs
}

/** The readings of one question at that moment, each as old as the samples it was made of. */
export function answer(asked: Asked, moment: Moment): readonly Reading[] {
  const { question } = asked
  const { at } = moment
  const absent = (labels: Labels, reason: string): Reading => ({
    signal: question.signal.id,
    labels,
    sample: { kind: 'absent', reason, measuredAt: at },
  })
  const filling = fillingOf(asked, moment)
  if (filling !== null) return [absent({}, filling)]
  const ages = agesOf(asked, moment)
  return valuesOf(question.signal, answeredAt(asked, moment)).map((value): Reading => {
    if (value.kind !== 'number') return absent(value.labels, value.reason)
    return {
      signal: question.signal.id,
      labels: value.labels,
      sample: numberSample(value.value, ages(value.key)),
    }
  })
}

/** That a window reaches back to before the first scrape: `filling, 3 of 5 m`. Null where none does. */
function fillingOf({ expression }: Asked, { store, at, since, intervalMs }: Moment): string | null {
  if (!expression.ok) return null
  let longest: { readonly have: DurationMs; readonly need: DurationMs } | null = null
  for (const { selector, pastMs } of expression.pasts) {
    if (pastMs === 0 || !Number.isFinite(pastMs)) continue
    const have = at - (store.since(selector.matchers) ?? since)
    if (have < pastMs - intervalMs && pastMs - have > (longest === null ? 0 : longest.need - longest.have))
      longest = { have, need: pastMs }
  }
  return longest === null ? null : `filling, ${formatPart(longest.have, longest.need)}`
}

function answeredAt({ question, expression }: Asked, { store, at, lookbackMs }: Moment): Answered {
  if (!expression.ok) return { kind: 'query-error', error: expression.error }
  const evaluated = evaluateAt(expression.expr, store, at, { lookbackMs })
  if (!evaluated.ok) return { kind: 'query-error', error: errorIn(question.query, evaluated.error) }
  const { kind } = evaluated.value
  return { kind: 'data', type: kind, series: seriesOf(evaluated.value) }
}

function seriesOf(value: Value): readonly AnsweredSeries[] {
  switch (value.kind) {
    case 'scalar':
      return [{ labels: {}, value: value.value }]
    case 'vector':
      return value.elements.map(({ labels, value }) => ({ labels: shown(labels), value }))
    case 'string':
    case 'matrix':
      return []
  }
}

/** Labels as they may be shown; they are compared and matched as the target wrote them. */
export function shown(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [sanitise(name), sanitise(value)]))
}

/** When the value of a key was true. */
function agesOf({ question, matchers }: Asked, { store, at, lookbackMs }: Moment): (key: string) => EpochMs {
  const { label } = question.signal
  const selectors = contributors(question)
  const newest = (
    selector: Selector,
    from: EpochMs,
    newestIn: (samples: Samples) => EpochMs | null,
  ): Newest => {
    const times = new Map<string, EpochMs>()
    for (const { labels, samples } of store.select(matchers.get(selector) ?? [], from, at)) {
      const time = newestIn(samples)
      const key = label === null ? '' : sanitise(labels[label] ?? '')
      if (time !== null) times.set(key, Math.max(time, times.get(key) ?? 0))
    }
    return times
  }
  const instant = new Map(selectors.map((each) => [each, newest(each, at - lookbackMs, lastLiving)]))
  return (key) => {
    const window = new Map(
      unseen(selectors, instant, key).map((each) => [each, newest(each, at - each.rangeMs, lastValue)]),
    )
    return measuredAtBy(selectors, instant, window, at)(key)
  }
}

/** The time of the last sample, unless the series has ended with it. */
function lastLiving({ times, stale }: Samples): EpochMs | null {
  return stale?.at(-1) === 1 ? null : (times.at(-1) ?? null)
}

/** The time of the last sample before whatever end. */
function lastValue({ times, stale }: Samples): EpochMs | null {
  for (let i = times.length - 1; i >= 0; i -= 1) if (stale?.[i] !== 1) return times[i] ?? null
  return null
}
