import type { Advice, Urgency } from '../core/advice.ts'
import type { Model } from '../core/model.ts'
import type { EpochMs } from '../core/time.ts'
import type { Evidence } from './evidence.ts'
import type { Run } from './run.ts'
import { find } from './when.ts'

/** An advice held against the model. */
export type JudgedAdvice = {
  readonly advice: Advice
  /** `pending`: it is so, but not yet for long enough. `unknown`: what it hangs on can't be seen. */
  readonly state: 'due' | 'pending' | 'unknown' | 'idle'
  readonly run: Run
  /** When a pending one will be due. */
  readonly dueAt: EpochMs
  /** What makes it so, or what is not known. */
  readonly evidence: readonly Evidence[]
}

const LOUDNESS: Readonly<Record<Urgency, number>> = { crit: 0, warn: 1, note: 2 }
const STATES: readonly JudgedAdvice['state'][] = ['due', 'pending', 'unknown', 'idle']

/** Everything the runbooks could ask for: what is due first, the loudest of it first, then in the profile's order. */
export function judgeAdvice(model: Model): readonly JudgedAdvice[] {
  return model.profile.advice
    .map((advice) => judgeOne(advice, model))
    .sort(
      (a, b) =>
        STATES.indexOf(a.state) - STATES.indexOf(b.state) ||
        LOUDNESS[a.advice.urgency] - LOUDNESS[b.advice.urgency],
    )
}

/** What to do first, for the top of the screen; null where nothing is asked for, or only what can wait. */
export function firstAdvice(model: Model): JudgedAdvice | null {
  const [first] = judgeAdvice(model)
  return first?.state === 'due' && first.advice.urgency !== 'note' ? first : null
}

function judgeOne(advice: Advice, model: Model): JudgedAdvice {
  const { truth, run, evidence } = find(advice.when, model)
  const dueAt = run.since + advice.forMs
  const state =
    truth === 'yes' ? (model.now >= dueAt ? 'due' : 'pending') : truth === 'unknown' ? 'unknown' : 'idle'
  return { advice, state, run, dueAt, evidence }
}
