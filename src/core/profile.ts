import type { ActionIdentity } from './acting/action.ts'
import type { Advice } from './advice.ts'
import type { Check, Phase } from './deployment.ts'
import type { ExpectedEvent } from './event.ts'
import type { Canary, Gate } from './gate.ts'
import type { Rebinding } from './keyNames.ts'
import type { Notify } from './notify.ts'
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

export type PanelReferences = { readonly sources: readonly string[]; readonly gates: readonly string[] }
/** How the author of a profile wants its panels to stand on screens of at least that size. */
export type LayoutConfig = {
  readonly id: string
  readonly columns: number
  readonly rows: number
  /** Lines of stacks of panels, by their ids, top to bottom. */
  readonly lines: readonly (readonly { readonly panels: readonly string[]; readonly weight: number }[])[]
}

/** One system under watch, as the core sees it: everything resolved, every duration in milliseconds. */
export type WatchProfile<
  S extends SourceTiming = SourceTiming,
  P extends PanelIdentity = PanelIdentity,
  A extends ActionIdentity = ActionIdentity,
> = {
  readonly name: string
  readonly title: string
  readonly environment: string
  readonly deployment: {
    readonly at: EpochMs | null
    readonly version: string | null
    readonly windowMs: DurationMs
    /** The signals that tell the version and the start of the process (Unix time, seconds), where nobody says more. */
    readonly versionFrom: string | null
    readonly startFrom: string | null
  }
  /** Past kept for the charts, and its grid. */
  readonly history: { readonly lengthMs: DurationMs; readonly stepMs: DurationMs }
  readonly sources: readonly S[]
  readonly signals: readonly SignalConfig[]
  readonly panels: readonly P[]
  readonly layouts: readonly LayoutConfig[]
  /** By panel, the signals it shows, in its order. */
  readonly shown: ReadonlyMap<string, readonly string[]>
  /** By panel, what else it names: whose alerts it shows, and which gates. */
  readonly refers: ReadonlyMap<string, PanelReferences>
  /** What is looked at all through the watch, whatever the phase. */
  readonly checks: readonly Check[]
  readonly phases: readonly Phase[]
  readonly gates: readonly Gate[]
  readonly canary: Canary | null
  /** What is known to come from outside. */
  readonly events: readonly ExpectedEvent[]
  /** The runbooks: what is asked for in which state, the most important first. */
  readonly advice: readonly Advice[]
  /** When somebody who does not look is called; null for never. */
  readonly notify: Notify | null
  /** What a person may do. */
  readonly actions: readonly A[]
  /** Where commands have other keys than their usual ones. */
  readonly keys: Rebinding
}
