import type { Alert } from './alert.ts'
import type { Failure } from './failure.ts'
import type { Labels, Reading } from './sample.ts'
import type { DurationMs, EpochMs } from './time.ts'

/** What one poll brought. Readings are complete: a series of an earlier poll that is missing here has vanished. */
export type PollResult =
  | {
      readonly ok: true
      readonly readings: readonly Reading[]
      /** The alerts known to the source, or null where it knows none. */
      readonly alerts: readonly Alert[] | null
      /** Why the answer is PARTIAL, in the server's sanitised words; empty when it is whole. */
      readonly warnings: readonly string[]
      /** The server's clock minus ours, or null where the answer does not tell. */
      readonly skewMs: DurationMs | null
      /** Told by a source that keeps a past of its own: which targets it reads, and since when. */
      readonly scraping?: Scraping
    }
  | { readonly ok: false; readonly failure: Failure }

/** What a source reads by itself instead of asking a server that does. */
export type Scraping = {
  readonly targets: number
  /** How many of them gave their metrics at the last poll. */
  readonly answered: number
  /** When it began: it knows nothing of the time before. */
  readonly since: EpochMs
}

/** Clocks this far apart make people compare the wrong times. */
const SKEW_WORTH_TELLING_MS = 2_000

/** Whether a server's clock differs from ours by more than is worth telling. */
export function isSkewed(skewMs: DurationMs | null): skewMs is DurationMs {
  return skewMs !== null && Math.abs(skewMs) > SKEW_WORTH_TELLING_MS
}

/** Past points of one series, oldest first, on our clock. */
export type History = {
  readonly signal: string
  readonly labels: Labels
  readonly points: readonly { readonly at: EpochMs; readonly value: number }[]
}

export type FillResult =
  | { readonly ok: true; readonly histories: readonly History[] }
  | { readonly ok: false; readonly failure: Failure }

/** One thing the doctor tried: an endpoint, a query, a field. */
export type Finding = {
  readonly subject: string
  readonly outcome: 'ok' | 'warn' | 'failed'
  /** What was seen. */
  readonly message: string
  /** How to mend it; empty when nothing is wrong. */
  readonly hint: string
}

/** Where readings come from. No method throws or rejects: a failure is a value. The caller never overlaps polls. */
export type Source = {
  readonly id: string
  readonly kind: string
  /** Reads everything once, within the deadline of its configuration. */
  poll(signal: AbortSignal): Promise<PollResult>
  /** Past points, to fill the charts at the start; null where the source keeps no past. */
  readonly fill: ((range: FillRange, signal: AbortSignal) => Promise<FillResult>) | null
  /** Tries every query and endpoint by itself and says what is wrong with each. */
  examine(signal: AbortSignal): Promise<readonly Finding[]>
  /** Frees sockets and child processes. */
  close(): Promise<void>
}

/** The past to ask for: `lengthMs` up to now, one point every `stepMs`. */
export type FillRange = {
  readonly lengthMs: DurationMs
  readonly stepMs: DurationMs
  /** Where not all signals are asked for, or not up to now: which, and how long ago the past ends. */
  readonly part?: { readonly signals: readonly string[]; readonly endedMs: DurationMs }
}
