import type { DurationMs, EpochMs } from '../time.ts'

/** How long a plan may wait for its confirmation. */
export const PLAN_LIFE_MS: DurationMs = 60_000

type Living = { readonly plannedAt: EpochMs; readonly lifeMs?: DurationMs }

/** A clock that was set back makes a plan no younger. */
export const isExpired = ({ plannedAt, lifeMs = PLAN_LIFE_MS }: Living, now: EpochMs): boolean =>
  now - plannedAt > lifeMs || now < plannedAt
