import type { Intent } from './intent.ts'
import type { KeyName } from './keyNames.ts'
import { linesOf } from './scrolling.ts'

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
  /** For the help page, a sentence. */
  readonly description: string
  /** One or two words for the footer; null where only the help page mentions it. */
  readonly hint: string | null
}

/** A line of a table below: keys, command, what it asks for, description and, where the footer mentions it, its hint. */
type Line = readonly [
  keys: readonly KeyName[],
  command: string,
  intent: Intent,
  description: string,
  hint?: string,
]

const inContext = (context: Context, lines: readonly Line[]): readonly Binding[] =>
  lines.map(([keys, command, intent, description, hint = null]) => ({
    keys,
    context,
    command,
    intent,
    description,
    hint,
  }))

const PANELS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(
  (n): Line => [[String(n % 10)], `panel ${n}`, { type: 'focus', panel: n - 1 }, `Focus panel ${n}`],
)

// biome-ignore format: a table
const ANYWHERE: readonly Line[] = [
  [['tab', 'right', 'l'], 'next', { type: 'focus-next' }, 'Focus the next panel'],
  [['shift+tab', 'left', 'h'], 'previous', { type: 'focus-previous' }, 'Focus the previous panel'],
  ...PANELS,
  [['enter'], 'zoom', { type: 'zoom' }, 'See the focused panel alone', 'zoom'],
  [['escape'], 'back', { type: 'back' }, 'Back to all panels', 'back'],
  [['a'], 'alerts', { type: 'page', page: 'alerts' }, 'All alerts: since when, who silenced them, what is over', 'alerts'],
  [['S'], 'services', { type: 'page', page: 'services' }, 'Every service: health, replicas, queue, version, what was done to it and can be'],
  [['G'], 'gpus', { type: 'page', page: 'gpus' }, 'Every GPU: load, memory, heat, power, errors'],
  [['g'], 'gates', { type: 'page', page: 'gates' }, 'How far the 48 hours are: gates, phases, checks', 'gates'],
  [['w'], 'advice', { type: 'page', page: 'advice' }, 'What the runbooks ask for now, with the evidence', 'advice'],
  [['m'], 'actions', { type: 'choose-action' }, 'Choose an action of the profile, and plan it', 'more'],
  [['u'], 'undo', { type: 'undo' }, 'Plan the way back of the last action that was done'],
  [['k'], 'answer', { type: 'answer' }, 'Keep what is held, approve what waits for a second person, go on where a way down stopped'],
  [['j'], 'journal', { type: 'page', page: 'journal' }, 'What was done, by whom, and what came of it', 'journal'],
  [['down'], 'down', { type: 'scroll', by: linesOf('down') }, 'Scroll down where a page is longer than the screen'],
  [['up'], 'up', { type: 'scroll', by: linesOf('up') }, 'Scroll up'],
  [['pagedown'], 'page-down', { type: 'scroll', by: linesOf('pagedown') }, 'Scroll down several lines, in the zoom too'],
  [['pageup'], 'page-up', { type: 'scroll', by: linesOf('pageup') }, 'Scroll up several lines'],
  [['y'], 'copy', { type: 'copy', what: 'shown' }, 'Copy the focused panel, or the open page, as text'],
  [['Y'], 'copy-line', { type: 'copy', what: 'incident' }, 'Copy what is wrong as one line, for a chat'],
  [['ctrl+s'], 'save', { type: 'save-screen' }, 'Keep this screen as text and as SVG'],
  [[':'], 'palette', { type: 'prompt', kind: 'palette' }, 'Type what you want: any command, page, panel, signal or action', 'command'],
  [['/'], 'filter', { type: 'prompt', kind: 'filter' }, 'Show only what has all these words: panels, or the rows of a page', 'filter'],
  [['ctrl+r'], 'ask-now', { type: 'ask-now' }, 'Ask every source again now, whatever its interval'],
  [['ctrl+l'], 'repaint', { type: 'repaint' }, 'Paint the whole screen again'],
  [['ctrl+z'], 'suspend', { type: 'suspend' }, 'Give the terminal back for a while; fg returns'],
  [['q', 'ctrl+c'], 'quit', { type: 'quit' }, 'Leave; the terminal is put back as it was', 'quit'],
  [['?'], 'help', { type: 'help' }, 'Show or hide this help', 'help'],
]

// biome-ignore format: a table
const IN_ZOOM: readonly Line[] = [
  [['enter'], 'panels', { type: 'zoom' }, 'In the zoom: back to all panels'],
  [['left'], 'cursor-back', { type: 'move-cursor', by: -1 }, 'In the zoom: point at the moment before', 'cursor'],
  [['right'], 'cursor-forth', { type: 'move-cursor', by: 1 }, 'In the zoom: point at the moment after'],
  [['up'], 'previous-series', { type: 'choose-series', by: -1 }, 'In the zoom: the previous series', 'series'],
  [['down'], 'next-series', { type: 'choose-series', by: 1 }, 'In the zoom: the next series'],
  [['+', '='], 'closer', { type: 'change-span', by: -1 }, 'In the zoom: a shorter time, down to 15 m', 'closer'],
  [['-', '_'], 'wider', { type: 'change-span', by: 1 }, 'In the zoom: a longer time, up to 48 h', 'wider'],
  [['<', ','], 'earlier', { type: 'pan', by: -0.5 }, 'In the zoom: earlier by half of what is shown', 'earlier'],
  [['>', '.'], 'later', { type: 'pan', by: 0.5 }, 'In the zoom: later by half of what is shown'],
  [['home'], 'deployment', { type: 'go-to', moment: 'deployment' }, 'In the zoom: the deployment'],
  [['end'], 'now', { type: 'go-to', moment: 'now' }, 'In the zoom: back to now'],
]

// biome-ignore format: a table
const AT_ALERTS: readonly Line[] = [
  [['enter'], 'silence-alert', { type: 'silence' }, 'On the page of alerts: plan to silence the one in focus', 'silence'],
]

/**
 * Every key of the program's own, the most useful first: the footer shows as many as fit. The footer, the help page, the
 * palette and the README's table are made from it.
 */
export const KEYMAP: readonly Binding[] = [
  ...inContext('anywhere', ANYWHERE),
  ...inContext('zoom', IN_ZOOM),
  ...inContext('alerts', AT_ALERTS),
]
