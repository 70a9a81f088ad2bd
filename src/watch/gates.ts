import type { Criterion, Gate } from '../core/gate.ts'
import type { Model } from '../core/model.ts'
import type { DurationMs, EpochMs } from '../core/time.ts'
import { type Evidence, evidenceOf, type Truth } from './evidence.ts'
import { type Forecast, forecastOf } from './forecast.ts'
import { heldFor, lacksTime } from './hold.ts'
import { earlier, later, type Run } from './run.ts'

export type Outcome = 'passed' | 'failed' | 'unknown'

/** A criterion held against what is known. */
export type JudgedCriterion = {
  readonly criterion: Criterion
  readonly outcome: Outcome
  /** Every series of its signal; empty only where the profile has no such signal. */
  readonly evidence: readonly Evidence[]
  readonly run: Run
  /** When waiting alone will pass it; null where it is passed or nothing is awaited. */
  readonly forecast: Forecast | null
}

export type JudgedGate = {
  readonly gate: Gate
  readonly outcome: Outcome
  readonly criteria: readonly JudgedCriterion[]
  /** The gates it requires, judged. */
  readonly requires: readonly JudgedGate[]
  readonly run: Run
  /** When it will be passed where nothing is lacking but time; null where something else is, or nobody can say. */
  readonly readyAt: EpochMs | null
}

/** An outcome as people are told it: what failed and lacks nothing but time is waiting, and no alarm. */
export type Standing = Outcome | 'waiting'

export const standingOf = (part: JudgedCriterion | JudgedGate): Standing =>
  part.outcome === 'failed' && readyAtOf(part) !== null ? 'waiting' : part.outcome

const OUTCOMES: Readonly<Record<Truth, Outcome>> = { yes: 'passed', no: 'failed', unknown: 'unknown' }

/** All gates of the profile, in its order. */
export function judgeGates(model: Model): readonly JudgedGate[] {
  return model.profile.gates.map((gate) => judgeGate(gate, model))
}

/**
 * Holds a gate against the model at its time. One criterion that failed fails it, else one that is not known leaves it
 * unknown; a gate it requires counts as a criterion. Profiles whose gates wait for each other are refused when they are read.
 */
export function judgeGate(gate: Gate, model: Model): JudgedGate {
  const criteria = gate.criteria.map((criterion) => judgeCriterion(criterion, model))
  const requires = gate.requires.flatMap((id) => {
    const required = model.profile.gates.find((other) => other.id === id)
    return required === undefined ? [] : [judgeGate(required, model)]
  })
  const parts = [...criteria, ...requires]
  const outcome = requires.length < gate.requires.length ? 'unknown' : together(parts)
  return {
    gate,
    outcome,
    criteria,
    requires,
    run: runOfAll(parts, outcome, model),
    readyAt: readyAt(parts, model),
  }
}

function judgeCriterion(criterion: Criterion, model: Model): JudgedCriterion {
  const signal = model.signals.get(criterion.signal)
  const { claim, forMs, awaits } = criterion
  const present = signal === undefined ? [] : evidenceOf(claim, signal, model.past)
  const evidence = forMs === 0 ? present : present.map((each) => heldFor(forMs, each, model.now))
  const parts = evidence.map(({ truth, run }) => ({ outcome: OUTCOMES[truth], run }))
  const outcome = together(parts)
  const forecast =
    heldAt(present, forMs, model.now) ?? (outcome === 'failed' ? forecastOf(awaits, model) : null)
  return { criterion, outcome, evidence, run: runOfAll(parts, outcome, model), forecast }
}

/** When it will have been so for long enough, where nothing else is lacking. */
function heldAt(present: readonly Evidence[], forMs: DurationMs, now: EpochMs): Forecast | null {
  const waiting = present.filter((each) => lacksTime(forMs, each, now))
  if (waiting.length === 0 || present.some(({ truth }) => truth !== 'yes')) return null
  return { kind: 'held', at: Math.max(...waiting.map(({ run }) => run.since)) + forMs }
}

type Part = { readonly outcome: Outcome; readonly run: Run }

/** Nothing at all is unknown, not passed. */
function together(parts: readonly Part[]): Outcome {
  if (parts.some(({ outcome }) => outcome === 'failed')) return 'failed'
  if (parts.length === 0 || parts.some(({ outcome }) => outcome === 'unknown')) return 'unknown'
  return 'passed'
}

/** Passed since the last of them was; failed or unknown since the first of those that are. */
function runOfAll(parts: readonly Part[], outcome: Outcome, { now }: Model): Run {
  const runs = parts.filter((part) => part.outcome === outcome).map(({ run }) => run)
  const [first, ...others] = runs
  if (first === undefined) return { since: now, isAtLeast: true }
  return others.reduce(outcome === 'passed' ? later : earlier, first)
}

/** Known only where everything that is not passed waits for time and for nothing else. */
function readyAt(parts: readonly (JudgedCriterion | JudgedGate)[], { now }: Model): EpochMs | null {
  const times = parts.filter(({ outcome }) => outcome !== 'passed').map(readyAtOf)
  const known = times.filter((at) => at !== null)
  return known.length === 0 || known.length < times.length ? null : Math.max(now, ...known)
}

function readyAtOf(part: JudgedCriterion | JudgedGate): EpochMs | null {
  if ('readyAt' in part) return part.readyAt
  return part.forecast === null || part.forecast.kind === 'never' ? null : part.forecast.at
}
