import { alertLevel, isFiring } from './alert.ts'
import { isUnanswered } from './judge.ts'
import type { Model, SourceState } from './model.ts'
import type { Instance, SignalConfig } from './signal.ts'
import { describeDuty, speakerFor, speakersIn } from './standIn.ts'
import { type DurationMs, formatRoughly } from './time.ts'
import { ageAt, compareLevels, type Level, worstLevel } from './verdict.ts'

/** The one sentence at the top: what is worst, and for how long. */
export type Headline = {
  readonly level: Level
  /** The worst things, most urgent first; each is a clause that can stand alone. */
  readonly clauses: readonly string[]
  /** How many more things are not ok and are not among the clauses. */
  readonly more: number
}

/** Hundreds of things may be wrong; only what is told is put into words. */
type Concern = { readonly level: Level; readonly clause: () => string }

/**
 * What a tired person must know first. Among equals a lost sight comes first, then signals in the profile's order, which
 * is its author's order of importance, then alerts, which repeat what a signal says with its value. Throws: never.
 */
export function headline(model: Model, clauses = 2): Headline {
  const concerns = [...lostSources(model), ...raisedSignals(model), ...criticalAlerts(model)].sort((a, b) =>
    compareLevels(a.level, b.level),
  )
  const worst = concerns[0]
  if (worst === undefined) return calm(model)
  return {
    level: worst.level,
    clauses: concerns.slice(0, clauses).map(({ clause }) => clause()),
    more: Math.max(0, concerns.length - clauses),
  }
}

/** A source that is down is one concern, however much it blinds. */
function lostSources(model: Model): Concern[] {
  return [...model.sources.values()].flatMap((source): Concern[] => {
    const { config, failure, failingSince, alerts } = source
    if (failure === null || failingSince === null) {
      if (alerts === null || isCurrent(source, model)) return []
      return [
        {
          level: 'stale',
          clause: () => `${config.id} has not been read again since the program stood still`,
        },
      ]
    }
    // Nobody misses a stand-in at rest; one on duty is told with the source it stands in for.
    const { standsIn } = config
    const main = standsIn === null ? undefined : model.sources.get(standsIn.for)
    if (standsIn !== null && (source.onDutySince === null || (main?.failure ?? null) !== null)) return []
    const silent = `${config.id} gives no answer for ${formatRoughly(model.now - failingSince)}`
    const speaker = speakerFor(model.sources, config.id)
    if (speaker !== undefined && speaker !== source && speaker.failure === null) {
      const relief = `${speaker.config.id} stands in (${describeDuty(speaker)})`
      return [{ level: 'warn', clause: () => `${silent}, ${relief}: ${failure.message}` }]
    }
    const own = instancesOf(model, speaker?.config.id ?? config.id)
    const neither = speaker === undefined || speaker === source ? '' : `, nor does ${speaker.config.id}`
    const silenced = own.filter(isUnanswered)
    const blinded =
      silenced.length +
      own.filter(({ verdict: { level } }) => level === 'stale' || level === 'unknown').length
    // For a moment a source may be silent without anybody missing anything.
    if (blinded === 0 && alerts === null && own.length > 0) return []
    const lost = [
      ...(blinded === 0 ? [] : [signals(blinded)]),
      ...(alerts === null ? [] : ['its alerts']),
    ].join(' and ')
    const unseen = lost === '' ? '' : `, ${lost} can't be seen`
    // What it means comes before why: where there is little room, the end is what goes.
    const level = worstLevel(['stale', ...silenced.map(({ verdict }) => verdict.level)])
    return [{ level, clause: () => `${silent}${neither}${unseen}: ${failure.message}` }]
  })
}

/** Whether what the source said last may be taken as said now. */
function isCurrent({ failure, answeredAt }: SourceState, { now, trustedSince }: Model): boolean {
  return failure === null && answeredAt !== null && answeredAt >= trustedSince && answeredAt <= now
}

const signals = (count: number): string => (count === 1 ? '1 signal' : `${count} signals`)

function raisedSignals(model: Model): Concern[] {
  const speakers = speakersIn(model.sources)
  return [...model.signals.values()].flatMap(({ config, instances }) => {
    const source = speakers.get(config.source)
    return [...instances.values()].flatMap((instance): Concern[] => {
      const { level } = instance.verdict
      if (level === 'ok' || source?.config.enabled === false) return []
      const isBlinded = level === 'stale' || level === 'unknown'
      if (isWithoutData(config, instance)) return []
      // Told with the source.
      if ((isBlinded || isUnanswered(instance)) && (source?.failure ?? null) !== null) return []
      // Before the first answer there is nothing to say yet; the header shows that the sources are being asked.
      if (isBlinded && source?.answeredAt === null) return []
      return [{ level, clause: () => clauseOf(config, instance) }]
    })
  })
}

/** What may have no data has none. */
const isWithoutData = ({ isOptional }: SignalConfig, { verdict, problem }: Instance): boolean =>
  isOptional && verdict.level === 'unknown' && problem?.kind === 'absent'

const clauseOf = (config: SignalConfig, instance: Instance): string => {
  return clause(
    instance.key === '' ? '' : seriesName(config, instance.key),
    config.title,
    instance.verdict.reason,
  )
}

/** What is said of one series where nothing beside it tells which: `balanced p95 3.41 s ≥ 3.2 s for 4 m`. */
export function clause(series: string, title: string, reason: string): string {
  const named = reason.startsWith(title) ? reason : `${title}: ${reason}`
  return series === '' ? named : `${series} ${named}`
}

/** A key that is no word by itself gets its label in front: `gpu 0`, `mount /`. */
const seriesName = ({ label }: SignalConfig, key: string): string =>
  label === null || /^\p{L}/u.test(key) ? key : `${label} ${key}`

function criticalAlerts(model: Model): Concern[] {
  return [...model.sources.values()]
    .filter((source) => isCurrent(source, model))
    .flatMap(({ alerts }) => alerts ?? [])
    .filter((alert) => isFiring(alert) && alertLevel(alert) === 'crit')
    .map(({ name, startsAt }) => ({
      level: 'crit',
      clause: () => `alert ${name} for ${formatRoughly(model.now - startsAt)}`,
    }))
}

/** Nothing is wrong as far as is known; it is ok only when everything is known. */
function calm(model: Model): Headline {
  const watched = [...model.sources.values()]
    .filter(({ config }) => config.enabled)
    .flatMap(({ config }) => instancesOf(model, config.id))
  const ok = watched.filter(({ verdict }) => verdict.level === 'ok').length
  const say = (level: Level, clause: string): Headline => ({ level, clauses: [clause], more: 0 })
  if (watched.length === 0) return say('unknown', 'No signal is watched')
  if (watched.every(({ answeredAt }) => answeredAt === 0)) {
    return say('unknown', 'Asking the sources for the first time')
  }
  if (ok < watched.length) return say('unknown', `${signals(ok)} ok, ${watched.length - ok} not read yet`)
  return say('ok', `${ok === 1 ? '' : 'All '}${signals(ok)} ok`)
}

/** The age of the oldest value that is shown, live or not; null while there is none. */
export function dataAge(model: Model): DurationMs | null {
  let oldest: DurationMs | null = null
  for (const { instances } of model.signals.values()) {
    for (const { verdict } of instances.values()) {
      const age = ageAt(verdict, model.now)
      if (age !== null) oldest = Math.max(oldest ?? 0, age)
    }
  }
  return oldest
}

function instancesOf(model: Model, source: string): Instance[] {
  const speakers = speakersIn(model.sources)
  return [...model.signals.values()]
    .filter(({ config }) => speakers.get(config.source)?.config.id === source)
    .flatMap(({ config, instances }) =>
      [...instances.values()].filter((instance) => !isWithoutData(config, instance)),
    )
}
