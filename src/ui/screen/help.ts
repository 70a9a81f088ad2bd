import { contextOf, keymapOf } from '../../core/bindings.ts'
import type { Binding, Context } from '../../core/keymap.ts'
import type { Model } from '../../core/model.ts'
import { EDITING_KEYS, PROMPT_KEYS } from '../../core/prompt/keys.ts'
import { type Role, type Row, span } from '../../core/row.ts'
import { whyOff } from '../../core/whyOff.ts'
import { cellWidth } from '../../core/width.ts'
import { pad, padRow } from '../../widgets/fit.ts'
import { keySign } from './footer.ts'
import { wrapWords } from './spread.ts'

type Meaning = { readonly sign: string; readonly role: Role; readonly text: string }

const MEANINGS: readonly Meaning[] = [
  { sign: '● OK', role: 'ok', text: 'inside its limits' },
  { sign: '△ PEND', role: 'warn', text: 'a limit is broken, but not yet for long enough to count' },
  { sign: '▲ WARN', role: 'warn', text: 'its first limit is broken for long enough' },
  { sign: '✖ CRIT', role: 'crit', text: 'its second limit is broken for long enough' },
  { sign: '◌ STALE', role: 'stale', text: 'nothing new for too long; the value is as old as it says' },
  { sign: '? UNKNOWN', role: 'unknown', text: 'there is no value; the reason says why' },
  { sign: 'Δ +42 %', role: 'dim', text: 'against the same hour of the day before the deployment' },
  {
    sign: '▴ ◆ ↺ !',
    role: 'strong',
    text: 'on a time axis: the deployment, an action, one taken back, an alert',
  },
]

/** A line of the help: keys, and what they do. */
type Entry = { readonly keys: string; readonly text: string; readonly off: string | null }

/**
 * The help: the keys of where one was before it was opened come first, then those that hold everywhere, then those of other
 * places, then what the signs mean. What is off says why, but for the keys of a place where one is not.
 */
export function helpRows(model: Model, width: number): Row[] {
  const here = contextOf({ ...model.view, isHelpOpen: false })
  const keymap = keymapOf(model.profile)
  const own = keymap.filter((binding) => isOf(here, binding))
  const panels = here === 'page' ? keymap.filter((binding) => isOf('grid', binding)) : []
  const zoom = here === 'zoom' ? [] : keymap.filter(({ context }) => context === 'zoom')
  const general = keymap.filter((binding) => ![own, panels, zoom].some((place) => place.includes(binding)))
  const listed = (title: string, bindings: readonly Binding[], isHere: boolean): Row[] =>
    section(
      title,
      bindings.flatMap((binding) => entryOf(binding, model, isHere)),
      width,
    )
  return [
    ...listed(TITLES[here], own, true),
    ...listed('Everywhere', general, true),
    ...listed('At the panels', panels, false),
    ...listed('In the zoom', zoom, false),
    ...section('While a line is typed', [...PROMPT_KEYS, ...EDITING_KEYS].map(typing), width),
    ...section('In a dialog', DIALOG_KEYS, width),
    [span('Signs', 'title')],
    ...MEANINGS.flatMap((meaning) => meaningRows(meaning, width)),
  ]
}

const SIGN_WIDTH = 11

const meaningRows = ({ sign, role, text }: Meaning, width: number): Row[] =>
  wrapWords(text, Math.max(10, width - SIGN_WIDTH - 2), MOST_LINES).map(
    (line, index): Row => [span('  '), span(pad(index === 0 ? sign : '', SIGN_WIDTH), role), span(line)],
  )

const TITLES: Readonly<Record<Context, string>> = {
  anywhere: 'Keys',
  grid: 'Here: all panels',
  zoom: 'Here: one panel alone',
  page: 'Here: a page',
  alerts: 'Here: the alerts',
}

/** What is done with the panels, and what with a page; keys of the zoom say themselves where they belong. */
function isOf(context: Context, { context: place, intent }: Binding): boolean {
  if (place !== 'anywhere') return place === context
  if (context === 'page') return ['scroll', 'back'].includes(intent.type)
  return context === 'grid' && ['focus-next', 'focus-previous', 'focus', 'zoom'].includes(intent.type)
}

/** Ten keys for ten panels are one line. */
function entryOf(binding: Binding, model: Model, isHere: boolean): Entry[] {
  const { intent, description, command } = binding
  const keys = binding.keys.map(keySign).join('  ')
  if (intent.type !== 'focus')
    return [
      {
        keys: keys === '' ? `:${command}` : keys,
        text: description,
        off: isHere ? whyOff(intent, model) : null,
      },
    ]
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
