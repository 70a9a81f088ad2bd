import type { DurationMs, EpochMs } from '../core/time.ts'

/** The two clocks of a machine: one that tells the time and may be set, one that only counts. */
export type Clock = {
  now(): EpochMs
  monotonic(): DurationMs
}

export const systemClock: Clock = { now: Date.now, monotonic: () => performance.now() }

/** A silence this long between two ticks of a second means that the program did not run. */
const STANDSTILL_MS = 5_000
/** Clocks that drift apart this much between two ticks mean that one of them jumped. */
const JUMP_MS = 2_000

/**
 * Tells whether time went on without us: a suspend, a SIGSTOP, or a clock that was set.
 * Each call compares with the one before and returns the gap, or null when all is well.
 */
export function createStandstillWatch(clock: Clock): () => DurationMs | null {
  let wall = clock.now()
  let count = clock.monotonic()
  return () => {
    const wallPassed = clock.now() - wall
    const counted = clock.monotonic() - count
    wall += wallPassed
    count += counted
    const didStandStill = wallPassed > STANDSTILL_MS
    const didJump = Math.abs(wallPassed - counted) > JUMP_MS
    return didStandStill || didJump ? Math.abs(wallPassed) : null
  }
}
