import { either } from '../nearest.ts'
import type { AuthoredRule, Operator } from '../schema/rule.ts'
import type { AuthoredSignal } from '../schema/signal.ts'
import type { Clash } from './readable.ts'

type Path = Clash['path']
type Range = readonly [number, number]

/** The limits of a rule can be told apart: a warning comes before it is critical. */
export function checkLimits(
  rule: AuthoredRule,
  operator: Operator,
  path: Path,
  signal: AuthoredSignal,
): Clash[] {
  const at = [...path, operator]
  switch (operator) {
    case 'above':
    case 'atLeast':
    case 'deviates':
      return checkOrder(rule[operator], at, 'below', (warn, crit) => warn < crit)
    case 'below':
    case 'atMost':
      return checkOrder(rule[operator], at, 'above', (warn, crit) => warn > crit)
    case 'outside':
      return checkRanges(rule.outside, at)
    case 'equals':
    case 'differs':
      return checkWords(rule[operator], at, operator, signal)
  }
}

type Limits = { readonly warn?: number | undefined; readonly crit?: number | undefined } | undefined

function checkOrder(
  limits: Limits,
  path: Path,
  side: string,
  isOrdered: (warn: number, crit: number) => boolean,
): Clash[] {
  const { warn, crit } = limits ?? {}
  if (warn === undefined || crit === undefined || isOrdered(warn, crit)) return []
  const message = `warn ${warn} must be ${side} crit ${crit} for "${path.at(-1)}"; as it is, nobody is warned before it is critical`
  return [{ path: [...path, 'warn'], at: 'value', message, offending: String(warn) }]
}

type Ranges = { readonly warn?: Range | undefined; readonly crit?: Range | undefined } | undefined

function checkRanges(ranges: Ranges, path: Path): Clash[] {
  const { warn, crit } = ranges ?? {}
  const clashes = (
    [
      ['warn', warn],
      ['crit', crit],
    ] as const
  ).flatMap(([level, range]): Clash[] => {
    if (range === undefined || range[0] < range[1]) return []
    const message = `the range ${range[0]} … ${range[1]} is the wrong way round; write the smaller end first`
    return [{ path: [...path, level], at: 'value', message, offending: `[${range.join(', ')}]` }]
  })
  if (clashes.length > 0 || warn === undefined || crit === undefined) return clashes
  if (warn[0] >= crit[0] && warn[1] <= crit[1]) return []
  const message = `the warn range ${warn.join(' … ')} must lie within the crit range ${crit.join(' … ')}`
  return [{ path: [...path, 'warn'], at: 'value', message, offending: `[${warn.join(', ')}]` }]
}

type Words =
  | {
      readonly warn?: readonly (number | string)[] | undefined
      readonly crit?: readonly (number | string)[] | undefined
    }
  | undefined

/** A state is compared by its value; writing its word instead would never fit. */
function checkWords(words: Words, path: Path, operator: Operator, { states }: AuthoredSignal): Clash[] {
  const codes = Object.keys(states)
  const { warn = [], crit = [] } = words ?? {}
  const levels = [
    ['warn', warn],
    ['crit', crit],
  ] as const
  const unknown = levels.flatMap(([level, values]) =>
    values.flatMap((value, index): Clash[] => {
      if (codes.length === 0 || codes.includes(String(value))) return []
      const suggestion = codes.find((code) => states[code] === value) ?? null
      const message = `"${value}" is not among the values that "states" names (${either(codes)})`
      return [{ path: [...path, level, index], at: 'value', message, offending: String(value), suggestion }]
    }),
  )
  const both = operator === 'equals' ? warn.filter((value) => crit.includes(value)) : []
  const shared = both.map(
    (value): Clash => ({
      path: [...path, 'warn'],
      at: 'value',
      message: `"${value}" is both warn and crit`,
      offending: String(value),
    }),
  )
  return [...unknown, ...shared]
}
