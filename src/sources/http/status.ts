import type { Failure } from '../../core/failure.ts'
import { failure, quote } from './classify.ts'
import type { Answer } from './client.ts'

/** Why an answer of status 400 and above is a failure; null below. The server's own words are quoted, sanitised. */
export function statusFailure(answer: Answer): Failure | null {
  const { status, subject, body, hasRetryAfter } = answer
  if (status < 400) return null
  const says = `${subject} answered ${status}${body.trim() === '' ? '' : `: ${quote(body.trim(), 160)}`}`
  if (status === 401) return failure('unauthorised', says, 'give the source auth, or renew the secret')
  if (status === 403)
    return failure('unauthorised', says, 'the account is known but may not read this; ask for the right')
  if (status === 404 || status === 405 || status === 410) {
    return failure('not-found', says, 'check the path in the profile; a proxy may serve it under a prefix')
  }
  if (status === 429 || (status === 503 && hasRetryAfter)) {
    return failure('overloaded', says, 'it asks for less: lengthen the interval if this goes on')
  }
  if (status === 503) {
    return failure(
      'overloaded',
      says,
      "it can't serve now: look into its log, and into that of a proxy in between",
    )
  }
  if (status < 500) {
    if (/HTTP request (was sent )?to (an )?HTTPS (server|port)/i.test(body)) {
      return failure('tls-scheme', `${subject} speaks TLS on that port`, 'write https:// in the profile')
    }
    return failure('bad-request', says, 'the server did not understand what it was asked')
  }
  return failure('server-error', says, 'look into the log of the server, and of a proxy in between')
}
