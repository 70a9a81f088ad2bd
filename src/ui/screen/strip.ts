import { type Deed, type DeedState, inTheStrip, isUnderWay, type Proof } from '../../core/acting/action.ts'
import type { Model } from '../../core/model.ts'
import { type Role, type Row, span } from '../../core/row.ts'
import { formatDuration } from '../../core/time.ts'
import { fitRow, rowWidth } from '../../widgets/fit.ts'
import { spread } from './spread.ts'

/** How a state looks and what it is called, wherever deeds are shown. */
export const LOOK: Readonly<
  Record<DeedState, { readonly sign: string; readonly word: string; readonly role: Role }>
> = {
  waiting: { sign: '○', word: 'waiting', role: 'dim' },
  'under-way': { sign: '◐', word: 'under way', role: 'accent' },
  held: { sign: '◐', word: 'held', role: 'warn' },
  done: { sign: '●', word: 'verified', role: 'ok' },
  'not-done': { sign: '○', word: 'not done', role: 'warn' },
  'not-effective': { sign: '✖', word: 'not effective', role: 'crit' },
  unproven: { sign: '▲', word: 'not proven', role: 'warn' },
  unknown: { sign: '?', word: 'outcome unknown', role: 'unknown' },
  dropped: { sign: '○', word: 'not confirmed', role: 'dim' },
}

/** The line that stays until the outcome of an action is known and read; none where there is nothing to say. */
export function stripRows(model: Model, width: number): Row[] {
  const { problem } = model.actions
  if (problem !== null) return [fitRow([span(' ✖ ', 'crit'), span(`actions: ${problem}`, 'crit')], width)]
  const deed = inTheStrip(model.actions)
  if (deed === null) return []
  const { sign, word, role } = LOOK[deed.state]
  const head: Row = [span(` ${sign} `, role), span(deed.title, 'strong'), span(' · ', 'dim')]
  const said: Row = isUnderWay(deed) ? progress(deed, model) : [span(`${word}: `, role), span(deed.words)]
  const back: Row =
    deed.isUndoable && deed.state !== 'done'
      ? [span('  → ', 'accent'), span('u', 'key'), span(' undo?', 'accent')]
      : []
  const away: Row = isUnderWay(deed) || deed.isOpen ? [] : [span('Esc', 'key'), span(' puts it away ', 'dim')]
  // The way back is worth more than the end of a sentence.
  const row = [...fitRow([...head, ...said], width - rowWidth(back) - 1), ...back]
  return [rowWidth(row) + rowWidth(away) + 2 <= width ? spread(row, away, width) : row]
}

/** `accepted 4s · verifying: state ● mode fast  p95 ◌ 2m10s left` */
function progress({ stage, words, proofs, sentAt }: Deed, { now }: Model): Row {
  const since = sentAt === null ? '' : ` ${formatDuration(now - sentAt)}`
  const head = span(`${stage}${since}`, 'accent')
  if (proofs.length === 0) return [head, span(` · ${words}`)]
  return [head, span(' ·'), ...proofs.flatMap(proofSpans)]
}

const PROOF: Readonly<Record<Proof['kind'], { readonly sign: string; readonly role: Role }>> = {
  reached: { sign: '●', role: 'ok' },
  'not-yet': { sign: '◌', role: 'warn' },
  'no-evidence': { sign: '?', role: 'unknown' },
}

function proofSpans({ title, kind, words, leftMs }: Proof): Row {
  const { sign, role } = PROOF[kind]
  const rest = kind === 'reached' ? words : `${formatDuration(leftMs)} left`
  return [span(` ${title} `), span(sign, role), span(` ${rest} `, 'dim')]
}
