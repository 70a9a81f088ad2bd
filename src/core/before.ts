import type { DurationMs } from './time.ts'

const DAY_MS = 86_400_000

/**
 * How long ago the same hours of the last day before the deployment were: whole days, so that night is compared with
 * night, and as many as it takes that all of it lies before the deployment.
 */
export function daysBefore(ageMs: DurationMs): DurationMs {
  return Math.max(1, Math.ceil(ageMs / DAY_MS)) * DAY_MS
}
