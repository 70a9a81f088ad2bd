import { type Alert, alertLevel, isFiring } from '../../core/alert.ts'
import type { Model, SourceState } from '../../core/model.ts'
import type { DurationMs, EpochMs } from '../../core/time.ts'
import { compareLevels, type Level, type RaisedLevel, worstLevel } from '../../core/verdict.ts'
import type { AlertsConfig } from './config.ts'

export type FiringAlert = {
  readonly alert: Alert
  readonly level: RaisedLevel
  /** The label that tells it apart from others of its name; empty where none does. */
  readonly distinction: string
}

/** Why the list can't be gone by, or null where it can. */
export type Blindness = {
  readonly level: 'stale' | 'unknown'
  readonly since: EpochMs | null
  readonly reason: string
}

export type Alerts = {
  readonly level: Level
  /** Active ones, worst first; with a blindness, those of the last answer. */
  readonly firing: readonly FiringAlert[]
  /** Active, but somebody or another alert keeps them quiet. */
  readonly silenced: number
  readonly blindness: Blindness | null
  /** Until then the answer may be gone by; Infinity where it can't be. */
  readonly goneByUntil: EpochMs
  readonly isOff: boolean
  readonly now: EpochMs
}

/** An answer older than this many intervals is no longer gone by. */
const MISSED_POLLS = 3
const LEAST_PATIENCE_MS: DurationMs = 30_000

export function judgeAlerts({ source: id }: AlertsConfig, model: Model): Alerts {
  const source = model.sources.get(id)
  const known = source?.alerts ?? []
  const firing = firingOf(known.filter(isFiring))
  const blindness = blindnessOf(id, source, model)
  return {
    level: blindness?.level ?? worstLevel(['ok', ...firing.map(({ level }) => level)]),
    firing,
    silenced: known.filter(({ state }) => state === 'silenced' || state === 'inhibited').length,
    blindness,
    goneByUntil: blindness === null ? goneByUntil(source) : Number.POSITIVE_INFINITY,
    isOff: source?.config.enabled === false,
    now: model.now,
  }
}

export function blindnessOf(id: string, source: SourceState | undefined, model: Model): Blindness | null {
  if (source === undefined)
    return { level: 'unknown', since: null, reason: `the profile has no source "${id}"` }
  const { config, failure, failingSince, answeredAt, alerts } = source
  if (!config.enabled) {
    return { level: 'unknown', since: null, reason: `the source ${id} is switched off in the profile` }
  }
  const level = alerts === null ? 'unknown' : 'stale'
  if (failure !== null) return { level, since: answeredAt ?? failingSince, reason: failure.message }
  if (answeredAt === null) return { level: 'unknown', since: null, reason: 'not read yet' }
  if (alerts === null) return { level: 'unknown', since: null, reason: `the source ${id} knows no alerts` }
  if (answeredAt < model.trustedSince) {
    return { level: 'stale', since: answeredAt, reason: 'not read again since the program stood still' }
  }
  return model.now > goneByUntil(source)
    ? { level: 'stale', since: answeredAt, reason: 'no answer since' }
    : null
}

function goneByUntil(source: SourceState | undefined): EpochMs {
  if (source === undefined || source.answeredAt === null) return Number.POSITIVE_INFINITY
  const { intervalMs, deadlineMs } = source.config
  return source.answeredAt + Math.max(LEAST_PATIENCE_MS, MISSED_POLLS * intervalMs + deadlineMs)
}

function firingOf(alerts: readonly Alert[]): readonly FiringAlert[] {
  const telling = tellingLabels(alerts)
  return alerts
    .map((alert) => ({ alert, level: alertLevel(alert), distinction: distinctionOf(alert, telling) }))
    .sort((a, b) => compareLevels(a.level, b.level) || b.alert.startsAt - a.alert.startsAt)
}

const GENERAL = new Set([
  'alertname',
  'severity',
  'prometheus',
  'cluster',
  'environment',
  'monitor',
  'replica',
])
/** Labels of the machinery of scraping say little of what is wrong. */
const TECHNICAL = ['job', 'instance', 'pod', 'namespace', 'container', 'endpoint']

/** Labels by how well they tell alerts apart: those that differ within a name first, the technical ones last. */
function tellingLabels(alerts: readonly Alert[]): readonly string[] {
  const names = [...new Set(alerts.flatMap(({ labels }) => Object.keys(labels)))].filter(
    (name) => !GENERAL.has(name),
  )
  const score = (name: string): number => {
    const groups = Map.groupBy(alerts, (alert) => alert.name)
    const differs = [...groups.values()].some(
      (group) => new Set(group.map(({ labels }) => labels[name])).size > 1,
    )
    return (differs ? 0 : 2) + (TECHNICAL.includes(name) ? 1 : 0)
  }
  return names
    .map((name) => ({ name, score: score(name) }))
    .sort((a, b) => a.score - b.score || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name)
}

function distinctionOf({ labels }: Alert, telling: readonly string[]): string {
  const name = telling.find((one) => labels[one] !== undefined && labels[one] !== '')
  return name === undefined ? '' : (labels[name] ?? '')
}
