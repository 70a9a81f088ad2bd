import { longestGap } from '../core/instances.ts'
import { lookBackWithPast, type Past } from '../core/past.ts'
import type { Instance, SignalConfig } from '../core/signal.ts'
import type { EpochMs } from '../core/time.ts'

/** Since when something has been as it is. */
export type Run = {
  readonly since: EpochMs
  /** It may have been so for longer: what was before is not known. */
  readonly isAtLeast: boolean
}

/** How long the answer of now has been the same for every value of the past, back to where it is not known. */
export function runOf(
  config: SignalConfig,
  instance: Instance,
  past: Past,
  isSo: (value: number) => boolean,
): Run | null {
  const found: { since: EpochMs | null; isAtLeast: boolean } = { since: null, isAtLeast: true }
  lookBackWithPast(past, instance, longestGap(config, instance), (at, value, gapMs) => {
    if (found.since !== null && found.since - at > gapMs) return false
    found.isAtLeast = isSo(value)
    if (found.isAtLeast) found.since = at
    return found.isAtLeast
  })
  const { since, isAtLeast } = found
  return since === null ? null : { since, isAtLeast }
}

/** The later of two, for what needs both. */
export const later = (a: Run, b: Run): Run => (b.since > a.since ? b : a)

/** The earlier of two, for what needs one of them. */
export const earlier = (a: Run, b: Run): Run => (b.since < a.since ? b : a)
