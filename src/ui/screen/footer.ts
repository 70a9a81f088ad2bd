import { type Binding, KEYMAP } from '../../core/keymap.ts'
import type { Model, VerdictChange } from '../../core/model.ts'
import { type Row, span } from '../../core/row.ts'
import { formatClock } from '../../core/time.ts'
import { flow } from './spread.ts'

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

/** The keys worth mentioning, as many as fit; help and quit come first where there is little room. */
export function footerRow(model: Model, width: number, keymap: readonly Binding[] = KEYMAP): Row {
  const isAlone = model.view.isZoomed || model.view.isHelpOpen
  const hints = keymap.filter(({ inFooter, intent }) => inFooter || (isAlone && intent.type === 'back'))
  return [span(' '), ...flow(hints.map(hintPiece), [span('   ')], width - 2)]
}

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
}

/** A key as people write it. */
export function keySign(key: string): string {
  return SIGNS[key] ?? key.replace(/^ctrl\+(.)$/, (_, letter: string) => `Ctrl-${letter.toUpperCase()}`)
}
