import type { Rule, RuleState } from './rule.ts'
import type { Value } from './sample.ts'
import type { SignalConfig } from './signal.ts'
import { type EpochMs, formatRoughly } from './time.ts'
import { formatValue } from './units.ts'
import type { Limit } from './verdict.ts'

type Shown = Pick<SignalConfig, 'title' | 'unit' | 'digits' | 'states'>

/** The value as people read it: the word of a state, a number with its unit, or the text itself. */
export function describeValue(signal: Shown, value: Value): string {
  const word = signal.states[String(value)]
  if (word !== undefined) return word
  return typeof value === 'number' ? formatValue(value, signal.unit, signal.digits ?? undefined) : value
}

/** The limit a person compares the value with: the crit one where there is one, else the warn one. */
export function limitOf(signal: Shown, rule: Rule): Limit {
  const { condition } = rule
  switch (condition.op) {
    case 'equals':
      return `not ${words(signal, condition.crit ?? condition.warn ?? [])}`
    case 'differs':
      return words(signal, condition.crit ?? condition.warn ?? [])
    default:
      return condition.crit ?? condition.warn
  }
}

/** What a rule says of a value: `p95 3.41 s ≥ 3.2 s for 4 m`. */
export function describeRule(
  signal: Shown,
  rule: Rule,
  state: RuleState,
  value: Value,
  now: EpochMs,
): string {
  const since = state.level === 'crit' || state.warnSince === null ? state.critSince : state.warnSince
  const level = state.level === 'ok' ? (state.critSince === null ? 'warn' : 'crit') : state.level
  const isBroken = since !== null
  const statement = isBroken ? broken(signal, rule, level, value) : kept(signal, rule, value)
  if (!isBroken) return statement
  const held = `${statement} for ${formatRoughly(now - since)}`
  return state.level === 'ok' ? `${held}, counts after ${formatRoughly(rule.forMs)}` : held
}

const SIGN = { above: '>', atLeast: '≥', below: '<', atMost: '≤' } as const
const OPPOSITE = { above: '≤', atLeast: '<', below: '≥', atMost: '>' } as const

function broken(signal: Shown, rule: Rule, level: 'warn' | 'crit', value: Value): string {
  const { condition } = rule
  const shown = `${signal.title} ${describeValue(signal, value)}`
  switch (condition.op) {
    case 'equals':
      return shown
    case 'differs':
      return `${shown}, not ${words(signal, condition[level] ?? [])}`
    case 'outside': {
      const [low, high] = condition[level] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
      return `${shown} outside ${describeValue(signal, low)} … ${describeValue(signal, high)}`
    }
    case 'deviates': {
      if (typeof value !== 'number') return shown
      const side = value > condition.target ? 'above' : 'below'
      const distance = describeDistance(signal, Math.abs(value - condition.target))
      return `${shown}, ${distance} ${side} the target ${describeValue(signal, condition.target)}`
    }
    default: {
      const limit = condition[level] ?? condition.crit ?? condition.warn ?? 0
      const isInside = typeof value === 'number' && isOnGoodSide(condition.op, value, limit)
      const sign = isInside ? OPPOSITE[condition.op] : SIGN[condition.op]
      const recovering = isInside ? ', not yet clear of it' : ''
      return `${shown} ${sign} ${describeValue(signal, limit)}${recovering}`
    }
  }
}

/** Inside its limit: a value that only its hysteresis keeps raised is not said to break the limit. */
function isOnGoodSide(op: keyof typeof SIGN, value: number, limit: number): boolean {
  switch (op) {
    case 'above':
      return value <= limit
    case 'atLeast':
      return value < limit
    case 'below':
      return value >= limit
    case 'atMost':
      return value > limit
  }
}

function kept(signal: Shown, rule: Rule, value: Value): string {
  const { condition } = rule
  const shown = `${signal.title} ${describeValue(signal, value)}`
  switch (condition.op) {
    case 'equals':
    case 'differs':
      return shown
    case 'outside': {
      const [low, high] = condition.warn ?? condition.crit ?? [0, 0]
      return `${shown} within ${describeValue(signal, low)} … ${describeValue(signal, high)}`
    }
    case 'deviates': {
      const distance =
        typeof value === 'number' ? describeDistance(signal, Math.abs(value - condition.target)) : ''
      return `${shown}, ${distance} from the target ${describeValue(signal, condition.target)}`
    }
    default:
      return `${shown} ${OPPOSITE[condition.op]} ${describeValue(signal, condition.warn ?? condition.crit ?? 0)}`
  }
}

/** The distance of two ratios is in percentage points, not in percent. */
function describeDistance(signal: Shown, distance: number): string {
  return formatValue(distance, signal.unit === 'ratio' ? 'points' : signal.unit, signal.digits ?? undefined)
}

const words = (signal: Shown, values: readonly Value[]): string =>
  values.map((value) => describeValue(signal, value)).join(' or ')
