import type { Effect } from '../message.ts'
import type { Model, SourceState } from '../model.ts'
import type { EpochMs } from '../time.ts'
import { rejudge } from './rejudge.ts'
import type { Next } from './update.ts'

/** Time has passed: verdicts age, and the sources that are due are polled, each never twice at once. */
export function onTick(model: Model, now: EpochMs): Next {
  const effects: Effect[] = []
  const sources = new Map<string, SourceState>()
  for (const [id, source] of model.sources) {
    const isDue = source.config.enabled && source.pollingSince === null && now >= source.nextPollAt
    if (isDue)
      effects.push({ type: 'poll', source: id, seq: source.seq + 1, deadlineMs: source.config.deadlineMs })
    sources.set(id, isDue ? { ...source, seq: source.seq + 1, pollingSince: now } : source)
  }
  return { model: rejudge({ ...model, sources }), effects }
}
