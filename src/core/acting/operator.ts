import type { EpochMs } from '../time.ts'
import type { Deed, Subject } from './action.ts'

export type Check = {
  readonly outcome: 'pass' | 'warn' | 'friction' | 'refuse'
  readonly words: string
  readonly hint: string
}

/** A line of a plan: `undo` `back to balanced`. Texts that came from outside are sanitised. */
export type PlanFact = { readonly name: string; readonly text: string }

/** A plan as people read it and say yes to it. */
export type Proposal = {
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
}

export type No = {
  readonly ok: false
  readonly reason: string
  readonly hint: string
  /** What every guard said; empty where it did not come so far. */
  readonly checks: readonly Check[]
}

export type PlanResult = { readonly ok: true; readonly proposal: Proposal } | No

export type StartResult =
  /** A runner has it; the journal tells the rest. */
  { readonly ok: true } | No

export type JournalResult =
  | { readonly ok: true; readonly deeds: readonly Deed[] }
  | { readonly ok: false; readonly reason: string }

/** Who plans and hands over for the screen, and reads what came of it. Nothing rejects; failures are values. */
export type Operator = {
  /** Reads the target and works the plan out; it is in the journal when it is shown. Changes nothing. */
  plan(subject: Subject, note: string): Promise<PlanResult>
  /** Confirms a plan of before and hands it over to a runner. */
  start(id: string): Promise<StartResult>
  /** Nobody wants that plan any more. */
  decline(id: string): Promise<void>
  /** The journal as it is now; null where nothing is new. */
  read(): Promise<JournalResult | null>
}
