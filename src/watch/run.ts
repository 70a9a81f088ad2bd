import { longestGap } from '../core/instances.ts'
import { lookBackWithPast, NO_PAST, type Past } from '../core/past.ts'
import type { Instance, SignalConfig } from '../core/signal.ts'
import type { EpochMs } from '../core/time.ts'

/** Since when something has been as it is. */
export type Run = {
  readonly since: EpochMs
  /** It may have been so for longer: what was before is not known. */
  readonly isAtLeast: boolean
}

/**
 * How long the answer of now has been the same for every value of the past, back to where it is not known. What lies before the
 * tail of the series stays as it is for dozens of answers, so whoever asks with each of them may remember what was found there.
 */
export function runOf(
  config: SignalConfig,
  instance: Instance,
  past: Past,
  isSo: (value: number) => boolean,
  remembered: (find: () => Run | null) => Run | null = (find) => find(),
): Run | null {
  const { series } = instance
  const begin = series.tail[0]?.at
  const before = series.chunks.at(-1)?.at(-2)
  if (begin === undefined || before === undefined) return walk(config, instance, past, isSo)
  const recent = walk(config, { ...instance, series: { ...series, chunks: [] } }, NO_PAST, isSo)
  if (recent?.since !== begin || begin - before > longestGap(config, instance)) return recent
  const older = remembered(() => walk(config, { ...instance, series: { ...series, tail: [] } }, past, isSo))
  return older ?? { since: begin, isAtLeast: false }
}

function walk(
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
