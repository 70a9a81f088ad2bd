import { type BeforeOfSource, daysBefore } from '../before.ts'
import { instanceOfHistory } from '../instances.ts'
import type { Effect, Message } from '../message.ts'
import type { Model } from '../model.ts'
import type { History } from '../source.ts'
import type { DurationMs, EpochMs } from '../time.ts'
import type { Next } from './next.ts'

const COMPARE_DEADLINE_MS = 30_000
/** A server that failed to answer is asked again after this. */
const AGAIN_AFTER_MS = 300_000

/**
 * Asks each source for the same hours before the deployment, of the signals that are compared with them, once its other
 * pasts are there. What is past does not change any more, so it is asked for some time ahead, as far as that still lies
 * before the deployment.
 */
export function compare({ model, effects }: Next): Next {
  const { deployment, now, profile } = model
  const { at } = deployment
  if (at === null || at > now) return { model, effects }
  const offsetMs = daysBefore(now - at)
  const aheadMs = Math.min(profile.history.lengthMs / 2, offsetMs - (now - at))
  const asked: [id: string, BeforeOfSource][] = []
  const wanted: Effect[] = []
  const compared = profile.signals.filter(({ hasBaseline }) => hasBaseline)
  for (const [id, source] of model.sources) {
    const signals = compared.filter((each) => each.source === id)
    const known = model.before.get(id)
    const isFree = source.history === 'filled' && !source.isFilling && !isRecalling(model, id)
    if (signals.length === 0 || !isFree || !isDue(known, at, offsetMs, model)) continue
    const points = isOfSame(known, at, offsetMs) ? known?.points : undefined
    asked.push([
      id,
      { askedAt: now, deployedAt: at, offsetMs, outcome: 'pending', points: points ?? new Map() },
    ])
    const range = {
      lengthMs: profile.history.lengthMs + aheadMs,
      stepMs: profile.history.stepMs,
      part: { signals: signals.map((each) => each.id), endedMs: offsetMs - aheadMs },
    }
    wanted.push({ type: 'compare', source: id, range, deadlineMs: COMPARE_DEADLINE_MS })
  }
  if (wanted.length === 0) return { model, effects }
  const before = new Map([...model.before, ...asked])
  return { model: { ...model, before }, effects: [...effects, ...wanted] }
}

/** The same hours before the deployment have arrived, or could not be had; then it is said that nobody knows. */
export function onCompared(
  model: Model,
  { source: id, result }: Extract<Message, { type: 'compared' }>,
): Model {
  const known = model.before.get(id)
  if (known === undefined) return model
  const settled: BeforeOfSource = result.ok
    ? { ...known, outcome: 'known', points: movedPoints(model, result.histories, known.offsetMs) }
    : { ...known, outcome: 'failed' }
  return { ...model, before: new Map(model.before).set(id, settled) }
}

function movedPoints(
  { signals }: Model,
  histories: readonly History[],
  offsetMs: DurationMs,
): BeforeOfSource['points'] {
  return new Map(
    histories.flatMap((history) => {
      const instance = instanceOfHistory(signals.get(history.signal), history)
      const moved = history.points.map(({ at, value }) => ({ at: at + offsetMs, value }))
      return instance === null ? [] : [[instance.id, moved] as const]
    }),
  )
}

const isRecalling = ({ past }: Model, id: string): boolean => past.asked.get(id)?.outcome === 'pending'

const isOfSame = (known: BeforeOfSource | undefined, deployedAt: EpochMs, offsetMs: DurationMs): boolean =>
  known?.deployedAt === deployedAt && known.offsetMs === offsetMs

function isDue(
  known: BeforeOfSource | undefined,
  deployedAt: EpochMs,
  offsetMs: DurationMs,
  { now, profile }: Model,
): boolean {
  if (known === undefined) return true
  if (known.outcome === 'pending') return false
  if (!isOfSame(known, deployedAt, offsetMs)) return true
  return now - known.askedAt > (known.outcome === 'failed' ? AGAIN_AFTER_MS : profile.history.lengthMs / 4)
}
