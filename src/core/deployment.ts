import type { DurationMs, EpochMs } from './time.ts'

/** The release under watch. `at` is null while nobody said when it was. */
export type Deployment = {
  readonly at: EpochMs | null
  /** Where `at` comes from, for people: `--deployed-at`, `the profile`, `a change to version 0.2.0`. */
  readonly atFrom: string
  /** Whether a person said it, a change was seen, or it is concluded from something else; what is said stays. */
  readonly certainty: 'said' | 'seen' | 'inferred'
  readonly version: string | null
  /** How long the watch lasts after `at`. */
  readonly windowMs: DurationMs
}

/** Something that is looked at again and again. */
export type Check = {
  readonly title: string
  readonly everyMs: DurationMs
  /** What has to be read for it to be done. */
  readonly signals: readonly string[]
}

/** A part of the watch, in time since the deployment. */
export type Phase = {
  readonly id: string
  readonly title: string
  readonly fromMs: DurationMs
  readonly toMs: DurationMs
  readonly checks: readonly Check[]
  /** What must hold in this phase, in words. */
  readonly expectations: readonly string[]
}

/** The phase that holds at that age, or null before the first and after the last. */
export function phaseAt(phases: readonly Phase[], ageMs: DurationMs): Phase | null {
  return phases.find((phase) => ageMs >= phase.fromMs && ageMs < phase.toMs) ?? null
}
