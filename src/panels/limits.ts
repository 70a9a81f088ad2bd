import type { Rule } from '../core/rule.ts'
import type { RaisedLevel } from '../core/verdict.ts'
import type { LimitLine } from '../widgets/limit.ts'
import { type Item, ruleOf, rulesOf } from './item.ts'

/** A line with the level of what lies beyond it. */
export type LevelLine = LimitLine & { readonly beyondRole: Exclude<RaisedLevel, 'ok'> }

/** The line a person compares the value with: the crit one where there is one. Null for words and for two-sided limits. */
export function limitLine(item: Item): LevelLine | null {
  const rule = ruleOf(item)
  if (rule === null) return null
  const crit = linesOf(rule, 'crit')
  const lines = crit.length > 0 ? crit : linesOf(rule, 'warn')
  return lines.length === 1 ? (lines[0] ?? null) : null
}

/** All lines that the rules of a series draw into its chart, the crit ones first. */
export function limitLines(item: Item): readonly LevelLine[] {
  const rules = rulesOf(item)
  return [
    ...rules.flatMap((rule) => linesOf(rule, 'crit')),
    ...rules.flatMap((rule) => linesOf(rule, 'warn')),
  ]
}

function linesOf({ condition }: Rule, level: 'warn' | 'crit'): readonly LevelLine[] {
  const line = (value: number, side: LimitLine['side'], isInclusive: boolean): LevelLine => ({
    value,
    side,
    isInclusive,
    beyondRole: level,
  })
  switch (condition.op) {
    case 'equals':
    case 'differs':
      return []
    case 'outside': {
      const range = condition[level]
      return range === null ? [] : [line(range[0], 'lower', false), line(range[1], 'upper', false)]
    }
    case 'deviates': {
      const distance = condition[level]
      if (distance === null) return []
      return [
        line(condition.target - distance, 'lower', true),
        line(condition.target + distance, 'upper', true),
      ]
    }
    default: {
      const limit = condition[level]
      if (limit === null) return []
      const isInclusive = condition.op === 'atLeast' || condition.op === 'atMost'
      const side = condition.op === 'above' || condition.op === 'atLeast' ? 'upper' : 'lower'
      return [line(limit, side, isInclusive)]
    }
  }
}
