import type { Labels } from './sample.ts'
import type { EpochMs } from './time.ts'
import type { RaisedLevel } from './verdict.ts'

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
