import type { DurationMs, EpochMs } from '../time.ts'

/** How long a plan may wait for its confirmation. */
export const PLAN_LIFE_MS: DurationMs = 60_000

/** A clock that was set back makes a plan no younger. */
export const isExpired = ({ plannedAt }: { readonly plannedAt: EpochMs }, now: EpochMs): boolean =>
  now - plannedAt > PLAN_LIFE_MS || now < plannedAt
