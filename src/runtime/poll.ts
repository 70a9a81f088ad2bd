import type { Failure } from '../core/failure.ts'
import type { FillRange, FillResult, PollResult, Source } from '../core/source.ts'
import { type DurationMs, formatRoughly } from '../core/time.ts'

/** A source keeps its own deadline; should one forget, it is cut off this much later. */
const GRACE_MS = 500

/** Polls once. Whatever the source does, an answer or a failure comes back within the deadline. Rejects: never. */
export function pollOnce(source: Source, deadlineMs: DurationMs): Promise<PollResult> {
  return within(source, deadlineMs, (signal) => source.poll(signal))
}

/** Asks for the past, under the same guarantee. */
export function fillOnce(source: Source, range: FillRange, deadlineMs: DurationMs): Promise<FillResult> {
  const { fill } = source
  if (fill === null) return Promise.resolve({ ok: true, histories: [] })
  return within(source, deadlineMs, (signal) => fill(range, signal))
}

async function within<T>(
  source: Source,
  deadlineMs: DurationMs,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T | { ok: false; failure: Failure }> {
  const controller = new AbortController()
  const abort = setTimeout(() => controller.abort(), deadlineMs)
  const late = Promise.withResolvers<{ ok: false; failure: Failure }>()
  const giveUp = setTimeout(
    () => late.resolve({ ok: false, failure: timedOut(source, deadlineMs) }),
    deadlineMs + GRACE_MS,
  )
  try {
    return await Promise.race([ask(controller.signal), late.promise])
  } catch (error) {
    // Sources return failures; a rejection is a defect of ours, and must not take the screen down.
    return { ok: false, failure: defect(source, error) }
  } finally {
    clearTimeout(abort)
    clearTimeout(giveUp)
  }
}

const timedOut = (source: Source, deadlineMs: DurationMs): Failure => ({
  kind: 'timeout',
  message: `${source.id} gave no answer within ${formatRoughly(deadlineMs)}`,
  hint: `see whether it is overloaded, or raise sources.${source.id}.deadline`,
})

const defect = (source: Source, error: unknown): Failure => ({
  kind: 'garbage',
  message: `reading ${source.id} failed unexpectedly (${error instanceof Error ? error.name : 'unknown error'})`,
  hint: 'this is a defect of hypercare: please report it with the output of hypercare doctor',
})
