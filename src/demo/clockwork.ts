/** How to let an amount of simulated time pass. */
export interface Pace {
  /** Simulated seconds to play. */
  readonly seconds: number
  /** The longest slice to play them in. */
  readonly sliceSeconds: number
}

const SLICE_SECONDS = 1
const MAX_SLICES = 120

/**
 * Slices of at most a simulated second; where that would be more than 120 of them, coarser ones.
 * A clock that stands still or goes back lets no time pass.
 */
export function paceOf(elapsedMs: number, speed: number): Pace {
  const seconds = Math.max(0, (elapsedMs / 1000) * speed)
  return { seconds, sliceSeconds: Math.max(SLICE_SECONDS, seconds / MAX_SLICES) }
}
