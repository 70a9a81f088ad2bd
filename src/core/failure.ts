import { sanitise } from './sanitise.ts'

/** Why a source gave no answer. Each kind has its own sentence, since each asks for something else to be done. */
export type FailureKind =
  | 'refused'
  | 'name-not-found'
  | 'unreachable'
  | 'timeout'
  | 'reset'
  | 'truncated'
  | 'too-large'
  | 'garbage'
  | 'redirect'
  | 'unauthorised'
  | 'not-found'
  | 'bad-request'
  | 'overloaded'
  | 'server-error'
  | 'tls-untrusted'
  | 'tls-name'
  | 'tls-client-certificate'
  | 'tls-scheme'
  | 'missing-program'
  | 'program-failed'
  | 'no-devices'
  | 'secret'
  | 'config'

export type Failure = {
  readonly kind: FailureKind
  /** What failed, one sanitised sentence without a full stop: `http://…:9090 refused the connection`. */
  readonly message: string
  /** What to do next. */
  readonly hint: string
}

/** The code by which the system names an error (`ENOENT`), sanitised; `unknown error` where it has none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? sanitise(String(error.code), 40) : 'unknown error'
}
