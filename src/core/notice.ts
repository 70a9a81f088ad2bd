import type { DurationMs, EpochMs } from './time.ts'

/** What came of a key that changes nothing of the system: `copied 11 lines`. It goes away by itself. */
export type Notice = { readonly at: EpochMs; readonly words: string; readonly isBad: boolean }

const LASTS_MS: DurationMs = 8_000

/** The notice, or null once it was there for long enough. A clock that was set back makes it no younger. */
export const fresh = (notice: Notice | null, now: EpochMs): Notice | null =>
  notice !== null && now >= notice.at && now - notice.at < LASTS_MS ? notice : null
