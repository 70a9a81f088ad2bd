import type { Point } from './series.ts'
import type { Instance, SignalConfig } from './signal.ts'
import type { DurationMs, EpochMs } from './time.ts'
import { formatNumber, formatValue } from './units.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** What the same hours were like before the deployment, by the source that was asked. */
export type Before = ReadonlyMap<string, BeforeOfSource>

export type BeforeOfSource = {
  readonly askedAt: EpochMs
  readonly deployedAt: EpochMs
  /** How far the points were moved: whole days. */
  readonly offsetMs: DurationMs
  readonly outcome: 'pending' | 'known' | 'failed'
  /** By the id of the series; moved to now, so that each point lies under the present one it is compared with. */
  readonly points: ReadonlyMap<string, readonly Point[]>
}

/**
 * How long ago the same hours of the last day before the deployment were: whole days, so that night is compared with
 * night, and as many as it takes that all of it lies before the deployment.
 */
export function daysBefore(ageMs: DurationMs): DurationMs {
  return Math.max(1, Math.ceil(ageMs / DAY_MS)) * DAY_MS
}

/** When is compared, and how far the points of a past lie apart. */
export type Moment = {
  readonly now: EpochMs
  readonly stepMs: DurationMs
  readonly deployedAt: EpochMs | null
}

/** A series compared with itself in the same hour before the deployment. */
export type Comparison =
  | { readonly kind: 'known'; readonly before: number; readonly offsetMs: DurationMs }
  | { readonly kind: 'unknown'; readonly reason: string }

/**
 * What a series was in the hour that ended whole days ago at this time of day: the median of its points, so that one
 * spike of that day is not what today is held against. Unknown with less than half of the hour.
 */
export function compareWithBefore(
  before: Before,
  { id, source }: { readonly id: string; readonly source: string },
  { now, stepMs, deployedAt }: Moment,
): Comparison {
  const known = before.get(source)
  if (known === undefined)
    return {
      kind: 'unknown',
      reason: deployedAt === null ? 'nobody says when that was' : 'nothing was read of it',
    }
  const hour = (known.points.get(id) ?? []).filter(({ at }) => at <= now && at > now - HOUR_MS)
  if (hour.length * stepMs >= HOUR_MS / 2) {
    const sorted = hour.map(({ value }) => value).sort((a, b) => a - b)
    return { kind: 'known', before: sorted[Math.floor(sorted.length / 2)] ?? 0, offsetMs: known.offsetMs }
  }
  switch (known.outcome) {
    case 'pending':
      return { kind: 'unknown', reason: 'nothing was read of it yet' }
    case 'failed':
      return { kind: 'unknown', reason: `${source} gave no answer about it` }
    case 'known':
      return {
        kind: 'unknown',
        reason: `${source} has ${hour.length === 0 ? 'nothing' : 'too little'} of it`,
      }
  }
}

/** How much a value differs, as short as can be: `+42 %`; of a ratio in points, of what was 0 as it is. */
export function describeDifference(value: number, before: number, { unit, digits }: SignalConfig): string {
  const difference = value - before
  const sign = difference > 0 ? '+' : ''
  if (unit === 'ratio') return `${sign}${formatNumber(difference, 'points', digits ?? undefined)} points`
  if (before <= 0) return `${sign}${formatValue(difference, unit, digits ?? undefined)}`
  return `${sign}${formatNumber(difference / before, 'ratio', 0)} %`
}

/** The comparison in words: `+42 % on the same hour before the deployment (2.40 s)`. */
export function describeComparison(comparison: Comparison, value: number, config: SignalConfig): string {
  if (comparison.kind === 'unknown')
    return `the same hour before the deployment is not known: ${comparison.reason}`
  const { before } = comparison
  const was = formatValue(before, config.unit, config.digits ?? undefined)
  return `${describeDifference(value, before, config)} on the same hour before the deployment (${was})`
}

/** A series as it is now against the time before; null where it is not compared, or has no value to go by. */
export function compareNow(
  before: Before,
  config: SignalConfig,
  { id, verdict: { level, value } }: Instance,
  moment: Moment,
): { readonly comparison: Comparison; readonly words: string } | null {
  if (!config.hasBaseline || typeof value !== 'number' || level === 'stale' || level === 'unknown')
    return null
  const comparison = compareWithBefore(before, { id, source: config.source }, moment)
  return { comparison, words: describeComparison(comparison, value, config) }
}
