import { type Comparison, compareWithBefore } from '../core/before.ts'
import { isPending, isUnanswered } from '../core/judge.ts'
import type { Model, SourceState } from '../core/model.ts'
import { type Rule, ruleApplies } from '../core/rule.ts'
import type { Labels, Value } from '../core/sample.ts'
import { emptySeries, type Point, type Series } from '../core/series.ts'
import type { Instance, SignalConfig } from '../core/signal.ts'
import { speakerFor } from '../core/standIn.ts'
import { type DurationMs, type EpochMs, holdsFor } from '../core/time.ts'
import { ageAt, type Level, type Verdict, worstLevel } from '../core/verdict.ts'

/** One series as panels show it. */
export type Item = {
  readonly signal: SignalConfig
  readonly key: string
  readonly labels: Labels
  readonly level: Level
  readonly verdict: Verdict
  /** How old the value is; null where there is none. */
  readonly ageMs: DurationMs | null
  /** What may be shown as the value: null also where the verdict is about not having been answered. */
  readonly value: Value | null
  /** Why the value can't be gone by; empty where it can. */
  readonly note: string
  /** A limit is broken, but not yet for as long as its rule asks. */
  readonly isPending: boolean
  /** Its source is switched off in the profile. */
  readonly isOff: boolean
  /** How long the value has been what it is, as far as is known. */
  readonly heldMs: DurationMs
  /** The value is older than what is known: it was already so at the beginning. */
  readonly isHeldLonger: boolean
  readonly series: Series
  /** The same hours before the deployment, moved to now; null where the series is not compared with them. */
  readonly before: { readonly points: readonly Point[]; readonly comparison: Comparison } | null
  readonly now: EpochMs
}

/** The series of a signal, at least one: a signal that is not in the profile is an unknown one that says so. */
export function itemsOf(model: Model, id: string): readonly Item[] {
  const signal = model.signals.get(id)
  if (signal === undefined) return [missing(model, id, `the profile has no signal "${id}"`)]
  const source = speakerFor(model.sources, signal.config.source)
  const isOff = source?.config.enabled === false
  const items = [...signal.instances.values()].map((instance) =>
    itemOf(signal.config, instance, source, model),
  )
  return items.length > 0 ? items : [{ ...missing(model, id, 'no series'), signal: signal.config, isOff }]
}

/** The series of several signals, one after the other. */
export function allItems(model: Model, ids: readonly string[]): readonly Item[] {
  return ids.flatMap((id) => itemsOf(model, id))
}

/** The first series of a signal: the only one of a signal without a label. */
export function firstItem(model: Model, id: string): Item {
  return itemsOf(model, id)[0] ?? missing(model, id, 'no series')
}

/** The series of a signal with that value of its label, or null. */
export function itemWithKey(model: Model, id: string, key: string): Item | null {
  return itemsOf(model, id).find((item) => item.key === key) ?? null
}

/** The worst of the items; what is switched off counts only where nothing else is left. */
export function worstOf(items: readonly Item[]): Level {
  return worstLevel(items.filter(({ isOff }) => !isOff).map(({ level }) => level))
}

/** Whether the value is one to go by now. */
export function isLive({ level, value, isOff }: Item): boolean {
  return value !== null && !isOff && level !== 'stale' && level !== 'unknown'
}

/** When the first of the ages that stand beside these values is another; a value that can be gone by stands without. */
export function agesChangeAt(items: readonly Item[]): EpochMs {
  return Math.min(
    Number.POSITIVE_INFINITY,
    ...items.map((item) =>
      item.isOff || isLive(item) || item.ageMs === null
        ? Number.POSITIVE_INFINITY
        : item.now + holdsFor(item.ageMs),
    ),
  )
}

/** The rule that speaks, else the first that could. */
export function ruleOf({ signal, labels, verdict }: Item): Rule | null {
  return (
    signal.rules.find(({ id }) => id === verdict.rule) ??
    signal.rules.find((rule) => ruleApplies(rule, labels)) ??
    null
  )
}

/** All rules that judge this series. */
export function rulesOf({ signal, labels }: Item): readonly Rule[] {
  return signal.rules.filter((rule) => ruleApplies(rule, labels))
}

function itemOf(
  signal: SignalConfig,
  instance: Instance,
  source: SourceState | undefined,
  { now, before, profile, deployment }: Model,
): Item {
  const { verdict, key, labels, series, valueSince } = instance
  const isSilent = isUnanswered(instance)
  const isOff = source?.config.enabled === false
  return {
    signal,
    key,
    labels,
    level: verdict.level,
    verdict,
    ageMs: ageAt(verdict, now),
    value: isSilent || isOff ? null : verdict.value,
    note:
      isOff || isSilent || !isRaisedOrOk(verdict.level)
        ? inShort(causeOf(instance, source, isOff, isSilent), source)
        : '',
    isPending: isPending(signal, instance),
    isOff,
    heldMs: Math.max(0, now - valueSince),
    isHeldLonger: (firstAt(series) ?? 0) >= valueSince,
    series,
    before: signal.hasBaseline
      ? beforeOf(
          before,
          { id: instance.id, source: signal.source },
          { now, stepMs: profile.history.stepMs, deployedAt: deployment.at },
        )
      : null,
    now,
  }
}

const beforeOf = (...about: Parameters<typeof compareWithBefore>): Item['before'] => {
  const [before, { id, source }] = about
  return { points: before.get(source)?.points.get(id) ?? [], comparison: compareWithBefore(...about) }
}

/** When the oldest known point was read; null where none is kept, as of words. */
function firstAt({ chunks, tail }: Series): EpochMs | null {
  return chunks[0]?.[0] ?? tail[0]?.at ?? null
}

/** The cause alone: value and age stand beside it already. */
function causeOf(
  { verdict, problem }: Instance,
  source: SourceState | undefined,
  isOff: boolean,
  isSilent: boolean,
): string {
  if (isOff) return 'switched off in the profile'
  if (verdict.level !== 'stale' && !isSilent) return verdict.reason
  return problem?.reason ?? source?.failure?.message ?? verdict.reason.split(': ').at(-1) ?? ''
}

/** An address would take the room of what is wrong with it; the header has the same short name, the zoom the address. */
const inShort = (cause: string, source: SourceState | undefined): string =>
  source === undefined ? cause : cause.replace(/^https?:\/\/\S+(?= )/, source.config.short)

const isRaisedOrOk = (level: Level): boolean => level === 'ok' || isRaised(level)

const isRaised = (level: Level): boolean => level === 'warn' || level === 'crit'

function missing(model: Model, id: string, reason: string): Item {
  return {
    signal: {
      id,
      title: id,
      source: '',
      read: { by: 'field', field: '' },
      label: null,
      expect: [],
      unit: 'number',
      digits: null,
      staleAfterMs: 0,
      failures: 1,
      onFailure: 'unknown',
      isOptional: false,
      hasBaseline: false,
      states: {},
      rules: [],
    },
    key: '',
    labels: {},
    level: 'unknown',
    verdict: {
      level: 'unknown',
      reason,
      since: model.now,
      rule: null,
      value: null,
      limit: null,
      readAt: null,
      holdsUntil: model.now,
    },
    ageMs: null,
    value: null,
    note: reason,
    isPending: false,
    isOff: false,
    heldMs: 0,
    isHeldLonger: false,
    series: emptySeries(model.profile.history.lengthMs, model.profile.history.stepMs),
    before: null,
    now: model.now,
  }
}
