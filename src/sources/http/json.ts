import type { Failure } from '../../core/failure.ts'
import { failure, inBytes, quote } from './classify.ts'
import type { Answer } from './client.ts'

export type JsonResult =
  | { readonly ok: true; readonly json: unknown }
  | { readonly ok: false; readonly failure: Failure }

/**
 * Reads an answer as JSON. HTTP can't tell a body that ends with the connection from one that was cut;
 * JSON that is not closed can.
 */
export function parseJson(answer: Answer): JsonResult {
  try {
    const json: unknown = JSON.parse(answer.body)
    return { ok: true, json }
  } catch {
    return { ok: false, failure: notJson(answer.subject, answer.body.trim()) }
  }
}

function notJson(subject: string, body: string): Failure {
  if (body === '') return failure('garbage', `${subject} gave an empty answer`, HINT)
  const closing = body.startsWith('{') ? '}' : body.startsWith('[') ? ']' : null
  if (closing !== null && !body.endsWith(closing)) {
    const message = `${subject} broke off after ${inBytes(body.length)} of its answer`
    return failure('truncated', message, 'look into the log of the server, and of a proxy in between')
  }
  return failure('garbage', `${subject} answered something that is not JSON: ${quote(body)}`, HINT)
}

const HINT = 'is that the address of the right server? a login page of a proxy looks like this too'
