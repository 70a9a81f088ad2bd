import type { Model } from '../core/model.ts'
import type { Value } from '../core/sample.ts'
import { type DurationMs, type EpochMs, formatRoughly } from '../core/time.ts'
import type { Unit } from '../core/units.ts'
import { ageAt, type Limit } from '../core/verdict.ts'
import type { JudgedCriterion, JudgedGate, Outcome } from '../watch/gates.ts'
import {
  describeCriterion,
  describeForecast,
  describeMoment,
  describeRun,
  oldestAge,
} from '../watch/sentence.ts'
import { OUTCOME_SIGNS } from '../widgets/outcome.ts'

/** Grows by adding fields; the number changes when a field changes its meaning or goes. */
const CHECK_FORMAT = 'hypercare.check/1'

type CriterionReport = {
  /** The gate it belongs to: the one that was asked, or one that it requires. */
  readonly gate: string
  readonly id: string
  readonly title: string
  readonly outcome: Outcome
  /** ISO 8601; `sinceIsAtLeast` says that it may have been so for longer. */
  readonly since: string
  readonly sinceIsAtLeast: boolean
  readonly reason: string
  /** When waiting alone will pass it, ISO 8601; null where it will not, or nobody can say. */
  readonly readyAt: string | null
  readonly evidence: readonly {
    readonly id: string
    readonly outcome: Outcome
    readonly value: Value | null
    readonly unit: Unit
    readonly limit: Limit
    readonly ageMs: DurationMs | null
    readonly seen: string
    readonly asked: string
    readonly lack: string
    readonly since: string
  }[]
}

export type CheckReport = {
  readonly format: typeof CHECK_FORMAT
  readonly at: string
  readonly profile: string
  readonly environment: string
  readonly gate: string
  readonly title: string
  readonly outcome: Outcome
  readonly since: string
  readonly readyAt: string | null
  readonly criteria: readonly CriterionReport[]
  /** What belongs to it and nothing measures. */
  readonly byHand: readonly string[]
}

/** A judged gate as data for scripts, the criteria of the gates it requires among its own. */
export function checkReport(judged: JudgedGate, { profile, now }: Model): CheckReport {
  return {
    format: CHECK_FORMAT,
    at: iso(now),
    profile: profile.name,
    environment: profile.environment,
    gate: judged.gate.id,
    title: judged.gate.title,
    outcome: judged.outcome,
    since: iso(judged.run.since),
    readyAt: judged.readyAt === null ? null : iso(judged.readyAt),
    criteria: criteriaOf(judged).map(([gate, criterion]) => reportCriterion(gate, criterion, now)),
    byHand: judged.gate.byHand,
  }
}

/** All criteria of a gate, those of the gates it requires first, each with the gate it belongs to. */
function criteriaOf({
  gate,
  requires,
  criteria,
}: JudgedGate): readonly (readonly [string, JudgedCriterion])[] {
  return [...requires.flatMap(criteriaOf), ...criteria.map((criterion) => [gate.id, criterion] as const)]
}

function reportCriterion(gate: string, judged: JudgedCriterion, now: EpochMs): CriterionReport {
  const { criterion, outcome, run, forecast, evidence } = judged
  return {
    gate,
    id: criterion.id,
    title: criterion.title,
    outcome,
    since: iso(run.since),
    sinceIsAtLeast: run.isAtLeast,
    reason: describeCriterion(judged),
    readyAt: forecast === null || forecast.kind === 'never' ? null : iso(forecast.at),
    evidence: evidence.map(({ id, truth, value, unit, limit, readAt, seen, asked, lack, run }) => ({
      id,
      outcome: ({ yes: 'passed', no: 'failed', unknown: 'unknown' } as const)[truth],
      value,
      unit,
      limit,
      ageMs: ageAt({ readAt }, now),
      seen,
      asked,
      lack,
      since: iso(run.since),
    })),
  }
}

/** One line a criterion, then the gate: `✖ failed   tuning.entropy  not converged, …`. */
export function checkText(judged: JudgedGate, model: Model): string {
  const { gate, outcome, run, readyAt } = judged
  const criteria = criteriaOf(judged)
  const names = criteria.map(([id, { criterion }]) => `${id}.${criterion.id}`)
  const width = Math.max(...names.map(({ length }) => length), gate.id.length)
  const line = (result: Outcome, name: string, text: string): string =>
    `${OUTCOME_SIGNS[result]} ${result.padEnd(7)}  ${name.padEnd(width)}  ${text}`
  const ready = readyAt === null ? '' : `; only time is lacking: ready ${describeMoment(readyAt, model)}`
  return [
    ...criteria.map(([, each], index) => line(each.outcome, names[index] ?? '', criterionText(each, model))),
    ...gate.byHand.map((what) => `  by hand  ${' '.repeat(width)}  ${what}`),
    line(outcome, gate.id, `${gate.title}: ${outcome} ${describeRun(run, model.now)}${ready}`),
  ].join('\n')
}

function criterionText(judged: JudgedCriterion, model: Model): string {
  const { criterion, evidence, run, forecast } = judged
  const ageMs = oldestAge(evidence, model.now)
  const age = ageMs === null ? 'no value' : `read ${formatRoughly(ageMs)} ago`
  const coming = forecast === null ? '' : `; ${describeForecast(forecast, model)}`
  return `${criterion.title}: ${describeCriterion(judged)}, ${describeRun(run, model.now)}, ${age}${coming}`
}

const iso = (at: EpochMs): string => new Date(at).toISOString()
