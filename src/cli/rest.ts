import type { ActionRecord } from '../actions/entry.ts'
import { type DurationMs, type EpochMs, formatExactly } from '../core/time.ts'

/** What is left of a gradual way down, and whether anybody still makes it. */
export type Rest = { readonly words: string; readonly isStopped: boolean }

const NONE: Rest = { words: '', isStopped: false }
/** After its pause a runner reads the target and plans the next step; one that is silent for longer is gone. */
const PLANNING_MS: DurationMs = 30_000

/** What follows a step that was verified, as the journal tells it. */
export function restOf(record: ActionRecord, records: readonly ActionRecord[], now: EpochMs): Rest {
  const { plan, lastAt, stage } = record
  const [next] = plan?.afterwards.changes ?? []
  if (plan === null || next === undefined || (stage !== 'verified' && stage !== 'kept')) return NONE
  const { changes, pauseMs } = plan.afterwards
  const left = `${changes.length} more ${changes.length === 1 ? 'step' : 'steps'}`
  const follower = records.find(
    (other) =>
      other.action === record.action &&
      other.plannedAt >= lastAt &&
      JSON.stringify(other.plan?.change) === JSON.stringify(next),
  )
  if (follower?.stage === 'declined' || follower?.stage === 'expired')
    return { words: `${left} not made: ${follower.words}`, isStopped: true }
  if (follower !== undefined) return NONE
  if (now <= lastAt + pauseMs + PLANNING_MS)
    return { words: `${left} to come by themselves, each after ${formatExactly(pauseMs)}`, isStopped: false }
  return { words: `${left} not made: its runner is gone`, isStopped: true }
}
