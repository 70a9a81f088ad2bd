import type { QuietHours } from './quiet.ts'
import type { DurationMs, EpochMs } from './time.ts'
import type { Level } from './verdict.ts'

/** Desktop notifications have two languages; which one a terminal speaks can't be asked. */
export type DesktopOrder = 'off' | 'osc9' | 'osc777'

/** When somebody who does not look is to be called. */
export type Notify = {
  readonly on: readonly Level[]
  readonly bell: boolean
  readonly desktop: DesktopOrder
  readonly quiet: readonly QuietHours[]
  /** IANA name of the time zone that the quiet hours are of. */
  readonly zone: string
  /** For one series. */
  readonly atMostEveryMs: DurationMs
}

/** For which series somebody was called. */
export type Called = {
  /** The worst it has been since it was last well. */
  readonly raised: Level | null
  /** The last call for it; null where there was none. */
  readonly at: EpochMs | null
}

/** A call: what a terminal is to say or sound. Its texts are sanitised. */
export type Call = {
  readonly title: string
  readonly body: string
  readonly bell: boolean
  readonly desktop: DesktopOrder
}
