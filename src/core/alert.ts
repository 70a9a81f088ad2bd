import type { Labels } from './sample.ts'
import type { DurationMs, EpochMs } from './time.ts'
import type { RaisedLevel } from './verdict.ts'

/** Who asked for quiet, until when and why; sanitised. */
export type Silence = {
  readonly id: string
  readonly createdBy: string
  readonly comment: string
  readonly endsAt: EpochMs
}

/** An alert as Alertmanager tells it, sanitised. */
export type Alert = {
  readonly fingerprint: string
  readonly name: string
  /** `unknown` where the alert carries none. */
  readonly severity: string
  readonly state: 'active' | 'silenced' | 'inhibited' | 'unprocessed'
  readonly startsAt: EpochMs
  readonly summary: string
  readonly runbookUrl: string | null
  readonly labels: Labels
  readonly annotations: Labels
  /** The silences that hold it back, as far as the source told of them. */
  readonly silences: readonly Silence[]
  /** The names of the alerts that hold it back. */
  readonly inhibitedBy: readonly string[]
}

/** An alert that was there and is not any more. */
export type ResolvedAlert = {
  readonly alert: Alert
  /** When the first answer without it came. */
  readonly goneAt: EpochMs
}

/** Whether the alert stands for something that is wrong now and that nobody has silenced. */
export function isFiring({ state }: Alert): boolean {
  return state === 'active' || state === 'unprocessed'
}

const CRITICAL = ['critical', 'crit', 'page', 'fatal', 'emergency']
const HARMLESS = ['info', 'none', 'debug']

/** The usual words for severities; a word nobody knows is a warning, since it was worth an alert. */
export function alertLevel({ severity }: Alert): RaisedLevel {
  const word = severity.toLowerCase()
  return CRITICAL.includes(word) ? 'crit' : HARMLESS.includes(word) ? 'ok' : 'warn'
}

const RESOLVED_KEPT_MS: DurationMs = 3_600_000
/** A storm that ends leaves no more of itself than this. */
const MOST_RESOLVED = 100

/** What was resolved within the last hour, newest first, after another answer. An alert that is back is not resolved. */
export function resolvedAfter(
  resolved: readonly ResolvedAlert[],
  before: readonly Alert[],
  alerts: readonly Alert[],
  now: EpochMs,
): readonly ResolvedAlert[] {
  const here = new Set(alerts.map(({ fingerprint }) => fingerprint))
  const gone = before.filter(({ fingerprint }) => !here.has(fingerprint))
  return [...gone.map((alert) => ({ alert, goneAt: now })), ...resolved]
    .filter(({ alert, goneAt }) => !here.has(alert.fingerprint) && now - goneAt <= RESOLVED_KEPT_MS)
    .slice(0, MOST_RESOLVED)
}
