import { quote } from '../../sources/http/classify.ts'
import type { SendResult } from '../../sources/http/send.ts'
import type { Committed, Step } from '../executor.ts'

/**
 * What an answer says of the effect. 4xx is a refusal; everything else that is no 2xx may have had an effect: a redirect
 * may come after the deed, a 5xx in the middle of it.
 */
export function outcomeOf(result: SendResult, step: Extract<Step, { kind: 'request' }>): Committed {
  switch (result.kind) {
    case 'not-sent':
      return { kind: 'rejected', reason: result.failure.message, hint: result.failure.hint }
    case 'lost':
      return { kind: 'unknown', reason: `${result.failure.message}; the request may have been served` }
    case 'answered':
      return ofStatus(result.status, result.body, `${step.method} ${step.url}`)
  }
}

function ofStatus(status: number, body: string, subject: string): Committed {
  const says = `${subject} answered ${status}${body.trim() === '' ? '' : `: ${quote(body.trim(), 160)}`}`
  if (status >= 200 && status < 300)
    return { kind: 'accepted', details: [{ name: 'status', value: String(status) }] }
  // 408: the server gave up waiting for a request that may have been whole.
  if (status < 400 || status >= 500 || status === 408) return { kind: 'unknown', reason: says }
  return { kind: 'rejected', reason: says, hint: hintFor(status) }
}

/** Source: draft-ietf-httpapi-idempotency-key-header, section 2.7, for 409 and 422. */
function hintFor(status: number): string {
  switch (status) {
    case 401:
    case 403:
      return 'the account may not do this; give the source auth that may'
    case 404:
    case 405:
    case 410:
      return 'check path and method in the profile'
    case 409:
      return 'it is busy with something else or not in the state for this: wait, look, and plan anew'
    case 422:
      return 'the request itself is wrong: mend it in the profile before trying again'
    case 429:
      return 'it asks for less: wait, and plan anew'
    default:
      return 'see what the server says, and plan anew'
  }
}
