import type { JournalResult, PlanResult, StartResult } from './acting/operator.ts'
import type { Subject } from './acting/proposal.ts'
import type { Copied, Intent } from './intent.ts'
import type { KeyName } from './keyNames.ts'
import type { Call } from './notify.ts'
import type { MemoryResult } from './prompt/prompt.ts'
import type { FillRange, FillResult, PollResult } from './source.ts'
import type { DurationMs, EpochMs } from './time.ts'

/** Whatever happens to the program, with the moment it happened. */
export type Message =
  /** Time passes. `random` in [0, 1) spreads the retries of many programs. */
  | { readonly type: 'tick'; readonly now: EpochMs; readonly random: number }
  | {
      readonly type: 'polled'
      readonly now: EpochMs
      readonly source: string
      readonly seq: number
      readonly result: PollResult
      readonly random: number
    }
  | { readonly type: 'filled'; readonly now: EpochMs; readonly source: string; readonly result: FillResult }
  /** The past of the whole window, as far as the source knows it. */
  | {
      readonly type: 'recalled'
      readonly now: EpochMs
      readonly source: string
      readonly result: FillResult
    }
  /** What the same hours were like before the deployment. */
  | {
      readonly type: 'compared'
      readonly now: EpochMs
      readonly source: string
      readonly result: FillResult
    }
  /** More of the past of the signal that is zoomed in on. */
  | {
      readonly type: 'inspected'
      readonly now: EpochMs
      readonly source: string
      readonly result: FillResult
    }
  /** The clock jumped or the program stood still for `gapMs`: what was read before can't be called fresh. */
  | { readonly type: 'resumed'; readonly now: EpochMs; readonly gapMs: DurationMs }
  | { readonly type: 'intent'; readonly now: EpochMs; readonly intent: Intent }
  /**
   * A key was pressed. `isBlind`: the screen that the person sees is not the newest one, since the terminal did not
   * take it; nobody knows what the key was meant for.
   */
  | { readonly type: 'key'; readonly now: EpochMs; readonly key: KeyName; readonly isBlind: boolean }
  /** Text that came as a whole. It is never read as keys. */
  | { readonly type: 'pasted'; readonly now: EpochMs; readonly text: string; readonly isBlind: boolean }
  | { readonly type: 'planned'; readonly now: EpochMs; readonly seq: number; readonly result: PlanResult }
  | { readonly type: 'started'; readonly now: EpochMs; readonly plan: string; readonly result: StartResult }
  | { readonly type: 'journal'; readonly now: EpochMs; readonly result: JournalResult }
  /** What came of a copy, or of a screen that was kept. Its words are ours, or sanitised. */
  | {
      readonly type: 'noticed'
      readonly now: EpochMs
      readonly words: string
      readonly isBad: boolean
    }
  /** What was chosen in the palette in other sessions, or why that is not known, or can't be kept. */
  | { readonly type: 'remembered'; readonly result: MemoryResult }
  | { readonly type: 'resized'; readonly columns: number; readonly rows: number }
  /** The theme's file changed; `problem`: what is wrong with it, where it is not shown. */
  | { readonly type: 'themed'; readonly problem: string | null }

/** What the runtime must do; what comes of it returns as a message. */
export type Effect =
  | { readonly type: 'poll'; readonly source: string; readonly seq: number; readonly deadlineMs: DurationMs }
  | {
      /**
       * The recent past for the charts, the whole window beside it, the same hours before the deployment, or what the
       * zoom shows.
       */
      readonly type: 'fill' | 'recall' | 'compare' | 'inspect'
      readonly source: string
      readonly range: FillRange
      readonly deadlineMs: DurationMs
    }
  /** To keep what was chosen in the palette for other sessions. */
  | { readonly type: 'remember'; readonly command: string }
  | ActingEffect
  | ScreenEffect

/** By which message the answer to a question for the past comes back. */
export const ANSWERED_BY = {
  fill: 'filled',
  recall: 'recalled',
  compare: 'compared',
  inspect: 'inspected',
} as const

/** What only the operator can do. Nothing but `start` changes the system, and it takes the id of a plan alone. */
export type ActingEffect =
  | {
      readonly type: 'plan'
      readonly seq: number
      readonly subject: Subject
      readonly note: string
      readonly overrides: readonly string[]
    }
  | { readonly type: 'start' | 'approve' | 'keep' | 'decline'; readonly plan: string }
  | { readonly type: 'read-journal' }

/** What only the owner of the terminal can do. */
export type ScreenEffect =
  | { readonly type: 'repaint' | 'suspend' | 'quit' }
  /** Somebody who does not look. */
  | { readonly type: 'call'; readonly call: Call }
  /** The screen as it is, into two files. */
  | { readonly type: 'save-screen' }
  /** Into the clipboard of whoever looks: the focused panel or the page, or what is wrong in one line. */
  | { readonly type: 'copy'; readonly what: Copied }
