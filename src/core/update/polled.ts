import { resolvedAfter } from '../alert.ts'
import { applyFailure, applyReadings } from '../instances.ts'
import type { Effect, Message } from '../message.ts'
import type { Model, SourceState } from '../model.ts'
import type { Reading } from '../sample.ts'
import type { Signal } from '../signal.ts'
import { assignDuties, speakersIn } from '../standIn.ts'
import type { DurationMs, EpochMs } from '../time.ts'
import type { Next } from './next.ts'
import { rejudge } from './rejudge.ts'

/** Two hours of every series take a server longer than one poll may. */
const FILL_DEADLINE_MS = 30_000

type Polled = Extract<Message, { type: 'polled' }>

/** An answer, or the failure to get one. An answer that comes too late is dropped. */
export function onPolled(model: Model, message: Polled): Next {
  const source = model.sources.get(message.source)
  if (source === undefined) return { model, effects: [] }
  if (message.seq <= source.seenSeq) return { model: dropped(model, source, message.seq), effects: [] }
  const known = afterPoll(source, message)
  const wantsHistory = message.result.ok && known.history === 'wanted' && !known.isFilling
  const answered = new Map(model.sources).set(
    message.source,
    wantsHistory ? { ...known, history: 'asked', isFilling: true } : known,
  )
  const sources = assignDuties(answered, message.now)
  const speakers = speakersIn(sources)
  const speaks = ({ config }: Signal): boolean => speakers.get(config.source)?.config.id === message.source
  const isHeard = [...model.signals.values()].some(speaks)
  const readings =
    message.result.ok && isHeard ? Map.groupBy(message.result.readings, ({ signal }) => signal) : null
  const signals = new Map(
    [...model.signals].map(([id, signal]) => [
      id,
      speaks(signal) ? applyResult(signal, model, message, readings?.get(id) ?? []) : signal,
    ]),
  )
  const fill: Effect = {
    type: 'fill',
    source: message.source,
    range: model.profile.history,
    deadlineMs: FILL_DEADLINE_MS,
  }
  return {
    model: rejudge({ ...model, sources, signals }, { source: message.source }),
    effects: wantsHistory ? [fill] : [],
  }
}

/** The late answer says nothing any more, but its source is free for the next poll. */
function dropped(model: Model, source: SourceState, seq: number): Model {
  if (seq !== source.seq || source.pollingSince === null) return model
  return {
    ...model,
    sources: new Map(model.sources).set(source.config.id, { ...source, pollingSince: null }),
  }
}

function applyResult(
  signal: Signal,
  model: Model,
  { result, now }: Polled,
  readings: readonly Reading[],
): Signal {
  if (!result.ok) return applyFailure(signal, result.failure.message, now)
  return applyReadings(signal, readings, model.profile.history, now)
}

function afterPoll(source: SourceState, { now, seq, result, random }: Polled): SourceState {
  const settled = { ...source, seenSeq: seq, pollingSince: null }
  if (!result.ok) {
    const failures = source.failures + 1
    return {
      ...settled,
      failure: result.failure,
      failures,
      failingSince: source.failingSince ?? now,
      answeringSince: null,
      nextPollAt: now + backOff(source.config.intervalMs, failures, random),
    }
  }
  return {
    ...settled,
    nextPollAt: nextOnGrid(source, now),
    answeredAt: now,
    failure: null,
    failures: 0,
    failingSince: null,
    answeringSince: source.answeringSince ?? now,
    warnings: result.warnings,
    skewMs: result.skewMs,
    alerts: result.alerts,
    resolved: resolvedAfter(source.resolved, source.alerts ?? [], result.alerts ?? [], now),
    scraping: result.scraping ?? null,
    history: source.failures > 0 ? 'wanted' : source.history,
  }
}

/** The next poll keeps the rhythm of the last one's start, so that a slow answer does not stretch the interval. */
function nextOnGrid(source: SourceState, now: EpochMs): EpochMs {
  const next = (source.pollingSince ?? now) + source.config.intervalMs
  return Math.max(next, now)
}

const LONGEST_BACK_OFF_MS = 15_000

/** Doubles with every failure up to 15 s, since whoever watches an outage wants to see its end; ±25 % so that many programs don't return at the same moment. */
export function backOff(intervalMs: DurationMs, failures: number, random: number): DurationMs {
  const longest = Math.max(LONGEST_BACK_OFF_MS, intervalMs)
  return Math.min(longest, intervalMs * 2 ** (failures - 1)) * (0.75 + random / 2)
}
