import type { Rule, RuleState } from './rule.ts'
import type { Labels, Sample } from './sample.ts'
import type { Series } from './series.ts'
import type { DurationMs, EpochMs } from './time.ts'
import type { Unit } from './units.ts'
import type { Level, Verdict } from './verdict.ts'

/** How a source reads a signal; which of these it may be depends on the kind of the source. */
export type Read =
  /** A PromQL expression. `$window` and the like have been replaced. */
  | { readonly by: 'query'; readonly query: string }
  /** A path of a JSON endpoint and where in the answer the value is: `services.workers.llm`, `models.*.status`. */
  | { readonly by: 'get'; readonly path: string; readonly pick: string }
  /** A named field of a source with a fixed set of them, such as `memory_free_ratio` of a GPU. */
  | { readonly by: 'field'; readonly field: string }

/** A KPI of the profile. */
export type SignalConfig = {
  readonly id: string
  /** A few words for people: `p95`, `JSON fallback`. */
  readonly title: string
  readonly source: string
  readonly read: Read
  /** The label whose values tell the series apart (`mode`, `gpu`), or null for a single series. */
  readonly label: string | null
  /** Values of that label that must be there; a missing one is unknown, not forgotten. */
  readonly expect: readonly string[]
  readonly unit: Unit
  /** Decimals to show; null for the unit's own. */
  readonly digits: number | null
  readonly staleAfterMs: DurationMs
  /** Failed reads in a row before they count; then the verdict is `onFailure`. */
  readonly failures: number
  readonly onFailure: 'unknown' | 'warn' | 'crit'
  /** It may have no data, and then nothing is wrong. */
  readonly isOptional: boolean
  /** It is compared with the same hours before the deployment. */
  readonly hasBaseline: boolean
  /** Words for values that are states: `{ '0': 'closed', '1': 'open' }`. */
  readonly states: Readonly<Record<string, string>>
  readonly rules: readonly Rule[]
}

/** One series of a signal with everything known about it. */
export type Instance = {
  /** The signal's id, with the label's value where there is one: `latency_p95.fast`. */
  readonly id: string
  /** The label's value, or '' for a single series. */
  readonly key: string
  readonly labels: Labels
  /** The last value read, however old. */
  readonly last: Extract<Sample, { kind: 'value' }> | null
  /** What came instead of a value since then. */
  readonly problem: Exclude<Sample, { kind: 'value' }> | null
  /** When an answer, of whatever kind, last arrived. */
  readonly answeredAt: EpochMs
  /** Failed reads in a row. */
  readonly failures: number
  /** Since when the value has been what it is, as far as is known. */
  readonly valueSince: EpochMs
  /** Since when it has been read without a gap, whatever its values were. */
  readonly readSince: EpochMs
  readonly rules: readonly RuleState[]
  readonly series: Series
  readonly verdict: Verdict
  /** The level last told as a change; null before the first reading. */
  readonly announced: Level | null
}

export type Signal = {
  readonly config: SignalConfig
  /** By key, in the order of `expect`, then of arrival. */
  readonly instances: ReadonlyMap<string, Instance>
}

/** The id by which others refer to one series of a signal. */
export function instanceId(signal: string, key: string): string {
  return key === '' ? signal : `${signal}.${key}`
}
