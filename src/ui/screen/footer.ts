import { bindingsAt, contextOf, keymapOf } from '../../core/bindings.ts'
import type { Intent } from '../../core/intent.ts'
import type { Binding } from '../../core/keymap.ts'
import type { Model, VerdictChange } from '../../core/model.ts'
import { type Row, span } from '../../core/row.ts'
import { formatClock } from '../../core/time.ts'
import { whyOff } from '../../core/whyOff.ts'
import { fitRow, rowWidth } from '../../widgets/fit.ts'
import { flow, spread } from './spread.ts'

/** What came of the last key that asked for something beside the screen, or null. */
export function noticeRow({ notice }: Pick<Model, 'notice'>, width: number): Row | null {
  if (notice === null) return null
  const { words, isBad } = notice
  return fitRow([span(isBad ? ' ✖ ' : ' ● ', isBad ? 'crit' : 'accent'), span(words)], width)
}

/** The last changes of verdicts, newest first, as many as fit. */
export function tickerRow({ changes }: Model, width: number): Row {
  if (changes.length === 0) return [span(' no verdict has changed since the start', 'dim')]
  return [span(' '), ...flow(changes.slice(0, 8).map(changePiece), [span('   ')], width - 2)]
}

function changePiece({ at, key, title, from, to }: VerdictChange): Row {
  const what = key === '' ? title : `${key} ${title}`
  return [
    span(formatClock(at), 'dim'),
    span(` ${what} `),
    span(from, 'dim'),
    span(' → ', 'dim'),
    span(to, to),
  ]
}

/**
 * The keys worth mentioning where one is, as many as fit, and at the right what part of a long page is in sight. The ways
 * to everything else have their room before all others; help is the last, and is there if anything is.
 */
export function footerRow(model: Model, width: number, position: string | null = null): Row {
  const context = contextOf(model.view)
  const hints = bindingsAt(context, keymapOf(model.profile))
    .filter(isMentioned)
    .filter(({ intent }) => (context !== 'grid' || intent.type !== 'back') && whyOff(intent, model) === null)
  const aside: Row = position === null ? [] : [span(`  ${position} `, 'dim')]
  const room = width - rowWidth(aside) - 2
  const least = WAYS_ON.flatMap((isOne) => hints.find(({ intent }) => isOne(intent)) ?? [])
  const from = least.findIndex((_, index) => fits(least.slice(index), room))
  const kept = from === -1 ? [] : least.slice(from)
  const others = hints.filter((hint) => !least.includes(hint))
  const left = room - widthOf(kept) - rowWidth(GAP)
  const shown = flow(others.map(hintPiece), GAP, left)
  const row: Row = [span(' '), ...flow([shown, ...kept.map(hintPiece)], GAP, room)]
  return position === null ? row : spread(row, aside, width)
}

type Mentioned = Binding & { readonly hint: string }

const isMentioned = (binding: Binding): binding is Mentioned => binding.hint !== null

/** In the order in which they stand; where there is no room for all, the last ones stay. */
const WAYS_ON: readonly ((intent: Intent) => boolean)[] = [
  (intent) => intent.type === 'prompt' && intent.kind === 'palette',
  ({ type }) => type === 'quit',
  ({ type }) => type === 'back',
  ({ type }) => type === 'help',
]

const widthOf = (hints: readonly Mentioned[]): number =>
  hints.reduce((sum, hint) => sum + rowWidth(hintPiece(hint)) + rowWidth(GAP), -rowWidth(GAP))

const fits = (hints: readonly Mentioned[], room: number): boolean => widthOf(hints) <= room

const GAP: Row = [span('   ')]

const hintPiece = ({ keys, hint }: Mentioned): Row => [
  span(keySign(keys[0] ?? ''), 'key'),
  span(` ${hint}`, 'dim'),
]

const SIGNS: Readonly<Record<string, string>> = {
  enter: '⏎',
  escape: 'Esc',
  tab: 'Tab',
  'shift+tab': '⇧Tab',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  home: 'Home',
  end: 'End',
}

/** A key as people write it. */
export function keySign(key: string): string {
  return SIGNS[key] ?? key.replace(/^ctrl\+(.)$/, (_, letter: string) => `Ctrl-${letter.toUpperCase()}`)
}
