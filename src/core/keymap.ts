import type { Page, View } from './model.ts'
import type { WatchProfile } from './profile.ts'

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
  | { readonly type: 'back' }
  | { readonly type: 'scroll'; readonly by: number }
  /** To a panel, whatever stands before it. */
  | { readonly type: 'show'; readonly panel: number; readonly isZoomed: boolean }
  /** To type into that prompt. */
  | { readonly type: 'prompt'; readonly kind: 'palette' | 'filter' }
  /** To plan that action of the profile. `fields`: what is said already of its arguments and the note. */
  | { readonly type: 'act'; readonly action: string; readonly fields?: readonly string[] }
  | { readonly type: 'choose-action' }
  | { readonly type: 'undo' }

/** A key as the terminal tells it: `q`, `ctrl+l`, `tab`, `shift+tab`, `enter`, `escape`, `up`, `1`. */
export type KeyName = string

/** Where a person is; a key may mean something of its own there. Help is read from wherever one was. */
export type Context = 'grid' | 'zoom' | 'page'

export type Binding = {
  readonly keys: readonly KeyName[]
  /** What it is called in the palette and under `keys` of a profile. Never changed: people write it down. */
  readonly command: string
  readonly intent: Intent
  /** For the footer, one or two words. */
  readonly hint: string
  /** For the help page, a sentence. */
  readonly description: string
  /** Whether the footer mentions it; the help page always does. */
  readonly inFooter: boolean
  /** Where it holds; everywhere if absent. */
  readonly context?: Context
}

const bind = (
  keys: readonly KeyName[],
  command: string,
  intent: Intent,
  hint: string,
  description: string,
  inFooter = false,
): Binding => ({
  keys,
  command,
  intent,
  hint,
  description,
  inFooter,
})

/**
 * Every key of the program's own, the most useful first: the footer shows as many as fit. The footer, the help page, the
 * palette and the README's table are made from it.
 */
export const KEYMAP: readonly Binding[] = [
  bind(['tab', 'right', 'l'], 'next', { type: 'focus-next' }, 'next', 'Focus the next panel'),
  bind(
    ['shift+tab', 'left', 'h'],
    'previous',
    { type: 'focus-previous' },
    'previous',
    'Focus the previous panel',
  ),
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) =>
    bind([String(n % 10)], `panel ${n}`, { type: 'focus', panel: n - 1 }, `panel ${n}`, `Focus panel ${n}`),
  ),
  bind(['enter'], 'zoom', { type: 'zoom' }, 'zoom', 'See the focused panel alone', true),
  bind(['escape'], 'back', { type: 'back' }, 'back', 'Back to all panels'),
  bind(
    ['g'],
    'gates',
    { type: 'page', page: 'gates' },
    'gates',
    'How far the 48 hours are: gates, phases, checks',
    true,
  ),
  bind(
    ['w'],
    'advice',
    { type: 'page', page: 'advice' },
    'advice',
    'What the runbooks ask for now, with the evidence',
    true,
  ),
  bind(
    ['m'],
    'actions',
    { type: 'choose-action' },
    'more',
    'Choose an action of the profile, and plan it',
    true,
  ),
  bind(['u'], 'undo', { type: 'undo' }, 'undo', 'Plan the way back of the last action that was done'),
  bind(
    ['j'],
    'journal',
    { type: 'page', page: 'journal' },
    'journal',
    'What was done, by whom, and what came of it',
    true,
  ),
  bind(
    ['down'],
    'down',
    { type: 'scroll', by: 1 },
    'down',
    'Scroll down where a page is longer than the screen',
  ),
  bind(['up'], 'up', { type: 'scroll', by: -1 }, 'up', 'Scroll up'),
  bind(
    [':'],
    'palette',
    { type: 'prompt', kind: 'palette' },
    'command',
    'Type what you want: any command, page, panel, signal or action',
    true,
  ),
  bind(
    ['/'],
    'filter',
    { type: 'prompt', kind: 'filter' },
    'filter',
    'Show only what has all these words: panels, or the rows of a page',
    true,
  ),
  bind(
    ['ctrl+r'],
    'ask-now',
    { type: 'ask-now' },
    'ask now',
    'Ask every source again now, whatever its interval',
  ),
  bind(['ctrl+l'], 'repaint', { type: 'repaint' }, 'repaint', 'Paint the whole screen again'),
  bind(
    ['ctrl+z'],
    'suspend',
    { type: 'suspend' },
    'suspend',
    'Give the terminal back for a while; fg returns',
  ),
  bind(['q', 'ctrl+c'], 'quit', { type: 'quit' }, 'quit', 'Leave; the terminal is put back as it was', true),
  bind(['?'], 'help', { type: 'help' }, 'help', 'Show or hide this help', true),
]

/** Keys that change nothing by themselves, and yet are no use where nothing may be changed. */
const ACTING: readonly Intent['type'][] = ['act', 'choose-action', 'undo']

/** Whether it is the first step of an action. */
export const isActing = (intent: Intent): boolean => ACTING.includes(intent.type)

/** Keys that commands have instead of their usual ones; none at all for an empty list. */
export type Rebinding = Readonly<Record<string, readonly KeyName[]>>

/** The ways out that nobody can lose. */
export const FIXED_KEYS: Readonly<Record<KeyName, string>> = { escape: 'back', 'ctrl+c': 'quit' }

/** The program's own keys, as they were rebound. */
export function rebound(keys: Rebinding, keymap: readonly Binding[] = KEYMAP): readonly Binding[] {
  return keymap.map((binding) => {
    const given = keys[binding.command]
    if (given === undefined) return binding
    const kept = binding.keys.filter((key) => key in FIXED_KEYS && !given.includes(key))
    return { ...binding, keys: [...given, ...kept] }
  })
}

/** The keys of a watch: those of the profile's actions first, in its order, then the program's own. */
export function keymapOf({ actions, keys }: Pick<WatchProfile, 'actions' | 'keys'>): readonly Binding[] {
  const hotkeys = actions.flatMap(({ id, key, title }) =>
    key === undefined ? [] : [bind([key], id, { type: 'act', action: id }, wordsOf(id), title, true)],
  )
  const own = rebound(keys)
  return [...hotkeys, ...(actions.length > 0 ? own : own.filter(({ intent }) => !isActing(intent)))]
}

/** An id as people say it: `scale llm`. */
const wordsOf = (id: string): string => id.replaceAll(/[_-]+/g, ' ')

/** Where the person is. */
export const contextOf = ({ page, isZoomed }: Pick<View, 'page' | 'isZoomed'>): Context =>
  page !== null ? 'page' : isZoomed ? 'zoom' : 'grid'

/** What the key asks for there, or null where it is not bound. A meaning of the place goes before one that holds everywhere. */
export function intentOf(key: KeyName, keymap: readonly Binding[], context: Context): Intent | null {
  const bound = keymap.filter(({ keys }) => keys.includes(key))
  const binding =
    bound.find((each) => each.context === context) ?? bound.find((each) => each.context === undefined)
  return binding?.intent ?? null
}
