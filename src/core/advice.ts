import type { Claim, Comparison } from './claim.ts'
import type { DurationMs } from './time.ts'

/** How loud an advice is: a note stays on its page, the others are named at the top. */
export type Urgency = 'crit' | 'warn' | 'note'

/** A part of something against a limit, ratios: more than half of the series. */
export type Part = { readonly op: Extract<Comparison, '>' | '>='>; readonly limit: number }

/** A state of the system that can be so, not so, or unknown. */
export type When =
  /** True of some series of the signal, or of that part of them. */
  | { readonly by: 'claim'; readonly signal: string; readonly claim: Claim; readonly part: Part | null }
  /** So much of what there was at the most, as far as the past is known, is gone. */
  | { readonly by: 'lost'; readonly signal: string; readonly part: Part }
  /** An alert of that name fires; a `*` in it stands for anything. */
  | { readonly by: 'alert'; readonly name: string }
  /** An event of that kind is under way, or begins within that time. */
  | { readonly by: 'event'; readonly kind: string; readonly withinMs: DurationMs }
  | { readonly by: 'all' | 'any'; readonly of: readonly When[] }

/** What the runbook asks for in a state. Among equals the first of the profile comes first. */
export type Advice = {
  readonly id: string
  readonly when: When
  /** How long it must have been so without interruption. */
  readonly forMs: DurationMs
  /** An order, in the words of a person to another: `downshift to fast`. */
  readonly say: string
  /** The id of the action that does it, or null where it is done by hand. */
  readonly action: string | null
  /** Where it stands: `001: circuit breaker open`. */
  readonly page: string
  readonly urgency: Urgency
  /** What shows that it was followed; null where nothing does, and it is asked for as long as its state lasts. */
  readonly done: When | null
}
