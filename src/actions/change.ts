import type { Services } from '../core/acting/action.ts'

/**
 * What is to be done, wholly resolved: plain data that is shown, hashed, kept in the journal and handed to the runner.
 * No secret is in it. The inverse of a change is a change again.
 */
export type Change = ServiceChange | PodChange | RequestChange | CommandChange | SilenceChange

/** A change of services, made by what operates them: a compose project or a cluster. */
export type ServiceChange = ScaleChange | PowerChange | VersionChange

/** Another number of replicas, for one service or for several in one command (emergency downscale). */
export type ScaleChange = {
  readonly kind: 'scale'
  /** The control of the profile that does it. */
  readonly by: string
  /** Wanted replicas by service; whole numbers. */
  readonly to: Readonly<Record<string, number>>
}

/** A restart, a stop or a start. */
export type PowerChange = {
  readonly kind: 'restart' | 'stop' | 'start'
  readonly by: string
  readonly services: readonly string[]
}

/** Another version, with the replica counts kept. */
export type VersionChange = {
  readonly kind: 'version'
  readonly by: string
  /** The services that change; for compose an empty list means all that stand in the file. */
  readonly services: readonly string[]
  /** Compose: the value of the version variable. kubectl: the revision, as `rollout history` counts it. */
  readonly to: string
}

/** One pod goes, and its controller makes another. */
export type PodChange = { readonly kind: 'delete-pod'; readonly by: string; readonly pod: string }

/** One HTTP request to the server of a source. */
export type RequestChange = {
  readonly kind: 'request'
  /** The source whose address, headers, TLS and secrets are used. */
  readonly source: string
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below the URL of the source: `/admin/set-mode`. */
  readonly path: string
  /** Sent as JSON; null for none. */
  readonly body: JsonValue
  /** Where the state is read before and after; null where the server does not tell. */
  readonly observe: Observation | null
  /** The change that takes it back, or null. In its body `{before}` stands for the value observed before. */
  readonly undo: RequestInverse | null
}

export type Observation = {
  /** Below the URL of the source. */
  readonly get: string
  /** Where in the answer the value is: `current.mode`. */
  readonly pick: string
  /** The value once it is done; null where any other value than before will do. */
  readonly becomes: string | null
}

export type RequestInverse = {
  readonly method: RequestChange['method']
  readonly path: string
  readonly body: JsonValue
}

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue }

/** A program of the profile: a runbook with a name. Never through a shell. */
export type CommandChange = {
  readonly kind: 'command'
  readonly argv: readonly string[]
  readonly cwd: string | null
  readonly env: Readonly<Record<string, string>>
  /** A program that tells the state by what it prints; null where nothing does. */
  readonly observe: { readonly argv: readonly string[]; readonly becomes: string | null } | null
  /** The program that takes it back, or null. */
  readonly undo: readonly string[] | null
}

/** An Alertmanager silence that begins or ends. It is known by what it says, since its id is not known before. */
export type SilenceChange = {
  readonly kind: 'silence' | 'unsilence'
  readonly source: string
  readonly matchers: readonly Matcher[]
  readonly durationMs: number
  /** With the matchers, what it is found again by. */
  readonly comment: string
  readonly createdBy: string
}

/** As Alertmanager writes it: `name =~ value`. */
export type Matcher = {
  readonly name: string
  readonly value: string
  readonly isRegex: boolean
  readonly isEqual: boolean
}

/** The services that a change concerns; none for one that is not about services. */
export function servicesOf(change: Change): Services {
  switch (change.kind) {
    case 'scale':
      return Object.keys(change.to)
    case 'restart':
    case 'stop':
    case 'start':
      return change.services
    case 'version':
      return change.services.length === 0 ? 'all' : change.services
    default:
      return []
  }
}
