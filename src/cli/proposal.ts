import { APPROVAL_LIFE_MS } from '../actions/approval.ts'
import { wordToType } from '../actions/confirm.ts'
import type { Step } from '../actions/executor.ts'
import { type Finding, isOverride } from '../actions/finding.ts'
import type { Plan } from '../actions/plan.ts'
import { PLAN_LIFE_MS } from '../core/acting/life.ts'
import type { Check, PlanFact, Proposal, Subject } from '../core/acting/proposal.ts'
import { sanitise } from '../core/sanitise.ts'
import { formatClock, formatExactly } from '../core/time.ts'

const WIDE = 4_000

/** A plan as people read it, wherever they do: everything that it will do, and all that speaks against it. */
export const proposalOf = (
  plan: Plan,
  findings: readonly Finding[],
  subject: Subject,
  asks: Proposal['asks'] = 'start',
): Proposal => ({
  asks,
  id: plan.id,
  title: sanitise(plan.title),
  system: plan.system,
  subject,
  facts: factsOf(plan),
  checks: checksOf(findings),
  word: wordToType(plan, findings),
  isRisky: plan.risk.level === 'high',
  plannedAt: plan.plannedAt,
  lifeMs: asks === 'approve' ? APPROVAL_LIFE_MS : PLAN_LIFE_MS,
})

export const checksOf = (findings: readonly Finding[]): readonly Check[] =>
  findings.map(({ guard, outcome, words, hint }) => ({
    outcome,
    words: sanitise(words),
    hint: sanitise(hint),
    overrule: outcome === 'refuse' && isOverride(guard) ? guard : null,
  }))

/** The lines of a plan, in the order to show. */
export function factsOf(plan: Plan): readonly PlanFact[] {
  const { prepared, verify, risk } = plan
  const { observed, undo } = prepared
  const facts: readonly (readonly [name: string, text: string])[] = [
    ['target', prepared.target],
    ['now', `${prepared.now}   read at ${formatClock(observed.readAt)} from ${observed.from}`],
    ['after', prepared.after],
    ['step', stepText(prepared.step)],
    ...prepared.affected.map((text): [string, string] => ['touches', text]),
    ...prepared.cost.map(({ name, value }): [string, string] => ['cost', `${name} ${value}`]),
    ...prepared.warnings.map((text): [string, string] => ['warning', text]),
    ['undo', undo.kind === 'change' ? undo.words : `none: ${undo.why}`],
    ['verify', `state within ${formatExactly(prepared.withinMs)}`],
    ...verify.map(({ signal, within }): [string, string] => [
      'verify',
      `${signal} ok within ${formatExactly(within)}`,
    ]),
    ...(plan.secondPerson
      ? [['second', `another person approves it within ${formatExactly(APPROVAL_LIFE_MS)}`] as const]
      : []),
    ...(plan.holdMs === null
      ? []
      : [['hold', `taken back unless kept within ${formatExactly(plan.holdMs)}`] as const]),
    ...plan.afterwards.changes.map((change): [string, string] => [
      'then',
      `${change.kind === 'scale' ? Object.entries(change.to).join(' ').replaceAll(',', ' = ') : change.kind} after ${formatExactly(plan.afterwards.pauseMs)}, if its signals are ok`,
    ]),
    ['risk', `${risk.level}: ${risk.why}`],
    ['note', plan.note],
  ]
  return facts.map(([name, text]) => ({ name, text: sanitise(text, WIDE) }))
}

/** A step as it will be made, ready to be read and copied. */
function stepText(step: Step): string {
  if (step.kind === 'request') return `${step.method} ${step.url}${step.body === null ? '' : ` ${step.body}`}`
  const env = Object.entries(step.env).map(([name, value]) => `${name}=${quoted(value)} `)
  const where = step.cwd === null ? '' : `   in ${step.cwd}`
  return `${env.join('')}${step.argv.map(quoted).join(' ')}${where}`
}

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
