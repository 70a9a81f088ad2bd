import type { Effect } from '../message.ts'
import type { Model, SourceState } from '../model.ts'
import { assignDuties, isNeeded } from '../standIn.ts'
import type { EpochMs } from '../time.ts'
import type { Next } from './next.ts'
import { rejudge } from './rejudge.ts'

/** Ticks are a second apart and some milliseconds early or late: the one nearest to the due time is taken. */
const EARLY_MS = 500

/** Time has passed: verdicts age, and the sources that are due are polled, each never twice at once. */
export function onTick(model: Model, now: EpochMs): Next {
  const effects: Effect[] = []
  const sources = new Map<string, SourceState>()
  const assigned = assignDuties(model.sources, now)
  for (const [id, source] of assigned) {
    const isFree = source.config.enabled && source.pollingSince === null && isNeeded(assigned, source)
    const isDue = isFree && now + EARLY_MS >= source.nextPollAt
    if (isDue)
      effects.push({ type: 'poll', source: id, seq: source.seq + 1, deadlineMs: source.config.deadlineMs })
    sources.set(id, isDue ? { ...source, seq: source.seq + 1, pollingSince: now } : source)
  }
  // Another source speaks for a signal: then its word counts.
  const isReassigned = assigned !== model.sources
  return { model: rejudge({ ...model, sources }, isReassigned ? 'all' : 'due'), effects }
}
