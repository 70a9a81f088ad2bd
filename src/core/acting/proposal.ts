import type { DurationMs, EpochMs } from '../time.ts'

/** What is to be planned: an action with its arguments, or the way back of one that was done. */
export type Subject =
  | { readonly kind: 'action'; readonly action: string; readonly args: readonly string[] }
  | { readonly kind: 'undo'; readonly deed: string }

export type Check = {
  readonly outcome: 'pass' | 'warn' | 'friction' | 'refuse'
  readonly words: string
  readonly hint: string
  /** What is to be typed to overrule it; null where nobody may, or nothing is in the way. */
  readonly overrule: string | null
}

/** A line of a plan: `undo` `back to balanced`. Texts that came from outside are sanitised. */
export type PlanFact = { readonly name: string; readonly text: string }

/** A plan as people read it and say yes to it. */
export type Proposal = {
  /** What a yes does: start it, approve what another person confirmed, keep what would be taken back. */
  readonly asks: 'start' | 'approve' | 'keep'
  /** The hash of all that is shown and done. */
  readonly id: string
  readonly title: string
  readonly system: string
  readonly subject: Subject
  /** In the order to show: now, after, step, what it touches and costs, undo, verify, risk, note. */
  readonly facts: readonly PlanFact[]
  readonly checks: readonly Check[]
  /** What has to be typed to confirm it. */
  readonly word: string
  readonly isRisky: boolean
  readonly plannedAt: EpochMs
  /** How long after that a yes counts. */
  readonly lifeMs: DurationMs
}
