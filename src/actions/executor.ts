import type { Failure } from '../core/failure.ts'
import type { DurationMs, EpochMs } from '../core/time.ts'
import type { Change } from './change.ts'

/**
 * Carries out one change. An executor is made for one change (`createComposeExecutor({ control, change, env, now })`),
 * holds no state between calls, and may live in another process than the one that planned: what `prepare` made is all
 * that `commit` gets. Nothing rejects; failures are values; texts that came from outside are sanitised.
 *
 * The order is: observe → prepare (shown to a person) → … → observe again, compare fingerprints → commit, once →
 * reconcile where its outcome is unknown → check until reached.
 */
export type Executor = {
  /** Reads the state of the target. Changes nothing. */
  observe(signal: AbortSignal): Promise<ObserveResult>
  /** Works out what would be done from what was read. Pure, so that the same reading gives the same step. */
  prepare(observed: Observed): PrepareResult
  /**
   * Performs `prepared.step`, at most once, as it stands. When `signal` is aborted it stops waiting and returns
   * `unknown`. A program that works in many steps is left alone, since a killed one leaves half of its work behind;
   * `reconcile` sees it as long as it runs. One that sends a single request (kubectl) is ended, so that it can't send
   * it again once somebody has looked.
   */
  commit(prepared: Prepared, attempt: Attempt, signal: AbortSignal): Promise<Committed>
  /** Reads what came of a commit of unknown outcome. One reading; the runner asks again. Never sends anything. */
  reconcile(prepared: Prepared, attempt: Attempt, signal: AbortSignal): Promise<Reconciled>
  /** Reads whether the wanted state is there by now. One reading; the runner asks again and sees to it that it lasts. */
  check(prepared: Prepared, signal: AbortSignal): Promise<Checked>
}

/** A word and what it is: `image` `app:v0.2.0`. In the order to show. */
export type Fact = { readonly name: string; readonly value: string }

/** The state of a target at one moment. */
export type Observed = {
  readonly facts: readonly Fact[]
  /**
   * Changes whenever the plan would have to change, and for nothing else: container ids and config hashes, a
   * resourceVersion, a mode. Readings of load or time do not belong in it.
   */
  readonly fingerprint: string
  readonly readAt: EpochMs
  /** What was asked, in words: `GET /admin/downshift/stats`, `docker inspect`. */
  readonly from: string
  /** What `prepare` needs of the reading besides. JSON of the executor's own; nobody else reads it. */
  readonly state: string
}

export type ObserveResult =
  | { readonly ok: true; readonly observed: Observed }
  | { readonly ok: false; readonly failure: Failure }

/** Why something is not done, and what would make it possible. One sentence each, without a full stop. */
export type Refusal = { readonly reason: string; readonly hint: string }

export type PrepareResult =
  | { readonly ok: true; readonly prepared: Prepared }
  | { readonly ok: false; readonly refusal: Refusal }

/** What is done to the system. Plain data, shown, journalled and executed as it stands; no secret is in it. */
export type Step =
  | {
      readonly kind: 'program'
      /** Program and arguments; never a shell. */
      readonly argv: readonly string[]
      /** Put over the runner's own environment. */
      readonly env: Readonly<Record<string, string>>
      /** Null is where the runner was started. */
      readonly cwd: string | null
    }
  | {
      readonly kind: 'request'
      readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
      /** Whole, for people: `http://localhost:8001/admin/set-mode`. */
      readonly url: string
      /** The runner adds authorisation and the idempotency key. */
      readonly headers: Readonly<Record<string, string>>
      /** The bytes to send, or null. */
      readonly body: string | null
    }

/** What a plan shows besides its step, and all that commit, reconcile and check know of the past. */
export type Prepared = {
  /** Where exactly one change is made at a time: `compose fragrance/worker-llm`, `http://localhost:8001 mode`. */
  readonly target: string
  readonly step: Step
  /** In a few words: `3 replicas`, `balanced`. */
  readonly now: string
  readonly after: string
  /** What it touches, one each: containers, pods, alerts. */
  readonly affected: readonly string[]
  /** What it is expected to cost or to free; empty where nobody knows. */
  readonly cost: readonly Fact[]
  /** What a person should know before saying yes: mixed configuration, an unset variable, a paused roll-out. */
  readonly warnings: readonly string[]
  readonly undo: Undo
  /** Counts of a scale, for the guards: each service from how many to how many; empty for other changes. */
  readonly replicas: readonly ReplicaChange[]
  /** How long the wanted state must last before it counts, and how long it may take to come. */
  readonly stableMs: DurationMs
  readonly withinMs: DurationMs
  /** What the executor itself needs later: container ids before, a revision. JSON; nobody else reads it. */
  readonly before: Readonly<Record<string, string>>
  readonly observed: Observed
}

export type ReplicaChange = { readonly service: string; readonly from: number; readonly to: number }

/** The way back. `change` is what `u` plans after the action was verified. */
export type Undo =
  | { readonly kind: 'change'; readonly words: string; readonly change: Change }
  | { readonly kind: 'none'; readonly why: string }

/** One attempt to commit. */
export type Attempt = {
  /** Given to servers that know idempotency keys; the same for the whole life of the attempt. */
  readonly key: string
  /** A folder of this attempt's own (0700) that outlives the runner: output of programs goes there. */
  readonly folder: string
}

export type Committed =
  /** It was taken: rc 0, 2xx. This says nothing of success. */
  | { readonly kind: 'accepted'; readonly details: readonly Fact[] }
  /** Refused, and certainly without any effect: not started, 4xx, a failed precondition. */
  | ({ readonly kind: 'rejected' } & Refusal)
  /** Anything else: a timeout, a signal, a broken connection, 5xx, an exit code after effects may have begun. */
  | { readonly kind: 'unknown'; readonly reason: string }

export type Reconciled = {
  /**
   * `applied`: all of it is there. `not-applied`: nothing of it. `partial`: some; `details` name what is and what is not.
   * `still-unknown`: it can't be read, or things still move. All but `applied` are asked for again for a while.
   */
  readonly kind: 'applied' | 'not-applied' | 'partial' | 'still-unknown'
  readonly words: string
  readonly details: readonly Fact[]
}

export type Checked = {
  /**
   * `failed` is final: a container that exited by itself, an image that is missing. `unseen`: it can't be read now, or
   * never; where it stays so, only the signals of the profile can tell.
   */
  readonly kind: 'reached' | 'not-yet' | 'failed' | 'unseen'
  /** `4 of 4 running`, `mode fast`. */
  readonly words: string
  readonly details: readonly Fact[]
}
