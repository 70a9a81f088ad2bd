import type { Phase } from './deployment.ts'
import type { SignalConfig } from './signal.ts'
import type { DurationMs, EpochMs } from './time.ts'

/** On what terms a source speaks for the signals of another one that gives no answer. */
export type StandIn = {
  /** The id of the other source. */
  readonly for: string
  /** Failed polls in a row of the other one after which it takes over. */
  readonly afterFailures: number
  /** The longest the other one must have answered again before it speaks for itself. */
  readonly backAfterMs: DurationMs
  /** It is read all the time, so that it knows the past when it takes over. */
  readonly isWarm: boolean
}

/**
 * What the core needs of one source: when to poll it and how to name it. The rest of its
 * configuration belongs to its kind, under `src/sources/<kind>/config.ts`.
 */
export type SourceTiming = {
  readonly id: string
  readonly kind: string
  /** A few letters for the header: `prom`, `api`. */
  readonly short: string
  readonly enabled: boolean
  readonly intervalMs: DurationMs
  /** One deadline for a whole poll. */
  readonly deadlineMs: DurationMs
  /** Null where it speaks for its own signals alone. */
  readonly standsIn: StandIn | null
}

/** What the core needs of one panel; the rest of its configuration belongs to its kind, under `src/panels/<kind>/`. */
export type PanelIdentity = { readonly id: string; readonly kind: string; readonly title: string }

/** One criterion of a gate: these signals must be `ok`, and, where given, some of their series only. */
export type Criterion = {
  readonly id: string
  readonly title: string
  readonly signal: string
  /** The condition in the profile's own words where it differs from the signal's rules; judged in a later release. */
  readonly condition: string | null
}

export type Gate = {
  readonly id: string
  readonly title: string
  readonly criteria: readonly Criterion[]
  /** Gates that must be passed as well. */
  readonly requires: readonly string[]
}

/** One system under watch, as the core sees it: everything resolved, every duration in milliseconds. */
export type WatchProfile<S extends SourceTiming = SourceTiming, P extends PanelIdentity = PanelIdentity> = {
  readonly name: string
  readonly title: string
  readonly environment: string
  readonly deployment: {
    readonly at: EpochMs | null
    readonly version: string | null
    readonly windowMs: DurationMs
  }
  /** Past kept for the charts, and its grid. */
  readonly history: { readonly lengthMs: DurationMs; readonly stepMs: DurationMs }
  readonly sources: readonly S[]
  readonly signals: readonly SignalConfig[]
  readonly panels: readonly P[]
  readonly phases: readonly Phase[]
  readonly gates: readonly Gate[]
}
