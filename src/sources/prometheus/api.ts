import type { Failure } from '../../core/failure.ts'
import { failure } from '../http/classify.ts'
import type { Answer, HttpClient } from '../http/client.ts'
import type { Deadline } from '../http/deadline.ts'
import { parseJson } from '../http/json.ts'
import type { Timing } from '../http/skew.ts'
import { statusFailure } from '../http/status.ts'
import { type QueryData, readQueryAnswer } from './answer.ts'

export type QueryResult =
  | { readonly kind: 'data'; readonly data: QueryData; readonly timing: Timing }
  /** Prometheus is well but can't answer this expression; its own words, sanitised. */
  | { readonly kind: 'query-error'; readonly error: string }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** What is asked besides the expression: one moment, or a range. Seconds by the server's clock. */
export type When =
  | { readonly kind: 'now' }
  | { readonly kind: 'at'; readonly seconds: number }
  | { readonly kind: 'range'; readonly start: number; readonly end: number; readonly step: number }

/** Asks one expression. */
export async function ask(
  client: HttpClient,
  query: string,
  when: When,
  deadline: Deadline,
): Promise<QueryResult> {
  const path = when.kind === 'range' ? '/api/v1/query_range' : '/api/v1/query'
  // VictoriaMetrics answers of 30 s ago unless told not to; others ignore nocache.
  const form = { query, nocache: '1', ...timeFields(when) }
  const result = await client.request({ path, form, deadline })
  if (!result.ok) return { kind: 'failed', failure: result.failure }
  return interpret(result.answer)
}

function timeFields(when: When): Record<string, string> {
  switch (when.kind) {
    case 'now':
      return {}
    case 'at':
      return { time: when.seconds.toFixed(3) }
    case 'range':
      return { start: when.start.toFixed(3), end: when.end.toFixed(3), step: when.step.toFixed(3) }
  }
}

function interpret(answer: Answer): QueryResult {
  const json = parseJson(answer)
  const read = json.ok ? readQueryAnswer(json.json) : null
  if (read?.kind === 'error' && (answer.status === 400 || answer.status === 422)) {
    return { kind: 'query-error', error: read.error }
  }
  const refusal = statusFailure(read?.kind === 'error' ? { ...answer, body: read.error } : answer)
  if (refusal !== null) return { kind: 'failed', failure: refusal }
  if (!json.ok) return { kind: 'failed', failure: json.failure }
  if (read?.kind === 'data') return { kind: 'data', data: read.data, timing: answer }
  if (read?.kind === 'error') return { kind: 'query-error', error: read.error }
  const message = `${answer.subject} gave an answer that can't be used: ${read?.problem}`
  return { kind: 'failed', failure: failure('garbage', message, 'is that the address of a Prometheus?') }
}
