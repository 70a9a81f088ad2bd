import type { KeyName } from '../keyNames.ts'

/** What a key does while a line is typed; every other one edits the line, or is a letter of it. */
export type PromptMove = 'run' | 'cancel' | 'complete' | 'up' | 'down'

/** The keys of the prompts. They are fixed: whoever is lost in one must find out the usual way. */
export const PROMPT_KEYS: readonly {
  readonly keys: readonly KeyName[]
  readonly move: PromptMove
  readonly description: string
}[] = [
  { keys: ['enter'], move: 'run', description: 'Do it; an action only asks, and shows its plan' },
  { keys: ['tab'], move: 'complete', description: 'Complete the name' },
  { keys: ['up'], move: 'up', description: 'Choose the line above; on an empty line, what was typed before' },
  { keys: ['down'], move: 'down', description: 'Choose the line below' },
  { keys: ['escape', 'ctrl+c'], move: 'cancel', description: 'Away with it, nothing is done' },
]

/** The keys that edit a line, for the help. */
export const EDITING_KEYS: readonly { readonly keys: readonly KeyName[]; readonly description: string }[] = [
  { keys: ['left', 'right'], description: 'One character back or forth' },
  { keys: ['home', 'end', 'ctrl+a', 'ctrl+e'], description: 'To the beginning, to the end' },
  { keys: ['ctrl+w', 'ctrl+u'], description: 'Delete the word, or all, before the cursor' },
]

export const moveOf = (key: KeyName): PromptMove | null =>
  PROMPT_KEYS.find(({ keys }) => keys.includes(key))?.move ?? null
