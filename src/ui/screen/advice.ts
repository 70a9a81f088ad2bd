import type { Urgency } from '../../core/advice.ts'
import type { Model } from '../../core/model.ts'
import { type Role, type Row, span } from '../../core/row.ts'
import { type EpochMs, formatRoughly } from '../../core/time.ts'
import { type JudgedAdvice, judgeAdvice } from '../../watch/advice.ts'
import { describeEvidence, describeRun } from '../../watch/sentence.ts'
import { SYMBOLS } from '../../widgets/badge.ts'
import { entryRows } from './entry.ts'

/** What the runbooks ask for now, each with its evidence; then what was followed, what is about to be, and what can't be known. */
export function adviceRows(model: Model, width: number): Row[] {
  const all = judgeAdvice(model)
  const of = (state: JudgedAdvice['state']): readonly JudgedAdvice[] =>
    all.filter((each) => each.state === state)
  const idle = of('idle').length
  return [
    ...section(
      'What to do',
      of('due'),
      (each) => dueRows(each, model, width),
      'the runbooks ask for nothing now',
    ),
    ...section('Followed, and still so', of('followed'), (each) => followedRows(each, model, width)),
    ...section('About to be asked for', of('pending'), (each) => pendingRows(each, model, width)),
    ...section("Can't be known", of('unknown'), (each) => unknownRows(each, width)),
    [span(` ${idle} of ${all.length} rules of the runbooks do not hold`, 'dim')],
  ]
}

function section(
  title: string,
  list: readonly JudgedAdvice[],
  rowsOf: (judged: JudgedAdvice) => Row[],
  otherwise = '',
): Row[] {
  if (list.length === 0) return otherwise === '' ? [] : [[span(` ${otherwise}`)], []]
  return [[span(` ${title}`, 'title')], ...list.flatMap(rowsOf), []]
}

const URGENCY: Readonly<Record<Urgency, { readonly sign: string; readonly role: Role }>> = {
  crit: { sign: SYMBOLS.crit, role: 'crit' },
  warn: { sign: SYMBOLS.warn, role: 'warn' },
  note: { sign: '·', role: 'dim' },
}

function dueRows({ advice, evidence, run }: JudgedAdvice, { now }: Model, width: number): Row[] {
  const { sign, role } = URGENCY[advice.urgency]
  const head: Row = [
    span(` ${sign} `, role),
    span(`→ ${advice.say}`, advice.urgency === 'note' ? 'text' : 'accent'),
    span(`  ${describeRun(run, now)}`, 'dim'),
  ]
  return entryRows(head, [...whereTo(advice), ...said(evidence, now)], 5, width)
}

function followedRows({ advice, evidence, run }: JudgedAdvice, { now }: Model, width: number): Row[] {
  const head: Row = [
    span(` ${SYMBOLS.ok} `, 'ok'),
    span(advice.say),
    span(`  ${describeRun(run, now)}`, 'dim'),
  ]
  return entryRows(head, [...whereTo(advice), ...said(evidence, now)], 5, width)
}

function pendingRows({ advice, evidence, dueAt }: JudgedAdvice, { now }: Model, width: number): Row[] {
  const head: Row = [span(' △ ', 'warn'), span(advice.say), span(`  in ${formatRoughly(dueAt - now)}`, 'dim')]
  return entryRows(head, [...whereTo(advice), ...said(evidence, now)], 5, width)
}

/** Why it can't be known, once: the evidence of one source has one reason. */
function unknownRows({ advice, evidence }: JudgedAdvice, width: number): Row[] {
  const reasons = [...new Set(evidence.map(({ lack }) => lack))]
  const head: Row = [span(` ${SYMBOLS.unknown} `, 'unknown'), span(advice.say, 'dim')]
  return entryRows(
    head,
    reasons.map((text) => ({ text, role: 'dim' as const })),
    5,
    width,
  )
}

const whereTo = ({ page, action }: JudgedAdvice['advice']) => [
  { text: `runbook ${page}${action === null ? '' : ` · action ${action}`}`, role: 'dim' as const },
]

const said = (evidence: JudgedAdvice['evidence'], now: EpochMs) =>
  evidence.map((each) => ({ text: describeEvidence(each, now), role: 'text' as const }))
