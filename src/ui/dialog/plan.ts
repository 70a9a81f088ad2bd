import type { Dialog } from '../../core/acting/dialog.ts'
import type { Check, Proposal } from '../../core/acting/proposal.ts'
import type { Model } from '../../core/model.ts'
import { type Role, type Row, span } from '../../core/row.ts'
import { formatRoughly } from '../../core/time.ts'
import { rowWidth } from '../../widgets/fit.ts'
import { spread, wrapWords } from '../screen/spread.ts'
import { type DialogParts, namedRows } from './parts.ts'
import { whyNow } from './why.ts'

/** What is read before the checks; the rest comes after them. */
const FIRST = ['now', 'after', 'step', 'undo']

/** A plan as it is confirmed: all that it will do, what speaks for and against it, and the word to type. */
export function planParts(
  { proposal, typed, scroll, wasPasted = false }: Extract<Dialog, { kind: 'plan' }>,
  model: Model,
  width: number,
): DialogParts {
  const { facts, subject, checks, title, id, system, isRisky, word, plannedAt, lifeMs, asks } = proposal
  const rowsOf = (isFirst: boolean): Row[] =>
    facts
      .filter(({ name }) => FIRST.includes(name) === isFirst)
      .flatMap(({ name, text }, index, all) =>
        namedRows(all[index - 1]?.name === name ? '' : name, text, width, roleOf(name, isRisky)),
      )
  const why = subject.kind === 'action' ? whyNow(model, subject.action) : null
  const left = formatRoughly(plannedAt + lifeMs - model.now)
  return {
    title,
    aside: `plan ${id.slice(0, 4)} · ${ENDS[asks]} in ${left}`,
    role: isRisky ? 'crit' : 'accent',
    scroll,
    body: [
      [span(`${title} on `), span(system, 'strong')],
      ...rowsOf(true),
      ...(why === null ? [] : namedRows('why now', why, width)),
      ...checkRows(checks, width),
      ...rowsOf(false),
    ],
    foot: [...(wasPasted ? pastedRows(width) : []), ...confirmRows(VERBS[asks], word, typed, width)],
  }
}

/** What becomes of it without a yes. */
const ENDS: Readonly<Record<Proposal['asks'], string>> = {
  start: 'expires',
  approve: 'expires',
  keep: 'taken back',
}
const VERBS: Readonly<Record<Proposal['asks'], string>> = {
  start: 'confirm',
  approve: 'approve',
  keep: 'keep it',
}

function roleOf(name: string, isRisky: boolean): Role {
  if (name === 'warning') return 'warn'
  if (name === 'risk') return isRisky ? 'crit' : 'dim'
  return name === 'after' || name === 'step' ? 'strong' : 'text'
}

const SIGNS: Readonly<Record<Check['outcome'], { readonly sign: string; readonly role: Role }>> = {
  pass: { sign: '●', role: 'ok' },
  warn: { sign: '▲', role: 'warn' },
  friction: { sign: '▲', role: 'warn' },
  refuse: { sign: '✖', role: 'crit' },
}

/** What speaks against it, a line each; then all that is well, as many on a line as fit. */
export function checkRows(checks: readonly Check[], width: number): Row[] {
  const loud = checks.filter(({ outcome }) => outcome !== 'pass')
  const calm = checks.filter(({ outcome }) => outcome === 'pass').map(({ words }) => `● ${words}`)
  const rows = loud.flatMap(({ outcome, words, hint }, index) => {
    const { sign, role } = SIGNS[outcome]
    return namedRows(
      index === 0 ? 'checks' : '',
      `${sign} ${words}${hint === '' ? '' : ` → ${hint}`}`,
      width,
      role,
    )
  })
  if (calm.length === 0) return rows
  // A check is not torn apart.
  const joined = calm.map((text) => text.replaceAll(' ', '\u00a0')).join('  ')
  const lines = wrapWords(joined, Math.max(8, width - 10), 9)
  const name = (index: number): string => (index === 0 && rows.length === 0 ? 'checks' : '')
  return [
    ...rows,
    ...lines.flatMap((line, index) => namedRows(name(index), line.replaceAll('\u00a0', ' '), width, 'dim')),
  ]
}

/** On a slow connection letters that are typed fast arrive together, and nobody can tell them from a paste. */
const pastedRows = (width: number): Row[] =>
  wrapWords('▲ that came in one piece, and does not count: type it slower, letter by letter', width, 3).map(
    (line): Row => [span(line, 'warn')],
  )

/** The word and what was typed of it; one that goes astray is shown as well. */
export function confirmRows(verb: string, word: string, typed: string, width: number): Row[] {
  const isAstray = !word.startsWith(typed)
  const ask: Row = [
    span('type ', 'dim'),
    span(word, 'key'),
    span(` to ${verb}  `, 'dim'),
    span(typed, isAstray ? 'crit' : 'strong'),
    span('_', 'accent'),
  ]
  const cancel: Row = [span('Esc or Enter: cancel', 'key')]
  if (rowWidth(ask) + rowWidth(cancel) + 2 <= width) return [spread(ask, cancel, width)]
  return [ask, cancel]
}
