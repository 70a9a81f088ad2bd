import { type Binding, bindingsAt, contextOf, type Intent, isActing, keymapOf } from '../../core/keymap.ts'
import type { Model, VerdictChange } from '../../core/model.ts'
import { type Row, span } from '../../core/row.ts'
import { formatClock } from '../../core/time.ts'
import { fitRow, rowWidth } from '../../widgets/fit.ts'
import { flow } from './spread.ts'

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

/** The keys worth mentioning, as many as fit; the way back, help and quit have their room before all others. */
export function footerRow(model: Model, width: number, keymap: readonly Binding[] = keymapFor(model)): Row {
  const isAlone = model.view.zoom !== null || model.view.isHelpOpen || model.view.page !== null
  const hints = keymap.filter(({ inFooter, intent }) => inFooter || (isAlone && intent.type === 'back'))
  const least = hints.filter(({ intent }) => WAYS_OUT.includes(intent.type))
  const room = width - 2 - least.reduce((sum, hint) => sum + rowWidth(hintPiece(hint)) + rowWidth(GAP), 0)
  const others = hints.filter((hint) => !least.includes(hint))
  const shown = flow(others.map(hintPiece), GAP, room)
  return [span(' '), ...flow([shown, ...least.map(hintPiece)], GAP, width - 2)]
}

/** The keys of the place. Where nothing may be changed, the first steps of actions are not worth mentioning. */
function keymapFor({ profile, actions, view }: Model): readonly Binding[] {
  const keymap = bindingsAt(contextOf(view), keymapOf(profile))
  return actions.readOnly === null ? keymap : keymap.filter(({ intent }) => !isActing(intent))
}

const GAP: Row = [span('   ')]
const WAYS_OUT: readonly Intent['type'][] = ['back', 'help', 'quit']

const hintPiece = ({ keys, hint }: Binding): Row => [
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
