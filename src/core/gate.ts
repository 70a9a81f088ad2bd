import type { ValueClaim } from './claim.ts'
import type { DurationMs } from './time.ts'

/** One criterion of a gate: something that must be true of every series of a signal. */
export type Criterion = {
  readonly id: string
  readonly title: string
  readonly signal: string
  readonly claim: ValueClaim
  /** How long it must have been true without interruption. */
  readonly forMs: DurationMs
  /** What time alone brings about: numbers on their way to a limit. Empty where waiting does not help. */
  readonly awaits: readonly Await[]
}

/** A number that comes nearer to a limit at a pace of its own. */
export type Await = { readonly signal: string; readonly claim: Extract<ValueClaim, { by: 'number' }> }

/** What must hold before something may be done. */
export type Gate = {
  readonly id: string
  readonly title: string
  readonly criteria: readonly Criterion[]
  /** Gates that must be passed as well. */
  readonly requires: readonly string[]
  /** What belongs to it and nothing measures: people tick it off themselves. */
  readonly byHand: readonly string[]
}

/** The parts of the traffic that a new version gets one after the other, and the gate before each step. */
export type Canary = {
  /** Ratios, rising: 0.01, 0.05, 0.25, 1. */
  readonly stages: readonly number[]
  readonly gate: string
  /** What tells the part it has now: a signal, else what the profile says; null where nothing does. */
  readonly signal: string | null
  readonly at: number | null
}
