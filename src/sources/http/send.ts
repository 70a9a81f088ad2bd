import type { Failure, FailureKind } from '../../core/failure.ts'
import { sanitise } from '../../core/sanitise.ts'
import type { DurationMs } from '../../core/time.ts'
import type { Environment } from '../secret/read.ts'
import { openAgent } from './agent.ts'
import { authorise, redact } from './authorisation.ts'
import { readBody } from './body.ts'
import { classify, failure } from './classify.ts'
import { openDeadline } from './deadline.ts'
import type { HttpSettings } from './settings.ts'

/** A request that changes the server. */
export type Mutation = {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Whole; it must be below the URL of the settings, since their secrets go with it. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

export type SendResult =
  /** The body is decoded, secrets blotted out, NOT sanitised. */
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  /** It certainly never reached the server. */
  | { readonly kind: 'not-sent'; readonly failure: Failure }
  /** It may have reached the server, and may have had its effect. */
  | { readonly kind: 'lost'; readonly failure: Failure }

export type SendOptions = {
  readonly settings: HttpSettings
  readonly env: Environment
  readonly deadlineMs: DurationMs
  readonly signal: AbortSignal
}

/** Failures that come before the first byte of a request can have been read as one. */
const BEFORE_SENDING: readonly FailureKind[] = [
  'refused',
  'name-not-found',
  'tls-untrusted',
  'tls-name',
  'tls-scheme',
]

/**
 * Sends a request that changes the server, once: on a connection of its own, so that none that was closed meanwhile is
 * used, without following redirects and without ever sending it again. Rejects: never.
 */
export async function send(mutation: Mutation, options: SendOptions): Promise<SendResult> {
  const { settings, env, deadlineMs, signal } = options
  const base = new URL(settings.url)
  const target = URL.canParse(mutation.url) ? new URL(mutation.url) : null
  if (target === null || !isBelow(target, base)) {
    const message = `${sanitise(mutation.url, 120)} is not below ${base.origin}${base.pathname}`
    return notSent(failure('config', message, 'the secrets of a source go to its server only'))
  }
  const read = await authorise(settings.auth, env)
  if (!read.ok) return notSent(read.failure)
  const { header, secrets } = read.authorisation
  const opened = await openAgent(settings)
  if (!opened.ok) return notSent(opened.failure)
  const deadline = openDeadline(deadlineMs, signal)
  const progress = { bytes: 0 }
  let hasHeaders = false
  try {
    const answer = await opened.agent.send({
      method: mutation.method,
      path: target.pathname + target.search,
      headers: {
        accept: 'application/json',
        ...settings.headers,
        ...mutation.headers,
        ...(header === null ? {} : { authorization: header }),
      },
      body: mutation.body,
      deadline,
    })
    hasHeaders = true
    const encoding = answer.headers['content-encoding'] ?? ''
    const bytes = await readBody(answer, encoding, settings.maxBytes, progress)
    return { kind: 'answered', status: answer.statusCode ?? 0, body: redact(bytes.toString('utf8'), secrets) }
  } catch (error) {
    const { kind, message, hint } = classify(error, {
      origin: base.origin,
      isAborted: deadline.isOver(),
      elapsedMs: deadline.elapsedMs(),
      hasHeaders,
      bytes: progress.bytes,
      hasClientCertificate: settings.tls?.cert !== undefined,
      isKnown: false,
    })
    const clean = { kind, message: redact(message, secrets), hint: redact(hint, secrets) }
    // That a server seems to speak TLS was read from its answer, and it may be garbage after the deed.
    const isRead = hasHeaders || (kind === 'tls-scheme' && base.protocol === 'http:')
    const isUnsent = BEFORE_SENDING.includes(kind) && !isRead
    return isUnsent ? notSent(clean) : { kind: 'lost', failure: clean }
  } finally {
    deadline.close()
    opened.agent.destroy()
  }
}

function isBelow(target: URL, base: URL): boolean {
  const folder = base.pathname.replace(/\/$/, '')
  return (
    target.origin === base.origin &&
    target.username === '' &&
    (target.pathname === folder || target.pathname.startsWith(`${folder}/`))
  )
}

const notSent = (reason: Failure): SendResult => ({ kind: 'not-sent', failure: reason })
