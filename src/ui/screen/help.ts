import { contextOf, keymapOf } from '../../core/bindings.ts'
import type { Binding, Context } from '../../core/keymap.ts'
import type { Model } from '../../core/model.ts'
import { EDITING_KEYS, PROMPT_KEYS } from '../../core/prompt/keys.ts'
import { type Row, span } from '../../core/row.ts'
import { whyOff } from '../../core/whyOff.ts'
import { cellWidth } from '../../core/width.ts'
import { padRow } from '../../widgets/fit.ts'
import { keySign } from './footer.ts'
import { wrapWords } from './spread.ts'

const MEANINGS: readonly Row[] = [
  [span('● OK', 'ok'), span('       inside its limits')],
  [span('△ PEND', 'warn'), span('     a limit is broken, but not yet for long enough to count')],
  [span('▲ WARN', 'warn'), span('     its first limit is broken for long enough')],
  [span('✖ CRIT', 'crit'), span('     its second limit is broken for long enough')],
  [span('◌ STALE', 'stale'), span('    nothing new for too long; the value is as old as it says')],
  [span('? UNKNOWN', 'unknown'), span('  there is no value; the reason says why')],
  [span('Δ +42 %', 'dim'), span('    against the same hour of the day before the deployment')],
  [
    span('▴ ◆ ↺ !', 'strong'),
    span('    on a time axis: the deployment, an action, one taken back, an alert'),
  ],
]

/** A line of the help: keys, and what they do. */
type Entry = { readonly keys: string; readonly text: string; readonly off: string | null }

/** The help: the keys of where one was before it was opened come first, then the others, then what the signs mean. */
export function helpRows(model: Model, width: number): Row[] {
  const here = contextOf({ ...model.view, isHelpOpen: false })
  const keymap = keymapOf(model.profile)
  const own = keymap.filter((binding) => isOf(here, binding))
  const elsewhere = keymap.filter((binding) => !own.includes(binding))
  const general = elsewhere.filter(({ context }) => context === 'anywhere')
  const zoom = elsewhere.filter(({ context }) => context === 'zoom')
  return [
    ...section(
      TITLES[here],
      own.flatMap((binding) => entryOf(binding, model)),
      width,
    ),
    ...section(
      'Everywhere',
      general.flatMap((binding) => entryOf(binding, model)),
      width,
    ),
    ...section(
      'In the zoom',
      zoom.flatMap((binding) => entryOf(binding, model)),
      width,
    ),
    ...section('While a line is typed', [...PROMPT_KEYS, ...EDITING_KEYS].map(typing), width),
    ...section('In a dialog', DIALOG_KEYS, width),
    [span('Signs', 'title')],
    ...MEANINGS.map((row): Row => [span('  '), ...row]),
  ]
}

const TITLES: Readonly<Record<Context, string>> = {
  anywhere: 'Keys',
  grid: 'Here: all panels',
  zoom: 'Here: one panel alone',
  page: 'Here: a page',
}

/** What is done with the panels, and what with a page; keys of the zoom say themselves where they belong. */
function isOf(context: Context, { context: place, intent }: Binding): boolean {
  if (place !== 'anywhere') return place === context
  if (context === 'page') return ['scroll', 'back'].includes(intent.type)
  return context === 'grid' && ['focus-next', 'focus-previous', 'focus', 'zoom'].includes(intent.type)
}

/** Ten keys for ten panels are one line. */
function entryOf(binding: Binding, model: Model): Entry[] {
  const { intent, description, command } = binding
  const keys = binding.keys.map(keySign).join('  ')
  if (intent.type !== 'focus')
    return [{ keys: keys === '' ? `:${command}` : keys, text: description, off: whyOff(intent, model) }]
  return intent.panel === 0
    ? [{ keys: keysOfPanels(model), text: 'Focus the panel with that number', off: null }]
    : []
}

function keysOfPanels({ profile }: Model): string {
  const keys = keymapOf(profile).flatMap((binding) => (binding.intent.type === 'focus' ? binding.keys : []))
  return `${keySign(keys[0] ?? '')} … ${keySign(keys.at(-1) ?? '')}`
}

const typing = ({
  keys,
  description,
}: {
  readonly keys: readonly string[]
  readonly description: string
}): Entry => ({
  keys: keys.map(keySign).join('  '),
  text: description,
  off: null,
})

/** Of the dialogs; they are the same whatever is rebound. */
const DIALOG_KEYS: readonly Entry[] = [
  { keys: 'Esc', text: 'No: nothing is done', off: null },
  { keys: '⏎', text: 'Go on to the plan; at the plan it is a no', off: null },
  { keys: 'yes', text: "The plan's word, letter by letter, is the only yes", off: null },
  { keys: 'Ctrl-C', text: 'No; twice leaves, and what is under way goes on', off: null },
]

const KEYS_WIDTH = 14
/** A column narrower than this breaks every sentence. */
const LEAST_COLUMN = 58
const MOST_LINES = 6

/** A title, and its lines in as many columns as have room, read from top to bottom. */
function section(title: string, entries: readonly Entry[], width: number): Row[] {
  if (entries.length === 0) return []
  const columns = Math.max(1, Math.min(3, Math.floor((width - 2) / LEAST_COLUMN)))
  const columnWidth = Math.floor((width - 2) / columns)
  const perColumn = Math.ceil(entries.length / columns)
  const drawn = Array.from({ length: columns }, (_, column) =>
    entries
      .slice(column * perColumn, (column + 1) * perColumn)
      .flatMap((entry) => entryRows(entry, columnWidth - 2)),
  )
  const height = Math.max(...drawn.map((rows) => rows.length))
  const lines = Array.from(
    { length: height },
    (_, y): Row => [span('  '), ...drawn.flatMap((rows) => padRow(rows[y] ?? [], columnWidth))],
  )
  return [[span(title, 'title')], ...lines, []]
}

/** Keys that are too many for their column have a line of their own. */
function entryRows({ keys, text, off }: Entry, width: number): Row[] {
  const said = off === null ? text : `${text} (off: ${off})`
  const room = Math.max(10, width - KEYS_WIDTH)
  const lines = wrapWords(said, room, MOST_LINES)
  const isWide = cellWidth(keys) >= KEYS_WIDTH
  const head: Row[] = isWide ? [[span(keys, 'key')]] : []
  const rows = lines.map(
    (line, index): Row => [
      span((index === 0 && !isWide ? keys : '').padEnd(KEYS_WIDTH), 'key'),
      span(line, off === null ? 'text' : 'dim'),
    ],
  )
  return [...head, ...rows]
}
