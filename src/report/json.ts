import type { Advice } from '../core/advice.ts'
import type { Alert } from '../core/alert.ts'
import { compareNow } from '../core/before.ts'
import { headline } from '../core/headline.ts'
import { isPending } from '../core/judge.ts'
import type { Model, SourceState } from '../core/model.ts'
import type { Labels, Value } from '../core/sample.ts'
import type { Instance, SignalConfig } from '../core/signal.ts'
import { describeDuty, speakerFor } from '../core/standIn.ts'
import type { DurationMs, EpochMs } from '../core/time.ts'
import type { Unit } from '../core/units.ts'
import { ageAt, type Level, type Limit } from '../core/verdict.ts'
import { type JudgedAdvice, judgeAdvice } from '../watch/advice.ts'
import { type Breach, breachesOf } from '../watch/breaches.ts'
import { type JudgedGate, judgeGates, type Outcome } from '../watch/gates.ts'
import { describeEvidence } from '../watch/sentence.ts'

/** Grows by adding fields; the number changes when a field changes its meaning or goes. */
const SNAPSHOT_FORMAT = 'hypercare.snapshot/1'

/** One series of one signal, judged. */
export type SignalReport = {
  /** The signal's id, with the label's value where there is one: `latency_p95.fast`. */
  readonly id: string
  readonly title: string
  readonly level: Level
  readonly reason: string
  /** A limit is broken, but not yet for as long as its rule asks; the level is still ok. */
  readonly pending: boolean
  /** Null where there is no value to show. */
  readonly value: Value | null
  readonly unit: Unit
  readonly limit: Limit
  /** Milliseconds since the value was measured; null where there is none. */
  readonly ageMs: DurationMs | null
  /** The source that was read, also where it stands in for the one the profile names. */
  readonly source: string
  readonly labels: Labels
  /** ISO 8601, since when the level holds. */
  readonly since: string
  readonly rule: string | null
  /** The same hour before the deployment; null where it is not compared with it. */
  readonly before: {
    /** Null where it is not known; the words say why. */
    readonly value: number | null
    /** How long ago that hour ended. */
    readonly agoMs: DurationMs | null
    /** `+42 % on the same hour before the deployment (2.40 s)`. */
    readonly words: string
  } | null
}

export type SourceReport = {
  readonly id: string
  readonly kind: string
  readonly state: 'ok' | 'partial' | 'failing' | 'off' | 'unread'
  readonly failure: string | null
  readonly hint: string | null
  readonly warnings: readonly string[]
  /** The server's clock minus ours, in milliseconds; null where it is not told. */
  readonly skewMs: DurationMs | null
  /** For which source it speaks now, ISO 8601 since when, and what it does in words; null where it speaks for itself or rests. */
  readonly onDuty: { readonly for: string; readonly since: string; readonly doing: string } | null
}

export type AdviceReport = Pick<Advice, 'id' | 'say' | 'page' | 'action' | 'urgency'> & {
  /** ISO 8601, since when its state holds. */
  readonly since: string
  readonly evidence: readonly string[]
}

/** How a gate stands; `hypercare check` has its criteria. */
export type GateReport = {
  readonly id: string
  readonly title: string
  readonly outcome: Outcome
  readonly since: string
  /** When it will be passed where only time is lacking, ISO 8601, or null. */
  readonly readyAt: string | null
}

/** A rule that was raised; `to` is when it was last seen so where its end is not `over`. */
export type BreachReport = Omit<Breach, 'from' | 'to'> & { readonly from: string; readonly to: string }

export type Snapshot = {
  readonly format: typeof SNAPSHOT_FORMAT
  readonly at: string
  readonly profile: { readonly name: string; readonly title: string; readonly environment: string }
  readonly deployment: {
    readonly at: string | null
    readonly ageMs: DurationMs | null
    /** Where `at` comes from, in words; null while it is not known. */
    readonly from: string | null
    readonly version: string | null
  }
  readonly headline: { readonly level: Level; readonly clauses: readonly string[]; readonly more: number }
  /** What the runbooks ask for now, the most urgent first. */
  readonly advice: readonly AdviceReport[]
  readonly gates: readonly GateReport[]
  /** What was broken since the deployment, the newest first, as far as the past is known. */
  readonly breaches: readonly BreachReport[]
  readonly sources: readonly SourceReport[]
  readonly signals: readonly SignalReport[]
  readonly alerts: readonly (Omit<Alert, 'startsAt'> & {
    readonly source: string
    readonly startsAt: string
  })[]
}

/** The whole state of the system under watch as data for scripts. */
export function snapshotOf(model: Model): Snapshot {
  const { profile, deployment } = model
  return {
    format: SNAPSHOT_FORMAT,
    at: iso(model.now),
    profile: { name: profile.name, title: profile.title, environment: profile.environment },
    deployment: {
      at: deployment.at === null ? null : iso(deployment.at),
      ageMs: deployment.at === null ? null : model.now - deployment.at,
      from: deployment.at === null ? null : deployment.atFrom,
      version: deployment.version,
    },
    headline: headline(model),
    advice: judgeAdvice(model)
      .filter(({ state }) => state === 'due')
      .map((advice) => reportAdvice(advice, model.now)),
    gates: judgeGates(model).map(reportGate),
    breaches: breachesOf(model).map(({ from, to, ...breach }) => ({
      ...breach,
      from: iso(from),
      to: iso(to),
    })),
    sources: [...model.sources.values()].map(reportSource),
    signals: [...model.signals.values()].flatMap(({ config, instances }) => {
      const source = speakerFor(model.sources, config.source)?.config.id ?? config.source
      return [...instances.values()].map((instance) => reportInstance(config, instance, source, model))
    }),
    alerts: [...model.sources.values()].flatMap((source) =>
      (source.alerts ?? []).map((alert) => ({
        ...alert,
        source: source.config.id,
        startsAt: iso(alert.startsAt),
      })),
    ),
  }
}

function reportInstance(
  config: SignalConfig,
  instance: Instance,
  source: string,
  { before, now, profile, deployment }: Model,
): SignalReport {
  const { id, labels, verdict } = instance
  const moment = { now, stepMs: profile.history.stepMs, deployedAt: deployment.at }
  const compared = compareNow(before, config, instance, moment)
  return {
    id,
    title: config.title,
    level: verdict.level,
    reason: verdict.reason,
    pending: isPending(config, instance),
    value: verdict.value,
    unit: config.unit,
    limit: verdict.limit,
    ageMs: ageAt(verdict, now),
    source,
    labels,
    since: iso(verdict.since),
    rule: verdict.rule,
    before: reportBefore(compared),
  }
}

function reportBefore(compared: ReturnType<typeof compareNow>): SignalReport['before'] {
  if (compared === null) return null
  const { comparison, words } = compared
  return comparison.kind === 'known'
    ? { value: comparison.before, agoMs: comparison.offsetMs, words }
    : { value: null, agoMs: null, words }
}

function reportAdvice({ advice, run, evidence }: JudgedAdvice, now: EpochMs): AdviceReport {
  const { id, say, page, action, urgency } = advice
  return {
    id,
    say,
    page,
    action,
    urgency,
    since: iso(run.since),
    evidence: evidence.map((each) => describeEvidence(each, now)),
  }
}

const reportGate = ({ gate, outcome, run, readyAt }: JudgedGate): GateReport => ({
  id: gate.id,
  title: gate.title,
  outcome,
  since: iso(run.since),
  readyAt: readyAt === null ? null : iso(readyAt),
})

function reportSource(source: SourceState): SourceReport {
  const { config, failure, warnings, skewMs, onDutySince } = source
  return {
    id: config.id,
    kind: config.kind,
    state: stateOf(source),
    failure: failure?.message ?? null,
    hint: failure?.hint ?? null,
    warnings,
    skewMs,
    onDuty:
      config.standsIn === null || onDutySince === null
        ? null
        : { for: config.standsIn.for, since: iso(onDutySince), doing: describeDuty(source) },
  }
}

function stateOf({ config, failure, answeredAt, warnings }: SourceState): SourceReport['state'] {
  if (!config.enabled) return 'off'
  if (failure !== null) return 'failing'
  if (answeredAt === null) return 'unread'
  return warnings.length > 0 ? 'partial' : 'ok'
}

const iso = (at: EpochMs): string => new Date(at).toISOString()
