import type { Step } from '../actions/executor.ts'
import type { Finding } from '../actions/finding.ts'
import { PLAN_LIFE_MS, type Plan } from '../actions/plan.ts'
import { sanitise } from '../core/sanitise.ts'
import { type EpochMs, formatDuration } from '../core/time.ts'

const SIGNS: Readonly<Record<Finding['outcome'], string>> = {
  pass: '●',
  warn: '▲',
  friction: '▲',
  refuse: '✖',
}
const WIDE = 4_000

/** A plan as lines for people: everything that it will do, and all that speaks against it. */
export function planText(plan: Plan, findings: readonly Finding[], now: EpochMs): string {
  const { prepared, verify, risk } = plan
  const { observed, undo } = prepared
  const readAgo = ((now - observed.readAt) / 1000).toFixed(1)
  const rows: readonly (readonly [name: string, text: string])[] = [
    ['system', plan.system],
    ['target', prepared.target],
    ['now', `${prepared.now}   read ${readAgo} s ago from ${observed.from}`],
    ['after', prepared.after],
    ['step', stepText(prepared.step)],
    ...prepared.affected.map((text): [string, string] => ['touches', text]),
    ...prepared.cost.map(({ name, value }): [string, string] => ['cost', `${name} ${value}`]),
    ...prepared.warnings.map((text): [string, string] => ['warning', text]),
    ['undo', undo.kind === 'change' ? undo.words : `none: ${undo.why}`],
    ['verify', `state within ${formatDuration(prepared.withinMs)}`],
    ...verify.map(({ signal, within }): [string, string] => [
      'verify',
      `${signal} ok within ${formatDuration(within)}`,
    ]),
    ...(plan.holdMs === null
      ? []
      : [['hold', `taken back unless kept within ${formatDuration(plan.holdMs)}`] as const]),
    ...plan.afterwards.changes.map((change): [string, string] => [
      'then',
      `${change.kind === 'scale' ? Object.entries(change.to).join(' ').replaceAll(',', ' = ') : change.kind} after ${formatDuration(plan.afterwards.pauseMs)}, if its signals are ok`,
    ]),
    ['risk', `${risk.level}: ${risk.why}`],
    ['note', plan.note],
    ...findings.map(({ outcome, guard, words, hint }): [string, string] => [
      'check',
      `${SIGNS[outcome]} ${guard}: ${words}${hint === '' ? '' : ` → ${hint}`}`,
    ]),
  ]
  const leftMs = Math.max(0, plan.plannedAt + PLAN_LIFE_MS - now)
  const head = `${plan.title}   plan ${plan.id}, void in ${formatDuration(leftMs)}`
  return [head, ...rows.map(([name, text]) => `  ${name.padEnd(8)}${sanitise(text, WIDE)}`)].join('\n')
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
