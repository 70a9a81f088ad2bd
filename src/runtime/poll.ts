import type { Failure } from '../core/failure.ts'
import type { FillRange, FillResult, PollResult, Source } from '../core/source.ts'
import { type DurationMs, formatExactly } from '../core/time.ts'

/** A source keeps its own deadline; should one forget, it is cut off this much later. */
const GRACE_MS = 500

/**
 * Polls once. Whatever the source does, an answer or a failure comes back within the deadline,
 * and at once when the program leaves. Rejects: never.
 */
export function pollOnce(source: Source, deadlineMs: DurationMs, leaving?: AbortSignal): Promise<PollResult> {
  return within(source, deadlineMs, (signal) => source.poll(signal), leaving)
}

/** Asks for the past, under the same guarantee. */
export function fillOnce(
  source: Source,
  range: FillRange,
  deadlineMs: DurationMs,
  leaving?: AbortSignal,
): Promise<FillResult> {
  const { fill } = source
  if (fill === null) return Promise.resolve({ ok: true, histories: [] })
  return within(source, deadlineMs, (signal) => fill(range, signal), leaving)
}

async function within<T>(
  source: Source,
  deadlineMs: DurationMs,
  ask: (signal: AbortSignal) => Promise<T>,
  leaving: AbortSignal | undefined,
): Promise<T | { ok: false; failure: Failure }> {
  const controller = new AbortController()
  const late = Promise.withResolvers<{ ok: false; failure: Failure }>()
  const cutOff = (): void => late.resolve({ ok: false, failure: timedOut(source, deadlineMs) })
  const leave = (): void => {
    controller.abort()
    cutOff()
  }
  const abort = setTimeout(() => controller.abort(), deadlineMs)
  const giveUp = setTimeout(cutOff, deadlineMs + GRACE_MS)
  leaving?.addEventListener('abort', leave, { once: true })
  try {
    return await Promise.race([ask(controller.signal), late.promise])
  } catch (error) {
    // Sources return failures; a rejection is a defect of ours, and must not take the screen down.
    return { ok: false, failure: defect(source, error) }
  } finally {
    clearTimeout(abort)
    clearTimeout(giveUp)
    leaving?.removeEventListener('abort', leave)
  }
}

const timedOut = (source: Source, deadlineMs: DurationMs): Failure => ({
  kind: 'timeout',
  message: `${source.id} gave no answer within ${formatExactly(deadlineMs)}`,
  hint: `see whether it is overloaded, or raise sources.${source.id}.deadline`,
})

const defect = (source: Source, error: unknown): Failure => ({
  kind: 'garbage',
  message: `reading ${source.id} failed unexpectedly (${error instanceof Error ? error.name : 'unknown error'})`,
  hint: 'this is a defect of hypercare: please report it with the output of hypercare doctor',
})
