import type { Deed } from './action.ts'
import type { Check, Proposal, Subject } from './proposal.ts'

export type No = {
  readonly ok: false
  readonly reason: string
  readonly hint: string
  /** What every guard said; empty where it did not come so far. */
  readonly checks: readonly Check[]
}

export type PlanResult = { readonly ok: true; readonly proposal: Proposal } | No

export type StartResult =
  /** It is so; the journal tells the rest. */
  { readonly ok: true } | No

export type JournalResult =
  | { readonly ok: true; readonly deeds: readonly Deed[] }
  | { readonly ok: false; readonly reason: string }

/** Who plans and hands over for the screen, and reads what came of it. Nothing rejects; failures are values. */
export type Operator = {
  /** Reads the target and works the plan out; it is in the journal when it is shown. Changes nothing. */
  plan(subject: Subject, note: string, overrides: readonly string[]): Promise<PlanResult>
  /** Confirms a plan of before and hands it over to a runner, or has it wait for a second person. */
  start(id: string): Promise<StartResult>
  /** Approves a plan that another person confirmed, and hands it over to a runner. */
  approve(id: string): Promise<StartResult>
  /** Keeps what would be taken back. */
  keep(id: string): Promise<StartResult>
  /** Nobody wants that plan any more. */
  decline(id: string): Promise<void>
  /** The journal as it is now; null where nothing is new. */
  read(): Promise<JournalResult | null>
}
