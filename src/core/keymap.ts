import type { Intent } from './intent.ts'
import type { KeyName } from './keyNames.ts'

/**
 * Where a key means something: `anywhere`, or in one place alone, where that goes before what it means elsewhere. The help
 * is a page.
 */
export type Context = 'anywhere' | 'grid' | 'zoom' | 'page' | 'alerts'

export type Binding = {
  readonly keys: readonly KeyName[]
  readonly context: Context
  /** What it is called in the palette and under `keys` of a profile. Never changed: people write it down. */
  readonly command: string
  readonly intent: Intent
  /** For the footer, one or two words. */
  readonly hint: string
  /** For the help page, a sentence. */
  readonly description: string
  /** Whether the footer mentions it; the help page always does. */
  readonly inFooter: boolean
}

export const bind = (
  keys: readonly KeyName[],
  command: string,
  intent: Intent,
  hint: string,
  description: string,
  inFooter = false,
  context: Context = 'anywhere',
): Binding => ({
  keys,
  command,
  context,
  intent,
  hint,
  description,
  inFooter,
})

/** A key of the zoom. */
const inZoom = (
  keys: readonly KeyName[],
  command: string,
  intent: Intent,
  hint: string,
  description: string,
  inFooter = false,
): Binding => bind(keys, command, intent, hint, description, inFooter, 'zoom')

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
    ['a'],
    'alerts',
    { type: 'page', page: 'alerts' },
    'alerts',
    'All alerts: since when, who silenced them, what is over',
    true,
  ),
  bind(
    ['S'],
    'services',
    { type: 'page', page: 'services' },
    'services',
    'Every service: health, replicas, queue, version, what was done to it and can be',
  ),
  bind(['G'], 'gpus', { type: 'page', page: 'gpus' }, 'GPUs', 'Every GPU: load, memory, heat, power, errors'),
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
    ['k'],
    'answer',
    { type: 'answer' },
    'answer',
    'Keep what is held, approve what waits for a second person, go on where a way down stopped',
  ),
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
    ['y'],
    'copy',
    { type: 'copy', what: 'shown' },
    'copy',
    'Copy the focused panel, or the open page, as text',
  ),
  bind(
    ['Y'],
    'copy-line',
    { type: 'copy', what: 'incident' },
    'copy line',
    'Copy what is wrong as one line, for a chat',
  ),
  bind(['ctrl+s'], 'save', { type: 'save-screen' }, 'save', 'Keep this screen as text and as SVG'),
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
  inZoom(['enter'], 'panels', { type: 'zoom' }, 'panels', 'In the zoom: back to all panels'),
  inZoom(
    ['left'],
    'cursor-back',
    { type: 'move-cursor', by: -1 },
    'cursor',
    'In the zoom: point at the moment before',
    true,
  ),
  inZoom(
    ['right'],
    'cursor-forth',
    { type: 'move-cursor', by: 1 },
    'later',
    'In the zoom: point at the moment after',
  ),
  inZoom(
    ['up'],
    'previous-series',
    { type: 'choose-series', by: -1 },
    'series',
    'In the zoom: the previous series',
    true,
  ),
  inZoom(['down'], 'next-series', { type: 'choose-series', by: 1 }, 'next', 'In the zoom: the next series'),
  inZoom(
    ['+', '='],
    'closer',
    { type: 'change-span', by: -1 },
    'closer',
    'In the zoom: a shorter time, down to 15 m',
    true,
  ),
  inZoom(
    ['-', '_'],
    'wider',
    { type: 'change-span', by: 1 },
    'wider',
    'In the zoom: a longer time, up to 48 h',
    true,
  ),
  inZoom(
    ['<', ','],
    'earlier',
    { type: 'pan', by: -0.5 },
    'earlier',
    'In the zoom: earlier by half of what is shown',
    true,
  ),
  inZoom(
    ['>', '.'],
    'later',
    { type: 'pan', by: 0.5 },
    'later',
    'In the zoom: later by half of what is shown',
  ),
  inZoom(
    ['home'],
    'deployment',
    { type: 'go-to', moment: 'deployment' },
    'deployment',
    'In the zoom: the deployment',
  ),
  inZoom(['end'], 'now', { type: 'go-to', moment: 'now' }, 'now', 'In the zoom: back to now'),
  inZoom(
    ['pagedown'],
    'page-down',
    { type: 'scroll', by: 5 },
    'page',
    'In the zoom: scroll down to what stands below',
  ),
  inZoom(['pageup'], 'page-up', { type: 'scroll', by: -5 }, 'page', 'In the zoom: scroll up'),
  bind(
    ['enter'],
    'silence-alert',
    { type: 'silence' },
    'silence',
    'On the page of alerts: plan to silence the one in focus',
    true,
    'alerts',
  ),
]
