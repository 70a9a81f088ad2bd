import type { Failure, FailureKind } from '../../core/failure.ts'
import { sanitise } from '../../core/sanitise.ts'
import type { DurationMs } from '../../core/time.ts'
import { BodyTooLarge, UnknownEncoding } from './body.ts'

/** How far an exchange came before it failed. */
export type Exchange = {
  /** The server without user name, path or query: `https://prom:9090`. */
  readonly origin: string
  readonly isAborted: boolean
  readonly elapsedMs: DurationMs
  readonly hasHeaders: boolean
  readonly bytes: number
  readonly hasClientCertificate: boolean
  /** Whether this server has answered before, so that address, scheme and certificates are right. */
  readonly isKnown: boolean
}

const NAME_CODES = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'EAI_FAIL']
const UNREACHABLE_CODES = [
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'EACCES',
  'EPERM',
]
const RESET_CODES = ['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE']
const TLS_RECORD_BYTES = [0x15, 0x16]

/** Says in one sentence why an exchange failed, whatever library threw, and what to do about it. */
export function classify(error: unknown, exchange: Exchange): Failure {
  const { origin } = exchange
  if (exchange.isAborted) return timeout(exchange)
  if (error instanceof BodyTooLarge) {
    return failure('too-large', `${origin} sent more than ${inBytes(error.maxBytes)}`, TOO_LARGE_HINT)
  }
  if (error instanceof UnknownEncoding) {
    const encoding = sanitise(error.message, 40)
    return failure('garbage', `${origin} sent an encoding nobody asked for: ${encoding}`, GARBAGE_HINT)
  }
  const code = codeOf(error)
  if (code === 'ECONNREFUSED') return failure('refused', `${origin} refused the connection`, REFUSED_HINT)
  if (NAME_CODES.includes(code)) {
    return failure('name-not-found', `the name of ${origin} was not found (${code})`, NAME_HINT)
  }
  if (UNREACHABLE_CODES.includes(code)) {
    return failure('unreachable', `${origin} can't be reached (${code})`, UNREACHABLE_HINT)
  }
  if (code === 'ETIMEDOUT') return timeout(exchange)
  if (code === 'HPE_HEADER_OVERFLOW') {
    return failure('too-large', `${origin} sent headers of more than 16 kB`, TOO_LARGE_HINT)
  }
  return tlsFailure(code, exchange) ?? protocolFailure(error, code, exchange)
}

function timeout({ origin, elapsedMs, hasHeaders, bytes }: Exchange): Failure {
  const after = `${(elapsedMs / 1000).toFixed(1)} s`
  const message = hasHeaders
    ? `${origin} had not finished its answer after ${after} (${inBytes(bytes)} came)`
    : `${origin} gave no answer within ${after}`
  return failure('timeout', message, 'look at its load, or give the source a longer deadline')
}

function tlsFailure(code: string, exchange: Exchange): Failure | null {
  const { origin, hasClientCertificate } = exchange
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return failure('tls-name', `the certificate of ${origin} is for another name`, TLS_NAME_HINT)
  }
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|RECORD_LAYER_FAILURE/.test(code)) {
    return failure('tls-scheme', `${origin} does not speak TLS on that port`, 'write http:// in the profile')
  }
  if (
    /ALERT_(CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE|UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_\w+)/.test(code)
  ) {
    return clientCertificate(`${origin} ${certificateRefusal(hasClientCertificate)} (${code})`)
  }
  if (/^(UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|CERT_|INVALID_CA|CRL_|ERROR_IN_CERT)/.test(code)) {
    const why = code.toLowerCase().replaceAll('_', ' ')
    return failure('tls-untrusted', `the certificate of ${origin} is not trusted (${why})`, TLS_TRUST_HINT)
  }
  if (/^ERR_(OSSL|SSL|TLS)/.test(code)) {
    return failure('config', `TLS with ${origin} can't be set up (${code})`, 'check the files under tls')
  }
  return null
}

function protocolFailure(error: unknown, code: string, exchange: Exchange): Failure {
  const { origin, hasHeaders, bytes } = exchange
  if (hasHeaders && (code === 'Z_BUF_ERROR' || RESET_CODES.includes(code))) {
    return failure('truncated', `${origin} broke off after ${inBytes(bytes)} of its answer`, RESET_HINT)
  }
  if (RESET_CODES.includes(code)) {
    // With TLS 1.3 the refusal of a client certificate comes after the handshake and shows as a plain close.
    if (origin.startsWith('https:') && !exchange.isKnown) {
      const refusal = certificateRefusal(exchange.hasClientCertificate)
      return clientCertificate(
        `${origin} closed the connection after the TLS handshake: it probably ${refusal}`,
      )
    }
    const hint = exchange.isKnown ? RESET_HINT : `${RESET_HINT}; does that port speak https?`
    return failure('reset', `${origin} closed the connection without an answer`, hint)
  }
  const data = dataOf(error)
  if (TLS_RECORD_BYTES.includes(data.charCodeAt(0))) {
    return failure('tls-scheme', `${origin} speaks TLS on that port`, 'write https:// in the profile')
  }
  const seen =
    data === '' ? sanitise(error instanceof Error ? error.message : String(error), 80) : quote(data)
  return failure('garbage', `${origin} does not speak HTTP: ${seen}`, GARBAGE_HINT)
}

/** The beginning of an unexpected answer, sanitised, in quotes. */
export const quote = (text: string, maxCells = 60): string => `"${sanitise(text, maxCells)}"`

export const failure = (kind: FailureKind, message: string, hint: string): Failure => ({
  kind,
  message,
  hint,
})

/** An amount of bytes as people say it: `812 bytes`, `12 kB`, `8 MB`. */
export function inBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${Math.round(bytes / 100_000) / 10} MB`
}

const certificateRefusal = (hasCertificate: boolean): string =>
  hasCertificate ? 'did not accept our client certificate' : 'wants a client certificate'

const clientCertificate = (message: string): Failure =>
  failure('tls-client-certificate', message, 'set tls.cert and tls.key to a certificate the server accepts')

/** The error's code; where several addresses were tried, that of the first that failed. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return error.code === 'EPROTO' ? codeOfHandshake(error.message) : error.code
  }
  return error instanceof Error && error.cause !== undefined ? codeOf(error.cause) : ''
}

/** The handshake failed while the request was being written: then OpenSSL's reason stands in the message alone. */
function codeOfHandshake(message: string): string {
  const reason = /:SSL routines:[^:]*:([^:]+):/.exec(message)?.[1] ?? 'unknown'
  return `ERR_SSL_${reason.toUpperCase().replaceAll(' ', '_')}`
}

/** What could not be read as HTTP, as it came. */
function dataOf(error: unknown): string {
  return error instanceof Error && 'rawPacket' in error && error.rawPacket instanceof Buffer
    ? error.rawPacket.toString('latin1')
    : ''
}

const REFUSED_HINT = 'is it running, and does it listen on that address and port?'
const NAME_HINT = 'check the host name in the profile, and DNS on this machine'
const UNREACHABLE_HINT = 'check the network, VPN and firewall between here and there'
const RESET_HINT = 'look into the log of the server, and of a proxy in between'
const TOO_LARGE_HINT = 'ask for less (aggregate the queries), or raise maxBytes'
const GARBAGE_HINT = 'is that the address of the right server?'
const TLS_NAME_HINT = 'use the name in the certificate, or set tls.serverName to it'
const TLS_TRUST_HINT = 'set tls.ca to the PEM file of the authority that signed it, or renew the certificate'
