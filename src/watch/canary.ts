import type { Canary } from '../core/gate.ts'
import type { Model } from '../core/model.ts'
import type { Value } from '../core/sample.ts'
import { judgeGate, type Outcome } from './gates.ts'

/** Where a canary stands and whether it may go on. */
export type CanaryStep = {
  /** The part of the traffic it has by its stages, a ratio; null where nothing tells it, 0 before the first. */
  readonly now: number | null
  /** The stage that comes next; null at the last one, and while it is not known where it stands. */
  readonly next: number | null
  /** What the gate before the next step says. */
  readonly mayGoOn: Outcome
}

/** A part a little off its stage is that stage: shares of requests are never exact. */
const TOLERANCE = 0.9

export function judgeCanary({ stages, gate, signal, at }: Canary, model: Model): CanaryStep {
  const asked = model.profile.gates.find(({ id }) => id === gate)
  const mayGoOn = asked === undefined ? 'unknown' : judgeGate(asked, model).outcome
  const value = signal === null ? at : seenValue(signal, model)
  if (typeof value !== 'number') return { now: null, next: null, mayGoOn }
  const reached = stages.filter((stage) => value >= stage * TOLERANCE)
  return { now: reached.at(-1) ?? 0, next: stages[reached.length] ?? null, mayGoOn }
}

function seenValue(signal: string, { signals }: Model): Value | null {
  const [instance] = signals.get(signal)?.instances.values() ?? []
  if (instance === undefined) return null
  const { level, value } = instance.verdict
  return level === 'stale' || level === 'unknown' ? null : value
}
