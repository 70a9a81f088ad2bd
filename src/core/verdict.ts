import type { Value } from './sample.ts'
import type { DurationMs, EpochMs } from './time.ts'

/** What a rule says of a signal. `stale` was known once; `unknown` never was, or the source says it has no data. */
export const LEVELS = ['ok', 'warn', 'crit', 'stale', 'unknown'] as const
export type Level = (typeof LEVELS)[number]

/** The levels a rule can raise by itself; staleness and ignorance come from the samples. */
export type RaisedLevel = 'ok' | 'warn' | 'crit'

/** The limit a value is held against: a number, a range, or words. Null where a signal has no rule. */
export type Limit = number | readonly [number, number] | string | null

/** The judgement of one signal, with its evidence. */
export type Verdict = {
  readonly level: Level
  /**
   * A sentence with the evidence: `p95 3.41 s ≥ 3.2 s for 4 m`. Worded when it is read: every series is judged every
   * second, and of most nobody reads why.
   */
  readonly reason: string
  /** Since when the level holds. For a raised level, since when the limit has been broken. */
  readonly since: EpochMs
  /** The rule that speaks, or null. */
  readonly rule: string | null
  /** The last value read, also when it is stale; null when there never was one. */
  readonly value: Value | null
  readonly limit: Limit
  /** When the value was true; null when there is none. */
  readonly readAt: EpochMs | null
  /** Until then it stays as it is, its words too, unless something is read or a source fails: time alone changes nothing. */
  readonly holdsUntil: EpochMs
}

/** How old the value is; null when there is none. */
export function ageAt({ readAt }: Pick<Verdict, 'readAt'>, now: EpochMs): DurationMs | null {
  return readAt === null ? null : Math.max(0, now - readAt)
}

/** What deserves attention first. A sight that was lost outranks a warning: nobody knows what hides there. */
const URGENCY: Record<Level, number> = { crit: 4, stale: 3, warn: 2, unknown: 1, ok: 0 }

/** Sort order: the more urgent level first. */
export function compareLevels(a: Level, b: Level): number {
  return URGENCY[b] - URGENCY[a]
}

/** The most urgent of the levels; `unknown` for none at all, since nothing was judged. */
export function worstLevel(levels: Iterable<Level>): Level {
  let worst: Level | null = null
  for (const level of levels) if (worst === null || URGENCY[level] > URGENCY[worst]) worst = level
  return worst ?? 'unknown'
}
