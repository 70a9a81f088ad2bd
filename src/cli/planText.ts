import type { Finding } from '../actions/finding.ts'
import type { Plan } from '../actions/plan.ts'
import { PLAN_LIFE_MS } from '../core/acting/life.ts'
import { type DurationMs, type EpochMs, formatDuration } from '../core/time.ts'
import { checksOf, factsOf } from './proposal.ts'

const SIGNS: Readonly<Record<Finding['outcome'], string>> = {
  pass: '●',
  warn: '▲',
  friction: '▲',
  refuse: '✖',
}

/** A plan as lines for a terminal without a screen. */
export function planText(
  plan: Plan,
  findings: readonly Finding[],
  now: EpochMs,
  lifeMs: DurationMs = PLAN_LIFE_MS,
): string {
  const rows = [
    { name: 'system', text: plan.system },
    ...factsOf(plan),
    ...checksOf(findings).map(({ outcome, words, hint }) => ({
      name: 'check',
      text: `${SIGNS[outcome]} ${words}${hint === '' ? '' : ` → ${hint}`}`,
    })),
  ]
  const leftMs = Math.max(0, plan.plannedAt + lifeMs - now)
  const head = `${plan.title}   plan ${plan.id}, void in ${formatDuration(leftMs)}`
  return [head, ...rows.map(({ name, text }) => `  ${name.padEnd(8)}${text}`)].join('\n')
}
