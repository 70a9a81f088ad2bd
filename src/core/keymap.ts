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
  /** In the zoom: the next series, a wider span, the next column, so many spans later, a moment. */
  | { readonly type: 'choose-series'; readonly by: number }
  | { readonly type: 'change-span'; readonly by: number }
  | { readonly type: 'move-cursor'; readonly by: number }
  | { readonly type: 'pan'; readonly by: number }
  | { readonly type: 'go-to'; readonly moment: 'now' | 'deployment' }
  | { readonly type: 'back' }
  | { readonly type: 'scroll'; readonly by: number }
  /** To plan that action of the profile. */
  | { readonly type: 'act'; readonly action: string }
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

/** A key as the terminal tells it: `q`, `ctrl+l`, `tab`, `shift+tab`, `enter`, `escape`, `up`, `1`. */
export type KeyName = string

/** Where a key means something: `anywhere`, or in one place alone, where that goes before what it means elsewhere. */
export type Context = 'anywhere' | 'zoom' | 'alerts'

export type Binding = {
  readonly keys: readonly KeyName[]
  readonly context: Context
  readonly intent: Intent
  /** For the footer, one or two words. */
  readonly hint: string
  /** For the help page, a sentence. */
  readonly description: string
  /** Whether the footer mentions it; the help page always does. */
  readonly inFooter: boolean
}

const bind = (
  keys: readonly KeyName[],
  intent: Intent,
  hint: string,
  description: string,
  inFooter = false,
  context: Context = 'anywhere',
): Binding => ({
  keys,
  context,
  intent,
  hint,
  description,
  inFooter,
})

/** A key of the zoom. */
const inZoom = (
  keys: readonly KeyName[],
  intent: Intent,
  hint: string,
  description: string,
  inFooter = false,
): Binding => bind(keys, intent, hint, description, inFooter, 'zoom')

/** Every key of the program's own. The footer, the help page and the README's table are made from it. */
export const KEYMAP: readonly Binding[] = [
  bind(['tab', 'right', 'l'], { type: 'focus-next' }, 'next', 'Focus the next panel'),
  bind(['shift+tab', 'left', 'h'], { type: 'focus-previous' }, 'previous', 'Focus the previous panel'),
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) =>
    bind([String(n % 10)], { type: 'focus', panel: n - 1 }, `panel ${n}`, `Focus panel ${n}`),
  ),
  bind(['enter'], { type: 'zoom' }, 'zoom', 'See the focused panel alone', true),
  bind(['escape'], { type: 'back' }, 'back', 'Back to all panels'),
  bind(
    ['a'],
    { type: 'page', page: 'alerts' },
    'alerts',
    'All alerts: since when, who silenced them, what is over',
    true,
  ),
  bind(
    ['S'],
    { type: 'page', page: 'services' },
    'services',
    'Every service: health, replicas, queue, version, what was done to it and can be',
  ),
  bind(['G'], { type: 'page', page: 'gpus' }, 'GPUs', 'Every GPU: load, memory, heat, power, errors'),
  bind(
    ['g'],
    { type: 'page', page: 'gates' },
    'gates',
    'How far the 48 hours are: gates, phases, checks',
    true,
  ),
  bind(
    ['w'],
    { type: 'page', page: 'advice' },
    'advice',
    'What the runbooks ask for now, with the evidence',
    true,
  ),
  bind(['m'], { type: 'choose-action' }, 'more', 'Choose an action of the profile, and plan it', true),
  bind(['u'], { type: 'undo' }, 'undo', 'Plan the way back of the last action that was done'),
  bind(
    ['k'],
    { type: 'answer' },
    'answer',
    'Keep what is held, approve what waits for a second person, go on where a way down stopped',
  ),
  bind(
    ['j'],
    { type: 'page', page: 'journal' },
    'journal',
    'What was done, by whom, and what came of it',
    true,
  ),
  bind(['down'], { type: 'scroll', by: 1 }, 'down', 'Scroll down where a page is longer than the screen'),
  bind(['up'], { type: 'scroll', by: -1 }, 'up', 'Scroll up'),
  bind(['y'], { type: 'copy', what: 'shown' }, 'copy', 'Copy the focused panel, or the open page, as text'),
  bind(['Y'], { type: 'copy', what: 'incident' }, 'copy line', 'Copy what is wrong as one line, for a chat'),
  bind(['ctrl+s'], { type: 'save-screen' }, 'save', 'Keep this screen as text and as SVG'),
  bind(['ctrl+r'], { type: 'ask-now' }, 'ask now', 'Ask every source again now, whatever its interval'),
  bind(['ctrl+l'], { type: 'repaint' }, 'repaint', 'Paint the whole screen again'),
  bind(['ctrl+z'], { type: 'suspend' }, 'suspend', 'Give the terminal back for a while; fg returns'),
  bind(['?'], { type: 'help' }, 'help', 'Show or hide this help', true),
  bind(['q', 'ctrl+c'], { type: 'quit' }, 'quit', 'Leave; the terminal is put back as it was', true),
  inZoom(['enter'], { type: 'zoom' }, 'panels', 'In the zoom: back to all panels'),
  inZoom(
    ['left'],
    { type: 'move-cursor', by: -1 },
    'cursor',
    'In the zoom: point at the moment before',
    true,
  ),
  inZoom(['right'], { type: 'move-cursor', by: 1 }, 'later', 'In the zoom: point at the moment after'),
  inZoom(['up'], { type: 'choose-series', by: -1 }, 'series', 'In the zoom: the previous series', true),
  inZoom(['down'], { type: 'choose-series', by: 1 }, 'next', 'In the zoom: the next series'),
  inZoom(
    ['+', '='],
    { type: 'change-span', by: -1 },
    'closer',
    'In the zoom: a shorter time, down to 15 m',
    true,
  ),
  inZoom(['-', '_'], { type: 'change-span', by: 1 }, 'wider', 'In the zoom: a longer time, up to 48 h', true),
  inZoom(
    ['<', ','],
    { type: 'pan', by: -0.5 },
    'earlier',
    'In the zoom: earlier by half of what is shown',
    true,
  ),
  inZoom(['>', '.'], { type: 'pan', by: 0.5 }, 'later', 'In the zoom: later by half of what is shown'),
  inZoom(['home'], { type: 'go-to', moment: 'deployment' }, 'deployment', 'In the zoom: the deployment'),
  inZoom(['end'], { type: 'go-to', moment: 'now' }, 'now', 'In the zoom: back to now'),
  inZoom(['pagedown'], { type: 'scroll', by: 5 }, 'page', 'In the zoom: scroll down to what stands below'),
  inZoom(['pageup'], { type: 'scroll', by: -5 }, 'page', 'In the zoom: scroll up'),
  bind(
    ['enter'],
    { type: 'silence' },
    'silence',
    'On the page of alerts: plan to silence the one in focus',
    true,
    'alerts',
  ),
]

/** Keys that change nothing by themselves, and yet are no use where nothing may be changed. */
const ACTING: readonly Intent['type'][] = ['act', 'choose-action', 'undo', 'answer', 'silence']

/** Whether it is the first step of an action. */
export const isActing = (intent: Intent): boolean => ACTING.includes(intent.type)

/** The keys of a watch: those of the profile's actions first, in its order, then the program's own. */
export function keymapOf({ actions }: Pick<WatchProfile, 'actions'>): readonly Binding[] {
  const hotkeys = actions.flatMap(({ id, key, title }) =>
    key === undefined ? [] : [bind([key], { type: 'act', action: id }, wordsOf(id), title, true)],
  )
  const own = actions.length > 0 ? KEYMAP : KEYMAP.filter(({ intent }) => !isActing(intent))
  return [...hotkeys, ...own]
}

/** An id as people say it: `scale llm`. */
const wordsOf = (id: string): string => id.replaceAll(/[_-]+/g, ' ')

/** Where a key pressed now would be pressed. */
export function contextOf({ zoom, isHelpOpen, page }: View): Context {
  if (isHelpOpen) return 'anywhere'
  if (page === 'alerts') return page
  return zoom !== null && page === null ? 'zoom' : 'anywhere'
}

/** The bindings that hold there, those of the place first; what one of them takes the keys of is left out. */
export function bindingsAt(context: Context, keymap: readonly Binding[]): readonly Binding[] {
  const own = context === 'anywhere' ? [] : keymap.filter((binding) => binding.context === context)
  const taken = new Set(own.flatMap(({ keys }) => keys))
  const isFree = ({ keys }: Binding): boolean => !keys.every((key) => taken.has(key))
  return [...own, ...keymap.filter((binding) => binding.context === 'anywhere' && isFree(binding))]
}

/** What the key asks for there, or null where it is not bound. */
export function intentOf(
  key: KeyName,
  keymap: readonly Binding[] = KEYMAP,
  context: Context = 'anywhere',
): Intent | null {
  const bound = keymap.filter(({ keys }) => keys.includes(key))
  const at = (place: Context) => bound.find((binding) => binding.context === place)
  return (at(context) ?? at('anywhere'))?.intent ?? null
}
