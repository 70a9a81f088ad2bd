import type { Selector } from '../../core/promql/selectors.ts'
import { numberSample, type Reading } from '../../core/sample.ts'
import type { DurationMs, EpochMs } from '../../core/time.ts'
import { skewOf, type Timing } from '../http/skew.ts'
import { contributors, measuredAtBy, type Newest } from '../query/ages.ts'
import type { Question } from '../query/question.ts'
import type { KeyedValue } from '../query/values.ts'
import { instantId, windowId } from './ages.ts'
import type { TogetherResult } from './together.ts'

/** A question with what its answer holds. */
export type Measured = { readonly question: Question; readonly values: readonly KeyedValue[] }

/** The newest samples, by what was asked. */
export type Times = ReadonlyMap<string, Newest>

/** What is known of the ages of the samples behind the values. */
export type Ages = {
  readonly ok: true
  readonly instant: Times
  readonly window: Times
  /** Why an age could not be read, by what was asked. */
  readonly errors: ReadonlyMap<string, string>
  readonly warnings: readonly string[]
}

/** Those of a question's selectors. */
export function bySelector(
  selectors: readonly Selector[],
  idOf: (selector: Selector) => string,
  times: Times,
): Map<Selector, Newest> {
  return new Map(
    selectors.flatMap((selector) => {
      const newest = times.get(idOf(selector))
      return newest === undefined ? [] : [[selector, newest]]
    }),
  )
}

/** The readings of one question, each as old as the samples it was made of. */
export function readingsOf(
  { question, values }: Measured,
  ages: Ages,
  { timing, evaluatedMs }: Extract<TogetherResult, { ok: true }>,
): readonly Reading[] {
  const { signal } = question
  const selectors = contributors(question)
  const { label } = signal
  const instant = bySelector(selectors, (selector) => instantId(selector, label), ages.instant)
  const window = bySelector(selectors, (selector) => windowId(selector, label), ages.window)
  const ids = selectors.flatMap((selector) => [instantId(selector, label), windowId(selector, label)])
  const error = ids.map((id) => ages.errors.get(id)).find((text) => text !== undefined)
  const measuredAt = measuredAtBy(selectors, instant, window, evaluatedMs)
  // The server evaluates when the question arrives, so what was sent at `sentAt` is at least that old.
  const answeredAt = timing.sentAt - cachedFor(timing, evaluatedMs)
  return values.map((value): Reading => {
    const without = (kind: 'absent' | 'failed', reason: string): Reading => ({
      signal: signal.id,
      labels: value.labels,
      sample: { kind, reason, measuredAt: answeredAt },
    })
    if (value.kind === 'none') return without('absent', value.reason)
    if (value.kind === 'failed') return without('failed', value.reason)
    if (error !== undefined) return without('absent', `no data: how old it is can't be told: ${error}`)
    const ageMs = evaluatedMs - measuredAt(value.key)
    return { signal: signal.id, labels: value.labels, sample: numberSample(value.value, answeredAt - ageMs) }
  })
}

/** An evaluation well before the `Date` of the same answer comes from a cache in between. */
function cachedFor(timing: Timing, evaluatedMs: EpochMs): DurationMs {
  const sinceEvaluation = timing.serverDate === null ? 0 : timing.serverDate - evaluatedMs
  const isCached = sinceEvaluation > timing.receivedAt - timing.sentAt + 2_000
  return Math.max(timing.cachedMs, isCached ? sinceEvaluation : 0)
}

/**
 * The server's clock minus ours. Prometheus tells its time of evaluation in milliseconds, VictoriaMetrics in whole
 * seconds: then `Date` is as good.
 */
export function clockSkew(timing: Timing, evaluatedMs: EpochMs): DurationMs | null {
  if (evaluatedMs % 1000 === 0 || cachedFor(timing, evaluatedMs) > 0) return skewOf(timing)
  return Math.round(evaluatedMs - (timing.sentAt + timing.receivedAt) / 2)
}
