import { either, nearest } from '../nearest.ts'
import { type AuthoredRule, OPERATORS, type Operator } from '../schema/rule.ts'
import type { AuthoredSignal } from '../schema/signal.ts'
import { checkLimits } from './limits.ts'
import { checkRatios } from './ratios.ts'
import type { Clash } from './readable.ts'

/** A rule asks one thing, of series that can be there. */
export function checkRules(id: string, signal: AuthoredSignal): Clash[] {
  return signal.rules.flatMap((rule, index): Clash[] => {
    const path = ['signals', id, 'rules', index]
    const given = operatorsOf(rule)
    const [operator, second] = given
    const isTwice = rule.id !== undefined && signal.rules.findIndex((other) => other.id === rule.id) < index
    const twice: Clash = {
      path: [...path, 'id'],
      at: 'value',
      message: `the rule "${rule.id}" is there twice in signals.${id}`,
      offending: rule.id ?? '',
    }
    return [
      ...(isTwice ? [twice] : []),
      ...checkWhere(rule, path, signal),
      ...(operator === undefined
        ? [none(path)]
        : second === undefined
          ? [...checkLimits(rule, operator, path, signal), ...checkRatios(rule, operator, path, signal)]
          : [several(given, second, path)]),
    ]
  })
}

const operatorsOf = (rule: AuthoredRule): Operator[] =>
  OPERATORS.filter((operator) => rule[operator] !== undefined)

const none = (path: Clash['path']): Clash => ({
  path,
  at: 'value',
  message: `a rule needs one of ${either(OPERATORS)}`,
  offending: '',
})

const several = (given: readonly Operator[], second: Operator, path: Clash['path']): Clash => ({
  path: [...path, second],
  at: 'key',
  message: `a rule asks one thing; this one has ${given.join(' and ')}, make them two rules`,
  offending: second,
})

function checkWhere({ where }: AuthoredRule, path: Clash['path'], signal: AuthoredSignal): Clash[] {
  return Object.entries(where).flatMap(([name, value]): Clash[] => {
    const at = [...path, 'where', name]
    if (name !== signal.label) {
      const message =
        signal.label === undefined
          ? `"where" needs a "label" of the signal; this one has a single series`
          : `"${name}" is not the label of the signal`
      return [{ path: at, at: 'key', message, offending: name, suggestion: signal.label ?? null }]
    }
    if (signal.expect.length === 0 || signal.expect.includes(value)) return []
    const message = `"${value}" is not among the expected values of ${name} (${signal.expect.join(', ')}), so this rule would judge nothing`
    return [{ path: at, at: 'value', message, offending: value, suggestion: nearest(value, signal.expect) }]
  })
}
