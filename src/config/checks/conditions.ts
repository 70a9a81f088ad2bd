import { formatLimit } from '../../core/units.ts'
import type { Condition } from '../condition.ts'
import { either, nearest } from '../nearest.ts'
import type { AuthoredSignal } from '../schema/signal.ts'
import type { Clash } from './readable.ts'

/** Five times the whole: no ratio that is watched goes beyond it, and who means per cent writes more. */
const MOST = 5

/** A condition, or its absence, can be held against the values of its signal. */
export function checkCondition(
  condition: Condition | undefined,
  path: Clash['path'],
  name: string,
  signal: AuthoredSignal,
): Clash[] {
  const at = [...path, 'condition']
  const clash = (message: string, rest: Partial<Clash> = {}): Clash[] => [
    { path: at, at: 'value', message, offending: '', ...rest },
  ]
  if (condition === undefined || condition.by === 'within') {
    if (signal.rules.length > 0) return []
    const message = `signals.${name} has no rules that could decide; give it a condition`
    return condition === undefined
      ? [{ path: [...path, 'signal'], at: 'value', message, offending: name }]
      : clash(message)
  }
  const codes = Object.keys(signal.states)
  if (condition.by === 'word') {
    const { word, at: index } = condition
    const words = Object.values(signal.states)
    if (codes.length === 0 || codes.includes(String(word)) || words.includes(String(word))) return []
    return clash(`"${word}" is no state of signals.${name} (${either(words)})`, {
      offending: String(word),
      suggestion: nearest(String(word), words),
      index,
    })
  }
  const { of, limit, isPercent, at: index } = condition
  if (signal.unit === 'state') return clash(`signals.${name} has states, not numbers; compare it by = or !=`)
  if (isPercent && signal.unit !== 'ratio')
    return clash(`signals.${name} is no ratio, so a limit in per cent says nothing`, { index })
  const targetless = of === 'deviation' ? withoutTarget(signal) : []
  if (targetless.length > 0)
    return clash(
      `nothing says where ${either(targetless)} should be; give signals.${name} rules with "deviates"`,
    )
  if (signal.unit !== 'ratio' || Math.abs(limit) <= MOST) return []
  const meant = Number((limit / 100).toPrecision(12))
  return clash(`limit ${limit} of a ratio is ${formatLimit(limit, 'ratio')}`, {
    offending: String(limit),
    suggestion: Math.abs(meant) <= MOST ? String(meant) : null,
    index,
  })
}

/** The series that no rule gives a target; of a signal whose series nobody names, the signal as a whole. */
function withoutTarget({ rules, label, expect }: AuthoredSignal): readonly string[] {
  const aimed = rules.filter(({ deviates }) => deviates !== undefined)
  if (expect.length === 0 || label === undefined) return aimed.length === 0 ? ['it'] : []
  return expect.filter((key) => !aimed.some(({ where }) => (where[label] ?? key) === key))
}
