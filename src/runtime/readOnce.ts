import { ANSWERED_BY, type Effect } from '../core/message.ts'
import type { Model } from '../core/model.ts'
import type { WatchProfile } from '../core/profile.ts'
import type { Source } from '../core/source.ts'
import type { DeploymentOverride } from '../core/start.ts'
import { startModel } from '../core/start.ts'
import type { DurationMs } from '../core/time.ts'
import { update } from '../core/update/update.ts'
import type { Clock } from './clock.ts'
import { fillOnce, pollOnce } from './poll.ts'

/** A snapshot stands beside no screen: its width is that of a report. */
const REPORT_SIZE = { columns: 100, rows: 50 }

/**
 * Reads every source once, with its past where it has one, and judges it all at one moment.
 * The past makes rules that ask for a duration true in a single reading. Who is in a hurry (`until`, by the monotonic
 * clock) gets what was answered by then, and of the past only what rules ask for. Rejects: never.
 */
export async function readOnce(
  profile: WatchProfile,
  sources: ReadonlyMap<string, Source>,
  clock: Clock,
  override: DeploymentOverride | null,
  until: DurationMs = Number.POSITIVE_INFINITY,
): Promise<Model> {
  let model = startModel(impatient(profile), clock.now(), REPORT_SIZE, override)
  const isHurried = Number.isFinite(until)
  /** Told in the failure, so a round number. */
  const within = (deadlineMs: DurationMs): DurationMs =>
    isHurried
      ? Math.min(deadlineMs, Math.max(100, Math.ceil((until - clock.monotonic()) / 100) * 100))
      : deadlineMs
  const tick = (): readonly Effect[] => {
    const ticked = update(model, { type: 'tick', now: clock.now(), random: 0 })
    model = ticked.model
    return ticked.effects
  }
  const read = async (effect: Effect): Promise<void> => {
    if (effect.type !== 'poll') return
    const source = sources.get(effect.source)
    if (source === undefined) return
    const result = await pollOnce(source, within(effect.deadlineMs))
    const polled = update(model, {
      type: 'polled',
      now: clock.now(),
      source: source.id,
      seq: effect.seq,
      result,
      random: 0,
    })
    model = polled.model
    await remember(polled.effects)
  }
  await Promise.all(tick().map(read))
  // What stands in for a source without an answer is asked for its signals, where it has not told them already.
  await Promise.all(tick().map((effect) => (isForAnother(model, effect) ? read(effect) : undefined)))
  tick()
  return model

  /** Asks for the past, and for more of it where the answer makes that wanted. */
  async function remember(effects: readonly Effect[]): Promise<void> {
    for (const effect of effects) {
      if (effect.type !== 'fill' && effect.type !== 'recall' && effect.type !== 'compare') continue
      if (isHurried && effect.type !== 'fill') continue
      const source = sources.get(effect.source)
      if (source === undefined) continue
      const result = await fillOnce(source, effect.range, within(effect.deadlineMs))
      const next = update(model, {
        type: ANSWERED_BY[effect.type],
        now: clock.now(),
        source: source.id,
        result,
      })
      model = next.model
      await remember(next.effects)
    }
  }
}

/** There is no second failure to wait for. */
function impatient(profile: WatchProfile): WatchProfile {
  const sources = profile.sources.map((source) =>
    source.standsIn === null ? source : { ...source, standsIn: { ...source.standsIn, afterFailures: 1 } },
  )
  return { ...profile, sources }
}

function isForAnother({ sources }: Model, effect: Effect): boolean {
  const standsIn = (effect.type === 'poll' && sources.get(effect.source)?.config.standsIn) || null
  return standsIn !== null && (sources.get(standsIn.for)?.failures ?? 0) > 0
}
