import { type DurationMs, type EpochMs, formatPart, formatRoughly } from '../core/time.ts'
import type { Evidence } from './evidence.ts'

/**
 * Evidence of something that must have been so for some time. What is so, but not yet for so long, does not hold; where it
 * may have been so for longer than is known, nobody knows. Either way time alone brings it about.
 */
export function heldFor(forMs: DurationMs, evidence: Evidence, now: EpochMs): Evidence {
  const { run } = evidence
  const asked = { ...evidence, asked: `${evidence.asked} for ${formatRoughly(forMs)}` }
  if (!lacksTime(forMs, evidence, now)) return asked
  const part = formatPart(now - run.since, forMs)
  return run.isAtLeast
    ? { ...asked, truth: 'unknown', lack: `known to be so for ${part} only` }
    : { ...asked, truth: 'no', lack: `so for ${part}` }
}

/** Whether nothing is lacking but that it goes on as it is. */
export const lacksTime = (forMs: DurationMs, { truth, run }: Evidence, now: EpochMs): boolean =>
  forMs > 0 && truth === 'yes' && now - run.since < forMs
