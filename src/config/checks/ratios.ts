import { formatLimit } from '../../core/units.ts'
import type { AuthoredRule, Operator } from '../schema/rule.ts'
import type { AuthoredSignal } from '../schema/signal.ts'
import type { Clash } from './readable.ts'

/** Five times the whole: no ratio that is watched goes beyond it, and who means per cent writes more. */
const MOST = 5

/** A ratio is compared as it is read, 0.8 for 80 %; limits that were written in per cent would never be reached. */
export function checkRatios(
  rule: AuthoredRule,
  operator: Operator,
  path: Clash['path'],
  { unit }: AuthoredSignal,
): Clash[] {
  if (unit !== 'ratio' || operator === 'equals' || operator === 'differs') return []
  const limits: Readonly<Record<string, number | readonly number[] | undefined>> = rule[operator] ?? {}
  return Object.entries(limits).flatMap(([key, limit = []]) => {
    const at = [...path, operator, key]
    return typeof limit === 'number'
      ? checkRatio(limit, at)
      : limit.flatMap((end, index) => checkRatio(end, [...at, index]))
  })
}

function checkRatio(limit: number, path: Clash['path']): Clash[] {
  if (Math.abs(limit) <= MOST) return []
  const message = `limit ${limit} of a ratio is ${formatLimit(limit, 'ratio')}`
  const meant = Number((limit / 100).toPrecision(12))
  const suggestion = Math.abs(meant) <= MOST ? String(meant) : null
  return [{ path, at: 'value', message, offending: String(limit), suggestion }]
}
