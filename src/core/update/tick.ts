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
  const assigned = assignDuties(model.sources, now)
  const due = [...assigned.values()].filter(
    (source) =>
      source.config.enabled &&
      source.pollingSince === null &&
      isNeeded(assigned, source) &&
      now + EARLY_MS >= source.nextPollAt,
  )
  const effects = due.map(({ config, seq }): Effect => {
    return { type: 'poll', source: config.id, seq: seq + 1, deadlineMs: config.deadlineMs }
  })
  const asked = due.map((source): [string, SourceState] => {
    return [source.config.id, { ...source, seq: source.seq + 1, pollingSince: now }]
  })
  const sources = asked.length === 0 ? assigned : new Map([...assigned, ...asked])
  // Another source speaks for a signal: then its word counts.
  const isReassigned = assigned !== model.sources
  return { model: rejudge({ ...model, sources }, isReassigned ? 'all' : 'due'), effects }
}
