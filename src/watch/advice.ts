import type { Advice, Urgency } from '../core/advice.ts'
import type { Model } from '../core/model.ts'
import type { EpochMs } from '../core/time.ts'
import type { Evidence } from './evidence.ts'
import type { Run } from './run.ts'
import { find } from './when.ts'

/** An advice held against the model. */
export type JudgedAdvice = {
  readonly advice: Advice
  /**
   * `pending`: it is so, but not yet for long enough. `followed`: it is so, and what was asked for is done.
   * `unknown`: what it hangs on can't be seen.
   */
  readonly state: 'due' | 'followed' | 'pending' | 'unknown' | 'idle'
  readonly run: Run
  /** When a pending one will be due. */
  readonly dueAt: EpochMs
  /** What makes it so, or what is not known; of a followed one first what shows that. */
  readonly evidence: readonly Evidence[]
}

const LOUDNESS: Readonly<Record<Urgency, number>> = { crit: 0, warn: 1, note: 2 }
const STATES: readonly JudgedAdvice['state'][] = ['due', 'followed', 'pending', 'unknown', 'idle']

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
  const judged = { advice, run, dueAt, evidence }
  if (truth !== 'yes') return { ...judged, state: truth === 'unknown' ? 'unknown' : 'idle' }
  if (model.now < dueAt) return { ...judged, state: 'pending' }
  const done = advice.done === null ? null : find(advice.done, model)
  // Where nobody knows whether it was followed, it is still asked for.
  if (done?.truth !== 'yes') return { ...judged, state: 'due' }
  return { ...judged, state: 'followed', evidence: [...done.evidence, ...evidence] }
}
