import type { Model, SourceState } from './model.ts'
import type { Instance, SignalConfig } from './signal.ts'
import { type DurationMs, type EpochMs, formatRoughly } from './time.ts'
import { compareLevels, type Level } from './verdict.ts'

/** The one sentence at the top: what is worst, and for how long. */
export type Headline = {
  readonly level: Level
  /** The worst things, most urgent first; each is a clause that can stand alone. */
  readonly clauses: readonly string[]
  /** How many more things are not ok and are not among the clauses. */
  readonly more: number
}

type Concern = { readonly level: Level; readonly clause: string; readonly since: EpochMs }

/** What a tired person must know first. Throws: never. */
export function headline(model: Model, clauses = 2): Headline {
  const concerns = [...brokenSources(model), ...raisedSignals(model), ...criticalAlerts(model)].sort(
    (a, b) => compareLevels(a.level, b.level) || a.since - b.since,
  )
  const worst = concerns[0]
  if (worst === undefined) return { level: 'ok', clauses: [calm(model)], more: 0 }
  return {
    level: worst.level,
    clauses: concerns.slice(0, clauses).map(({ clause }) => clause),
    more: Math.max(0, concerns.length - clauses),
  }
}

/** A source that is down is one concern, however many signals it blinds. */
function brokenSources(model: Model): Concern[] {
  return [...model.sources.values()].flatMap((source): Concern[] => {
    if (source.failure === null || source.failingSince === null) return []
    const blinded = signalsOf(model, source).filter(
      ([, { verdict }]) => verdict.level === 'stale' || verdict.level === 'unknown',
    ).length
    if (blinded === 0) return []
    const lasting = formatRoughly(model.now - source.failingSince)
    return [
      {
        level: 'stale',
        clause: `${source.config.id} gives no answer for ${lasting}: ${source.failure.message}; ${blinded} signals can't be seen`,
        since: source.failingSince,
      },
    ]
  })
}

function raisedSignals(model: Model): Concern[] {
  return [...model.signals.values()].flatMap(({ config, instances }) => {
    const source = model.sources.get(config.source)
    return [...instances.values()].flatMap((instance): Concern[] => {
      const { level, since, reason } = instance.verdict
      if (level === 'ok' || source?.config.enabled === false) return []
      const isBlinded = level === 'stale' || level === 'unknown'
      if (isBlinded && (source?.failure ?? null) !== null) return []
      // Before the first answer there is nothing to say yet; the header shows that the sources are being asked.
      if (isBlinded && source?.answeredAt === null) return []
      return [{ level, clause: clauseOf(config, instance, reason), since }]
    })
  })
}

const clauseOf = (config: SignalConfig, instance: Instance, reason: string): string => {
  const named = reason.startsWith(config.title) ? reason : `${config.title}: ${reason}`
  return instance.key === '' ? named : `${instance.key} ${named}`
}

function criticalAlerts(model: Model): Concern[] {
  return [...model.sources.values()].flatMap((source) =>
    (source.alerts ?? [])
      .filter(({ state, severity }) => state === 'active' && severity === 'critical')
      .map(({ name, startsAt }) => ({
        level: 'crit' as const,
        clause: `alert ${name} for ${formatRoughly(model.now - startsAt)}`,
        since: startsAt,
      })),
  )
}

function calm(model: Model): string {
  const instances = [...model.signals.values()].flatMap(({ config, instances }) =>
    model.sources.get(config.source)?.config.enabled === false ? [] : [...instances.values()],
  )
  if (instances.every(({ answeredAt }) => answeredAt === 0)) return 'Asking the sources for the first time'
  const waiting = instances.filter(({ verdict }) => verdict.level !== 'ok').length
  const age = dataAge(model)
  const read = age === null ? '' : `, oldest value ${formatRoughly(age)} old`
  return waiting === 0
    ? `All ${instances.length} signals ok${read}`
    : `${instances.length - waiting} signals ok, ${waiting} not read yet`
}

/** The age of the oldest value shown as live; null while nothing is live. */
export function dataAge(model: Model): DurationMs | null {
  let oldest: DurationMs | null = null
  for (const { instances } of model.signals.values()) {
    for (const { verdict } of instances.values()) {
      const isLive = verdict.level === 'ok' || verdict.level === 'warn' || verdict.level === 'crit'
      if (isLive && verdict.ageMs !== null) oldest = Math.max(oldest ?? 0, verdict.ageMs)
    }
  }
  return oldest
}

function signalsOf(model: Model, source: SourceState): [SignalConfig, Instance][] {
  return [...model.signals.values()]
    .filter(({ config }) => config.source === source.config.id)
    .flatMap(({ config, instances }) =>
      [...instances.values()].map((instance): [SignalConfig, Instance] => [config, instance]),
    )
}
