/** Why a source gave no answer. Each kind has its own sentence, since each asks for something else to be done. */
export const FAILURE_KINDS = [
  'refused',
  'name-not-found',
  'unreachable',
  'timeout',
  'reset',
  'truncated',
  'too-large',
  'garbage',
  'redirect',
  'unauthorised',
  'not-found',
  'bad-request',
  'overloaded',
  'server-error',
  'tls-untrusted',
  'tls-name',
  'tls-client-certificate',
  'tls-scheme',
  'missing-program',
  'program-failed',
  'no-devices',
  'secret',
  'config',
] as const
export type FailureKind = (typeof FAILURE_KINDS)[number]

export type Failure = {
  readonly kind: FailureKind
  /** What failed, one sanitised sentence without a full stop: `http://…:9090 refused the connection`. */
  readonly message: string
  /** What to do next. */
  readonly hint: string
}
