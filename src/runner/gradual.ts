import { type Plan, planOf } from '../actions/plan.ts'
import type { Stage } from '../actions/stage.ts'
import type { DurationMs, EpochMs } from '../core/time.ts'
import { act, writerFor } from './act.ts'
import type { HoldMeans } from './hold.ts'

const LOOK_MS: DurationMs = 1_000
const NEVER = new AbortController().signal

/**
 * Makes the steps that follow a verified one, each an action of its own, as they were confirmed with the first. Before
 * each it waits, and ends where a signal is not level by then: bad, or not to be read. Returns the last stage.
 */
export async function goOn(plan: Plan, means: HoldMeans): Promise<Stage | null> {
  const { changes, pauseMs } = plan.afterwards
  const [change, ...rest] = changes
  if (change === undefined) return 'verified'
  const since = means.clock.now()
  const whyNot = await pause(plan, since, means)
  const executor = means.executorOf(change)
  if ('reason' in executor) return stop(plan, executor.reason)
  const observed = await executor.observe(NEVER)
  if (!observed.ok) return stop(plan, observed.failure.message)
  const result = executor.prepare(observed.observed)
  if (!result.ok) return stop(plan, result.refusal.reason)
  const { id, ...content } = plan
  const next = planOf({
    ...content,
    change,
    prepared: result.prepared,
    afterwards: { changes: rest, pauseMs },
    // All steps were approved with the first.
    secondPerson: false,
    // The pause that was confirmed is the one that counts between its own steps.
    coolDownMs: Math.min(content.coolDownMs, pauseMs),
    plannedAt: means.clock.now(),
  })
  const write = writerFor(next, means.journal)
  if ((await write('planned', `${next.title}, goes on from ${id}`, { plan: next })) === null) return null
  if (whyNot !== null) return write('declined', `it stops here: ${whyNot}`)
  if ((await write('confirmed', `with ${id}`)) === null) return null
  const stage = await act(next, { ...means, executor })
  return stage === 'verified' ? goOn(next, means) : stage
}

/** There is no plan for a step that can't be worked out, so that the log of the runner tells, and not the journal. */
function stop({ id }: Plan, reason: string): null {
  process.stderr.write(`${id} does not go on: ${reason}\n`)
  return null
}

/** Waits, reading the signals; then says which of them is not level, or null. */
async function pause(plan: Plan, since: EpochMs, means: HoldMeans): Promise<string | null> {
  const { clock, wait } = means
  const evidence = means.evidence()
  try {
    while (clock.now() - since < plan.afterwards.pauseMs) await wait(LOOK_MS)
    const bad = evidence.sights(since).find(({ kind }) => kind !== 'reached')
    return bad === undefined ? null : `${bad.title}: ${bad.words}`
  } finally {
    await evidence.close()
  }
}
