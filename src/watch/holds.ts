import type { Comparison, ValueClaim } from '../core/claim.ts'
import { breaks, ruleApplies } from '../core/rule.ts'
import type { Labels, Value } from '../core/sample.ts'
import type { SignalConfig } from '../core/signal.ts'

/** Whether the claim is true of a value of that series; null where it says nothing of it. */
export function holds(claim: ValueClaim, config: SignalConfig, labels: Labels, value: Value): boolean | null {
  switch (claim.by) {
    case 'word':
      // A source may tell a code as a text; what people mean by it is the same.
      return (String(value) === String(claim.word)) === (claim.op === '=')
    case 'number': {
      const number = numberOf(claim, config, labels, value)
      return number === null ? null : compare(number, claim.op, claim.limit)
    }
    case 'within': {
      const rules = config.rules.filter((rule) => ruleApplies(rule, labels))
      if (rules.length === 0) return null
      const levels = claim.level === 'warn' ? (['warn', 'crit'] as const) : (['crit'] as const)
      return !rules.some(({ condition }) => levels.some((level) => breaks(condition, level, value)))
    }
  }
}

/** The number that a claim compares; null where there is none, or no target to be away from. */
export function numberOf(
  { of }: Extract<ValueClaim, { by: 'number' }>,
  config: SignalConfig,
  labels: Labels,
  value: Value,
): number | null {
  if (typeof value !== 'number') return null
  if (of === 'value') return value
  const target = targetOf(config, labels)
  // |0.55 − 0.6| is a little less than 0.05 in binary; at the limit it is at the limit all the same.
  return target === null ? null : Number(Math.abs(value - target).toPrecision(12))
}

/** Where the rules of a series want it to be, or null. */
export function targetOf({ rules }: SignalConfig, labels: Labels): number | null {
  const rule = rules.find((each) => each.condition.op === 'deviates' && ruleApplies(each, labels))
  return rule?.condition.op === 'deviates' ? rule.condition.target : null
}

export function compare(value: number, op: Comparison, limit: number): boolean {
  switch (op) {
    case '<':
      return value < limit
    case '<=':
      return value <= limit
    case '>':
      return value > limit
    case '>=':
      return value >= limit
  }
}
