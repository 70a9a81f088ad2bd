import type { Change } from '../actions/change.ts'
import { isPlan, recordsOf } from '../actions/entry.ts'
import type { Executor } from '../actions/executor.ts'
import { type Plan, planOf } from '../actions/plan.ts'
import { riskOf } from '../actions/risk.ts'
import type { Stage } from '../actions/stage.ts'
import { type DurationMs, type EpochMs, formatExactly } from '../core/time.ts'
import { act, type Means, underLock, type Write, writerFor } from './act.ts'

export type HoldMeans = Means & {
  readonly executorOf: (change: Change) => Executor | { readonly reason: string }
}

const LOOK_MS: DurationMs = 1_000
const NEVER = new AbortController().signal

/**
 * Waits for somebody to keep a verified action; where nobody does in time, takes it back. The way back is an action of
 * its own, confirmed beforehand by whoever chose to hold.
 */
export async function hold(
  plan: Plan,
  verifiedAt: EpochMs,
  means: HoldMeans,
  write: Write,
): Promise<Stage | null> {
  const { holdMs } = plan
  if (holdMs === null) return 'verified'
  const until = verifiedAt + holdMs
  const words = `taken back in ${formatExactly(holdMs)} unless it is kept`
  if ((await write('holding', words, { until })) === null) return null
  return waitForKeeper(plan, until, means, write)
}

/** The rest of a hold that has begun. */
export async function waitForKeeper(
  plan: Plan,
  until: EpochMs,
  means: HoldMeans,
  write: Write,
): Promise<Stage | null> {
  const { clock, wait, journal } = means
  while (clock.now() < until) {
    const known = await journal.read()
    const isKept = known.ok && known.chain.lines.some(({ id, stage }) => id === plan.id && stage === 'kept')
    if (isKept) return 'kept'
    await wait(Math.min(LOOK_MS, until - clock.now()))
  }
  // Where somebody kept it in this very moment, the journal refuses the entry, and nothing is taken back.
  if ((await write('reverting', 'nobody kept it in time')) === null) return 'kept'
  return takeBack(plan, means, write)
}

/** Makes the way back, and says of the action whether it was gone. */
export async function takeBack(plan: Plan, means: HoldMeans, write: Write): Promise<Stage | null> {
  const { undo } = plan.prepared
  if (undo.kind === 'none') return write('revert-failed', undo.why)
  const executor = means.executorOf(undo.change)
  if ('reason' in executor) return write('revert-failed', executor.reason)
  const observed = await executor.observe(NEVER)
  if (!observed.ok) return write('revert-failed', observed.failure.message)
  const { observed: seen } = observed
  const result = executor.prepare(seen)
  if (!result.ok) return write('revert-failed', result.refusal.reason)
  const { prepared } = result
  const { id, ...content } = plan
  const back = planOf({
    ...content,
    title: `take back: ${plan.title}`,
    change: undo.change,
    prepared,
    note: `${id} was not kept`,
    risk: riskOf('normal', undo.change, prepared),
    bounds: null,
    // It was confirmed beforehand by whoever chose to hold.
    secondPerson: false,
    holdMs: null,
    afterwards: { changes: [], pauseMs: 0 },
    undoes: id,
    plannedAt: means.clock.now(),
  })
  const writeBack = writerFor(back, means.journal)
  if ((await writeBack('planned', back.title, { plan: back })) === null) return null
  if ((await writeBack('confirmed', `nobody kept ${plan.id}`)) === null) return null
  const backMeans = { ...means, executor }
  const isSameTarget = prepared.target === plan.prepared.target
  const stage = isSameTarget ? await underLock(back, backMeans, writeBack) : await act(back, backMeans)
  return stage === 'verified'
    ? write('reverted', `by ${back.id}`)
    : write('revert-failed', `${back.id} is ${stage ?? 'not written'}`)
}

/** The action that took this one back, as far as the journal knows. */
export async function wayBackOf(plan: Plan, { journal }: Means): Promise<Plan | null> {
  const known = await journal.read()
  if (!known.ok) return null
  const found = recordsOf(known.chain.lines).find(({ plan: other }) => other?.undoes === plan.id)
  return isPlan(found?.plan) ? found.plan : null
}
