import type { DurationMs, EpochMs } from '../../core/time.ts'

/** When a request was sent and its answer read, by our clock, and what the server's headers say of time. */
export type Timing = {
  readonly sentAt: EpochMs
  readonly receivedAt: EpochMs
  /** The `Date` header, cut to whole seconds by HTTP; null where there is none. */
  readonly serverDate: EpochMs | null
  /** How long the answer lay in a cache: the `Age` header. */
  readonly cachedMs: DurationMs
}

/**
 * The server's clock minus ours, or null where the answer does not tell.
 * `Date` is cut to whole seconds, so half of one is added; what is left is an error of ± 0.5 s and half the round trip.
 */
export function skewOf(timing: Timing): DurationMs | null {
  if (timing.serverDate === null) return null
  return Math.round(timing.serverDate + 500 - (timing.sentAt + timing.receivedAt) / 2)
}
