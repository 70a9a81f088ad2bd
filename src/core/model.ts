import type { Actions } from './acting/action.ts'
import type { Dialog } from './acting/dialog.ts'
import type { Alert, ResolvedAlert } from './alert.ts'
import type { Before } from './before.ts'
import type { CloseUp } from './closeUp.ts'
import type { Deployment } from './deployment.ts'
import type { Failure } from './failure.ts'
import type { Notice } from './notice.ts'
import type { Called } from './notify.ts'
import type { Past } from './past.ts'
import type { SourceTiming, WatchProfile } from './profile.ts'
import type { Prompt, Remembered } from './prompt/prompt.ts'
import type { Signal } from './signal.ts'
import type { Scraping } from './source.ts'
import type { DurationMs, EpochMs } from './time.ts'
import type { Level } from './verdict.ts'
import type { Zoom } from './zoom.ts'

/** What is known of one source. */
export type SourceState = {
  readonly config: SourceTiming
  /** Number of the last poll that was started; an answer with a smaller one than `seenSeq` is late and dropped. */
  readonly seq: number
  readonly seenSeq: number
  /** When the poll under way began, or null. */
  readonly pollingSince: EpochMs | null
  readonly nextPollAt: EpochMs
  readonly answeredAt: EpochMs | null
  /** The failure of the last poll, or null when it was answered. */
  readonly failure: Failure | null
  readonly failingSince: EpochMs | null
  /** Since when every poll has been answered; null while the last was not, and before the first. */
  readonly answeringSince: EpochMs | null
  /** Failed polls in a row. */
  readonly failures: number
  /** Why the last answer was PARTIAL; empty when it was whole. */
  readonly warnings: readonly string[]
  readonly skewMs: DurationMs | null
  /** Whether the past is known as far as it can be; `wanted` until it is asked for. */
  readonly history: 'wanted' | 'asked' | 'filled' | 'failed'
  /** A question for the past is under way; there is never a second one beside it. */
  readonly isFilling: boolean
  readonly alerts: readonly Alert[] | null
  /** Alerts of the last hour that are gone, newest first. */
  readonly resolved: readonly ResolvedAlert[]
  /** Since when it has spoken for another source; null for one that speaks for itself, and for a stand-in at rest. */
  readonly onDutySince: EpochMs | null
  /** What it reads by itself; null where it asks a server, and before the first answer. */
  readonly scraping: Scraping | null
}

/** A verdict that changed, for the ticker. */
export type VerdictChange = {
  readonly at: EpochMs
  readonly instance: string
  readonly title: string
  readonly key: string
  readonly from: Level
  readonly to: Level
  readonly reason: string
}

/** What can stand in the place of the panels: one kind of thing in full, how far the 48 hours are, what to do, and what was done. */
export const PAGES = ['alerts', 'services', 'gpus', 'gates', 'advice', 'journal'] as const
export type Page = (typeof PAGES)[number]

/** What the person sees and where they are; nothing of it changes what is known of the system. */
export type View = {
  readonly columns: number
  readonly rows: number
  /** Index into the profile's panels. */
  readonly focus: number
  /** The focused panel alone on the screen, and what of it; null while all panels are there. */
  readonly zoom: Zoom | null
  readonly isHelpOpen: boolean
  /** A page in the place of the panels, or null. */
  readonly page: Page | null
  /** First row shown of a page that is longer than the screen; on the page of alerts, the alert that is looked at. */
  readonly scroll: number
  /** What narrows the panels, and what narrows the page that stands in their place; empty where nothing does. */
  readonly filter: { readonly panels: string; readonly page: string }
  /** A line that is being typed into, or null. It takes all keys. */
  readonly prompt: Prompt | null
  /** When Ctrl-C was last pressed, or null. */
  readonly interruptedAt: EpochMs | null
  /** What is wrong with the theme's file as it is now, or null; the colours shown are those it had before. */
  readonly themeProblem: string | null
}

/** Everything the program knows. Changed by `update` only. */
export type Model = {
  readonly profile: WatchProfile
  readonly now: EpochMs
  readonly startedAt: EpochMs
  /** Readings taken before this moment are stale: the program was suspended, or its clock was set. */
  readonly trustedSince: EpochMs
  readonly deployment: Deployment
  readonly sources: ReadonlyMap<string, SourceState>
  readonly signals: ReadonlyMap<string, Signal>
  /** What happened before anybody watched. */
  readonly past: Past
  /** What the same hours were like before the deployment. */
  readonly before: Before
  /** More of the past of the signal that is zoomed in on. */
  readonly closeUp: CloseUp
  /** Newest first, bounded. */
  readonly changes: readonly VerdictChange[]
  /** By series: for what somebody was called. */
  readonly called: ReadonlyMap<string, Called>
  readonly view: View
  /** What came of the last key that asked for something beside the screen, for a while; or null. */
  readonly notice: Notice | null
  readonly actions: Actions
  /** What was chosen in the palette before. */
  readonly remembered: Remembered
  /** What stands over the panels while somebody is about to act, or null. It takes all keys. */
  readonly dialog: Dialog | null
}
