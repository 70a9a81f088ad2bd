import { instanceOfHistory } from '../instances.ts'
import type { Effect, Message } from '../message.ts'
import type { Model } from '../model.ts'
import type { Asked } from '../past.ts'
import { emptySeries, mergePoints, type Series } from '../series.ts'
import type { DurationMs, EpochMs } from '../time.ts'
import type { Next } from './next.ts'

/** Two days of every series take a server a while, and nobody waits for them. */
const RECALL_DEADLINE_MS = 30_000
/** Two days in steps of two minutes: a breach of five minutes is seen, and a series takes 23 kB. */
const MOST_POINTS = 1_440

/**
 * Asks a source for the whole window once its recent past is there and the deployment is known, anew when the deployment
 * turns out to be another, and again before the history has forgotten what came after the last answer.
 */
export function recall({ model, effects }: Next): Next {
  const from = beginOf(model)
  if (from === null) return { model, effects }
  const known = model.past.asked
  const questions: [id: string, Asked][] = []
  const wanted: Effect[] = []
  for (const [id, source] of model.sources) {
    if (source.history !== 'filled' || source.isFilling || !isDue(known.get(id), from, model)) continue
    questions.push([id, { at: model.now, from, outcome: 'pending' }])
    const range = { lengthMs: model.now - from, stepMs: stepOf(model, model.now - from) }
    wanted.push({ type: 'recall', source: id, range, deadlineMs: RECALL_DEADLINE_MS })
  }
  if (wanted.length === 0) return { model, effects }
  const asked = new Map([...known, ...questions])
  return { model: { ...model, past: { ...model.past, asked } }, effects: [...effects, ...wanted] }
}

/** The past of the window has arrived, or could not be had; then it is said to be missing. */
export function onRecalled(
  model: Model,
  { source: id, result, now }: Extract<Message, { type: 'recalled' }>,
): Model {
  const before = model.past.asked.get(id)
  if (before === undefined) return model
  const asked = new Map(model.past.asked).set(id, { ...before, outcome: result.ok ? 'known' : 'failed' })
  if (!result.ok) return { ...model, past: { ...model.past, asked } }
  const lengthMs = now - before.from
  const stepMs = stepOf(model, lengthMs)
  const series = new Map<string, Series>(model.past.series)
  for (const history of result.histories) {
    const instance = instanceOfHistory(model.signals.get(history.signal), history)
    if (instance !== null)
      series.set(instance.id, mergePoints(emptySeries(lengthMs, stepMs), history.points, now))
  }
  return { ...model, past: { series, asked } }
}

/** From when on the past counts: nothing before the deployment, nor longer ago than the window. */
function beginOf({ deployment, now, profile }: Model): EpochMs | null {
  if (deployment.at === null || deployment.at >= now) return null
  const from = Math.max(deployment.at, now - deployment.windowMs)
  // What is younger than the history is in the history.
  return now - from > profile.history.lengthMs ? from : null
}

const stepOf = ({ profile }: Model, lengthMs: DurationMs): DurationMs =>
  Math.max(profile.history.stepMs, 1_000 * Math.ceil(lengthMs / MOST_POINTS / 1_000))

function isDue(asked: Asked | undefined, from: EpochMs, { now, profile, deployment }: Model): boolean {
  if (asked === undefined) return true
  if (asked.outcome === 'pending') return false
  const isOfAnother = asked.from !== from && deployment.at === from
  return isOfAnother || now - asked.at > profile.history.lengthMs / 2
}
