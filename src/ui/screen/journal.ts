import type { Deed } from '../../core/acting/action.ts'
import type { Model } from '../../core/model.ts'
import { type Row, span } from '../../core/row.ts'
import { formatClock, formatRoughly } from '../../core/time.ts'
import { entryRows } from './entry.ts'
import { LOOK } from './strip.ts'

/** What was done, by whom, and what came of it; first what has no end yet. */
export function journalRows({ actions, now }: Model, width: number): Row[] {
  const { deeds, problem, isFollowing } = actions
  const open = deeds.filter(({ isOpen }) => isOpen)
  const over = deeds.filter(({ isOpen, state }) => !isOpen && state !== 'waiting')
  const rows = (list: readonly Deed[]): Row[] => list.flatMap((deed) => deedRows(deed, now, width))
  return [
    ...(problem === null ? [] : [[span(` ✖ ${problem}`, 'crit')], []]),
    ...(open.length === 0 ? [] : [[span(' Open', 'title')], ...rows(open), []]),
    [span(' Journal', 'title')],
    ...(over.length === 0
      ? [[span(isFollowing ? ' nothing was done yet' : ' it is not read here', 'dim')]]
      : rows(over)),
  ]
}

function deedRows(deed: Deed, now: number, width: number): Row[] {
  const {
    title,
    target,
    now: before,
    after,
    note,
    who,
    state,
    stage,
    words,
    lastAt,
    id,
    isOpen,
    isBlocking,
  } = deed
  const { sign, word, role } = LOOK[state]
  const head: Row = [
    span(` ${formatClock(lastAt)} `, 'dim'),
    span(`${sign} ${word}`, role),
    span(`  ${title}`, 'strong'),
    span(`  ${before} → ${after}`),
    span(`  ${who}`, 'dim'),
    span(`  ${formatRoughly(now - lastAt)} ago`, 'dim'),
  ]
  const blocked = isBlocking
    ? [
        {
          text: `nobody may change ${target} until somebody finds out: hypercare act --reconcile ${id}`,
          role: 'warn' as const,
        },
      ]
    : []
  return entryRows(
    head,
    [
      ...(note === '' ? [] : [{ text: `“${note}”`, role: 'text' as const }]),
      { text: `${stage}: ${words}`, role: isOpen ? 'text' : 'dim' },
      ...blocked,
    ],
    10,
    width,
  )
}
