import type { Page } from './model.ts'

/** What a person asks for, whatever key they used. */
export type Intent =
  | { readonly type: 'quit' }
  | { readonly type: 'help' }
  | { readonly type: 'page'; readonly page: Page }
  | { readonly type: 'repaint' }
  | { readonly type: 'suspend' }
  | { readonly type: 'ask-now' }
  | { readonly type: 'focus-next' }
  | { readonly type: 'focus-previous' }
  | { readonly type: 'focus'; readonly panel: number }
  | { readonly type: 'zoom' }
  /** In the zoom: the next series, a wider span, the next column, so many spans later, a moment. */
  | { readonly type: 'choose-series'; readonly by: number }
  | { readonly type: 'change-span'; readonly by: number }
  | { readonly type: 'move-cursor'; readonly by: number }
  | { readonly type: 'pan'; readonly by: number }
  | { readonly type: 'go-to'; readonly moment: 'now' | 'deployment' }
  | { readonly type: 'back' }
  | { readonly type: 'scroll'; readonly by: number }
  /** To a panel, whatever stands before it; with a signal, to its zoom. */
  | { readonly type: 'show'; readonly panel: number; readonly signal: string | null }
  /** To type into that prompt. */
  | { readonly type: 'prompt'; readonly kind: 'palette' | 'filter' }
  /** To plan that action of the profile. `fields`: what is said already of its arguments and the note. */
  | { readonly type: 'act'; readonly action: string; readonly fields?: readonly string[] }
  | { readonly type: 'choose-action' }
  | { readonly type: 'undo' }
  /** To say what the strip asks for. */
  | { readonly type: 'answer' }
  | { readonly type: 'copy'; readonly what: Copied }
  | { readonly type: 'save-screen' }
  /** To plan to silence the alert in focus. */
  | { readonly type: 'silence' }

/** What one can take along: the focused panel or the page that is open, or the headline with its system and time. */
export type Copied = 'shown' | 'incident'

/** Keys that change nothing by themselves, and yet are no use where nothing may be changed. */
const ACTING: readonly Intent['type'][] = ['act', 'choose-action', 'undo', 'answer', 'silence']

/** Whether it is the first step of an action. */
export const isActing = (intent: Intent): boolean => ACTING.includes(intent.type)
