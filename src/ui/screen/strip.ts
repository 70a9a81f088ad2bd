import {
  type Deed,
  type DeedState,
  inTheStrip,
  isUnderWay,
  type Offer,
  type Proof,
} from '../../core/acting/action.ts'
import type { Model } from '../../core/model.ts'
import { type Role, type Row, span } from '../../core/row.ts'
import { formatDuration } from '../../core/time.ts'
import { firstAdvice } from '../../watch/advice.ts'
import { fitRow, rowWidth } from '../../widgets/fit.ts'
import { spread } from './spread.ts'

/** How a state looks and what it is called, wherever deeds are shown. */
export const LOOK: Readonly<
  Record<DeedState, { readonly sign: string; readonly word: string; readonly role: Role }>
> = {
  waiting: { sign: '○', word: 'waiting', role: 'dim' },
  awaiting: { sign: '◐', word: 'waits for a second person', role: 'warn' },
  'under-way': { sign: '◐', word: 'under way', role: 'accent' },
  held: { sign: '◐', word: 'held', role: 'warn' },
  done: { sign: '●', word: 'verified', role: 'ok' },
  stopped: { sign: '▲', word: 'stopped on its way', role: 'warn' },
  'not-done': { sign: '○', word: 'not done', role: 'warn' },
  'not-effective': { sign: '✖', word: 'not effective', role: 'crit' },
  unproven: { sign: '▲', word: 'not proven', role: 'warn' },
  'in-part': { sign: '▲', word: 'done in part', role: 'warn' },
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
  const said: Row = isUnderWay(deed)
    ? progress(deed, model)
    : [span(`${word}${left(deed, model)}: `, role), span(deed.words)]
  const back = model.actions.readOnly === null ? wayOut(deed, model) : []
  const away: Row = isUnderWay(deed) || deed.isOpen ? [] : [span('Esc', 'key'), span(' puts it away ', 'dim')]
  // The way back is worth more than the end of a sentence.
  const row = [...fitRow([...head, ...said], width - rowWidth(back) - 1), ...back]
  return [rowWidth(row) + rowWidth(away) + 2 <= width ? spread(row, away, width) : row]
}

/** How long it still waits for somebody. */
const left = ({ until }: Deed, { now }: Model): string =>
  until === null ? '' : `, void in ${formatDuration(Math.max(0, until - now))}`

/** What may be done about it from here: what it waits for, what the runbooks ask for now, or the way back. */
function wayOut(deed: Deed, model: Model): Row {
  const way = (key: string, words: string): Row => [
    span('  → ', 'accent'),
    span(key, 'key'),
    span(` ${words}?`, 'accent'),
  ]
  if (deed.offer !== null) return way('k', OFFERS[deed.offer.kind])
  if (!deed.isUndoable || deed.state === 'done') return []
  const advised = firstAdvice(model)?.advice ?? null
  const action = model.profile.actions.find(({ id }) => id === advised?.action)
  // What has just not helped is no way out of it.
  return advised === null || action?.key === undefined || action.id === deed.action
    ? way('u', 'undo')
    : way(action.key, advised.say)
}

const OFFERS: Readonly<Record<Offer['kind'], string>> = {
  keep: 'keep',
  approve: 'approve',
  'go-on': 'go on',
}

/** `accepted 4s · verifying: state ● mode fast  p95 ◌ 2m10s left` */
function progress({ stage, words, proofs, sentAt, state, until }: Deed, { now }: Model): Row {
  if (state === 'held' && until !== null)
    return [span('held', 'warn'), span(` · taken back in ${formatDuration(Math.max(0, until - now))}`)]
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
