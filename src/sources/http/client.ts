import { isUtf8 } from 'node:buffer'
import type { Failure } from '../../core/failure.ts'
import { sanitise } from '../../core/sanitise.ts'
import type { EpochMs } from '../../core/time.ts'
import type { Environment } from '../secret/read.ts'
import { type HttpAgent, openAgent } from './agent.ts'
import { type Authorisation, authorise, redact } from './authorisation.ts'
import { type Progress, readBody, skipBody } from './body.ts'
import { classify, type Exchange, failure } from './classify.ts'
import type { Deadline } from './deadline.ts'
import { encodeForm } from './form.ts'
import type { HttpSettings } from './settings.ts'
import type { Timing } from './skew.ts'

export type HttpRequest = {
  /** Path and query below the source's URL: `/api/v1/query`, `/health?deep=1`. */
  readonly path: string
  /** Sent as a form by POST; a GET where absent. */
  readonly form?: Readonly<Record<string, string>>
  readonly deadline: Deadline
}

/** A whole answer of whatever status but a redirect. */
export type Answer = Timing & {
  readonly status: number
  /** Whether it says when to come back: the `Retry-After` header. */
  readonly hasRetryAfter: boolean
  /** What the server says it is: `text/plain; version=0.0.4`; empty where it does not. */
  readonly contentType: string
  /** Decoded, secrets blotted out, NOT sanitised. */
  readonly body: string
  /** Whether it is UTF-8; what is not, is U+FFFD in the body. */
  readonly isUtf8: boolean
  /** What answered, for sentences, sanitised: `http://localhost:9090/api/v1/query`. */
  readonly subject: string
}

export type HttpResult =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly failure: Failure }

/** Reads from one server. Nothing here throws or rejects. */
export type HttpClient = {
  request(request: HttpRequest): Promise<HttpResult>
  close(): Promise<void>
}

export type HttpClientOptions = {
  readonly settings: HttpSettings
  readonly env: Environment
  readonly now: () => EpochMs
}

/**
 * A client for reading: connections are kept, answers are capped and decoded, redirects refused, secrets read when
 * first needed and once more upon a 401. A request that dies on a kept connection before any answer is sent once
 * more, since the server may have closed that connection meanwhile; so it is not for anything that changes the server.
 */
export function createHttpClient({ settings, env, now }: HttpClientOptions): HttpClient {
  const base = new URL(settings.url)
  let agent: HttpAgent | null = null
  let authorisation: Authorisation | null = null
  let isKnown = false
  let isKept = false

  async function request(wanted: HttpRequest): Promise<HttpResult> {
    if (base.username !== '' || base.password !== '') {
      return {
        ok: false,
        failure: failure('config', `the URL of ${base.origin} holds a user name`, CREDENTIALS_HINT),
      }
    }
    const wasKnown = authorisation !== null
    const first = await attempt(wanted)
    const isRefused = first.ok && first.answer.status === 401
    if (!isRefused || settings.auth === undefined || !wasKnown) return first
    authorisation = null
    return attempt(wanted)
  }

  async function attempt(wanted: HttpRequest): Promise<HttpResult> {
    if (authorisation === null) {
      const read = await authorise(settings.auth, env)
      if (!read.ok) return read
      authorisation = read.authorisation
    }
    if (agent === null) {
      const opened = await openAgent(settings)
      if (!opened.ok) return opened
      agent = opened.agent
    }
    const { secrets, header } = authorisation
    const wasKept = isKept
    const result = await exchange(agent, wanted, header, secrets)
    isKept = result.ok
    isKnown ||= result.ok
    if (result.ok) return result
    const { kind, message, hint } = result.failure
    // Certificates are renewed during a long watch: the next request reads the files again.
    if (kind.startsWith('tls-')) closeAgent()
    if (kind === 'reset' && wasKept) return attempt(wanted)
    return { ok: false, failure: { kind, message: redact(message, secrets), hint: redact(hint, secrets) } }
  }

  async function exchange(
    via: HttpAgent,
    { path, form, deadline }: HttpRequest,
    authorization: string | null,
    secrets: readonly string[],
  ): Promise<HttpResult> {
    const target = base.pathname.replace(/\/$/, '') + path
    const subject = base.origin + sanitise(target.replace(/\?.*/s, ''), 120)
    const progress: Progress = { bytes: 0 }
    let hasHeaders = false
    const sentAt = now()
    try {
      const body = await via.send({
        method: form === undefined ? 'GET' : 'POST',
        path: target,
        headers: {
          accept: 'application/json',
          'accept-encoding': 'gzip',
          ...settings.headers,
          ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
          ...(authorization === null ? {} : { authorization }),
        },
        body: form === undefined ? null : encodeForm(form),
        deadline,
      })
      const { statusCode = 0, headers } = body
      hasHeaders = true
      if (statusCode >= 300 && statusCode < 400) {
        await skipBody(body, 65_536)
        return { ok: false, failure: redirected(subject, headers.location ?? '') }
      }
      const encoding = headers['content-encoding'] ?? ''
      const bytes = await readBody(body, encoding, settings.maxBytes, progress)
      const date = Date.parse(headers.date ?? '')
      return {
        ok: true,
        answer: {
          status: statusCode,
          hasRetryAfter: (headers['retry-after'] ?? '') !== '',
          contentType: headers['content-type'] ?? '',
          body: redact(bytes.toString('utf8'), secrets),
          isUtf8: isUtf8(bytes),
          subject,
          sentAt,
          receivedAt: now(),
          serverDate: Number.isNaN(date) ? null : date,
          cachedMs: 1000 * (Number.parseInt(headers.age ?? '', 10) || 0),
        },
      }
    } catch (error) {
      return { ok: false, failure: classify(error, describe(deadline, hasHeaders, progress.bytes)) }
    }
  }

  const describe = (deadline: Deadline, hasHeaders: boolean, bytes: number): Exchange => ({
    origin: base.origin,
    isAborted: deadline.isOver(),
    elapsedMs: deadline.elapsedMs(),
    hasHeaders,
    bytes,
    hasClientCertificate: settings.tls?.cert !== undefined,
    isKnown,
  })

  function closeAgent(): void {
    agent?.destroy()
    agent = null
  }

  return { request, close: async () => closeAgent() }
}

function redirected(subject: string, location: string): Failure {
  const target = location.replace(/\/\/[^/@]*@/, '//').replace(/\?.*/s, '')
  const where = target === '' ? 'somewhere it does not name' : sanitise(target, 120)
  return failure('redirect', `${subject} redirects to ${where}`, REDIRECT_HINT)
}

const REDIRECT_HINT = 'redirects are not followed; if that is the right address, write it in the profile'
const CREDENTIALS_HINT = 'use auth.basic, so that the password stays out of the profile'
