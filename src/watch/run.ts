import { longestGap } from '../core/instances.ts'
import { newestWithPast, type Past } from '../core/past.ts'
import type { Point } from '../core/series.ts'
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
  let since: Point | null = null
  for (const point of newestWithPast(past, instance, longestGap(config, instance))) {
    if (since !== null && since.at - point.at > point.gapMs) return { since: since.at, isAtLeast: true }
    if (!isSo(point.value)) return since === null ? null : { since: since.at, isAtLeast: false }
    since = point
  }
  return since === null ? null : { since: since.at, isAtLeast: true }
}

/** The later of two, for what needs both. */
export const later = (a: Run, b: Run): Run => (b.since > a.since ? b : a)

/** The earlier of two, for what needs one of them. */
export const earlier = (a: Run, b: Run): Run => (b.since < a.since ? b : a)
