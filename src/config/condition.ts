import { COMPARISONS, type Comparison } from '../core/claim.ts'
import type { Value } from '../core/sample.ts'

/** A condition as its author wrote it, read. `at` is the index of its operand in the text. */
export type Condition =
  | {
      readonly by: 'number'
      readonly of: 'value' | 'deviation'
      readonly op: Comparison
      readonly limit: number
      /** Written with a percent sign; then the limit is already divided by 100. */
      readonly isPercent: boolean
      readonly at: number
    }
  | { readonly by: 'word'; readonly op: '=' | '!='; readonly word: Value; readonly at: number }
  | { readonly by: 'within'; readonly level: 'warn' | 'crit' }

export const CONDITION_FORMS =
  'write it like "< 0.005", "< 0.5%", "= closed", "!= healthy", "deviation < 0.05" or "not crit"'

/** The whole of it, for editors. */
export const CONDITION_PATTERN =
  /^(not (warn|crit)|!?= \S.*|(deviation )?[<>]=? -?\d+(\.\d+)?([eE]-?\d+)?%?)$/

const PARTS =
  /^(?:not (?<level>warn|crit)|(?<same>!?=) (?<word>\S.*)|(?<of>deviation )?(?<op>[<>]=?) (?<limit>\S+))$/
const NUMBER = /^-?\d+(\.\d+)?([eE]-?\d+)?$/

/** Reads a condition; null where it is none. */
export function readCondition(text: string): Condition | null {
  const { level, same, word, of, op, limit } = PARTS.exec(text)?.groups ?? {}
  if (level === 'warn' || level === 'crit') return { by: 'within', level }
  if (word !== undefined && (same === '=' || same === '!='))
    return { by: 'word', op: same, word: NUMBER.test(word) ? Number(word) : word, at: text.indexOf(word) }
  const comparison = COMPARISONS.find((known) => known === op)
  if (comparison === undefined || limit === undefined) return null
  const isPercent = limit.endsWith('%')
  const digits = isPercent ? limit.slice(0, -1) : limit
  if (!NUMBER.test(digits)) return null
  return {
    by: 'number',
    of: of === undefined ? 'value' : 'deviation',
    op: comparison,
    limit: isPercent ? Number((Number(digits) / 100).toPrecision(12)) : Number(digits),
    isPercent,
    at: text.lastIndexOf(limit),
  }
}
