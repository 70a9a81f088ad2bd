import type { Failure } from '../../core/failure.ts'
import { sanitise } from '../../core/sanitise.ts'
import type { DurationMs, EpochMs } from '../../core/time.ts'
import { pick } from '../../sources/health/pick.ts'
import { failure } from '../../sources/http/classify.ts'
import type { HttpClient } from '../../sources/http/client.ts'
import { openDeadline } from '../../sources/http/deadline.ts'
import { parseJson } from '../../sources/http/json.ts'
import { statusFailure } from '../../sources/http/status.ts'
import type { Observation } from '../change.ts'

export type StateResult =
  /** `json` is the value as the server wrote it. */
  | { readonly kind: 'seen'; readonly value: string; readonly json: string; readonly readAt: EpochMs }
  | { readonly kind: 'unseen'; readonly words: string }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** Reads the state that an action changes. Rejects: never. */
export async function readState(
  client: HttpClient,
  { get, pick: path }: Observation,
  deadlineMs: DurationMs,
  signal: AbortSignal,
): Promise<StateResult> {
  const deadline = openDeadline(deadlineMs, signal)
  const result = await client.request({ path: get, deadline })
  deadline.close()
  if (!result.ok) return { kind: 'failed', failure: result.failure }
  const refused = statusFailure(result.answer)
  if (refused !== null) return { kind: 'failed', failure: refused }
  const parsed = parseJson(result.answer)
  if (!parsed.ok) return { kind: 'failed', failure: parsed.failure }
  const [found, ...more] = pick(parsed.json, path)
  const { subject, receivedAt, cachedMs } = result.answer
  if (found?.kind === 'found' && more.length === 0 && isPlain(found.value)) {
    const value = sanitise(String(found.value), 120)
    return { kind: 'seen', value, json: JSON.stringify(found.value), readAt: receivedAt - cachedMs }
  }
  const why = found?.kind === 'missing' ? found.reason : `"${path}" is no single value`
  return { kind: 'failed', failure: failure('garbage', `${subject}: ${why}`, 'check observe in the profile') }
}

const isPlain = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
