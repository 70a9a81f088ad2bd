import { breaks, type Condition, type Rule, type RuleState } from './rule.ts'
import type { Value } from './sample.ts'
import type { SignalConfig } from './signal.ts'
import { type EpochMs, formatExactly, formatRoughly } from './time.ts'
import { formatLimit, formatValue } from './units.ts'
import type { Limit } from './verdict.ts'

type Shown = Pick<SignalConfig, 'title' | 'unit' | 'digits' | 'states'>

/** The value as people read it: the word of a state, a number with its unit, or the text itself. */
export function describeValue(signal: Shown, value: Value): string {
  const word = Object.hasOwn(signal.states, value) ? signal.states[value] : undefined
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

/** What a rule says of a value: `p95 3.41 s ≥ 3.2 s for 4 m`. Always true of the value as it is shown. */
export function describeRule(
  signal: Shown,
  rule: Rule,
  state: RuleState,
  value: Value,
  now: EpochMs,
): string {
  const { condition } = rule
  // While nothing is raised yet, the lower limit is the one that will count first.
  const level = state.level !== 'ok' ? state.level : condition.warn !== null ? 'warn' : 'crit'
  const since = level === 'crit' ? state.critSince : state.warnSince
  const statement = compare(signal, condition, level, value)
  if (since === null) return statement
  const lasting = formatRoughly(now - since)
  const isBroken = breaks(condition, level, value) || breaks(condition, 'crit', value)
  const held = isBroken ? `${statement} for ${lasting}` : `${statement}, not yet clear of it after ${lasting}`
  return state.level === 'ok' ? `${held}, counts after ${formatExactly(rule.forMs)}` : held
}

const BROKEN = { above: '>', atLeast: '≥', below: '<', atMost: '≤' } as const
const KEPT = { above: '≤', atLeast: '<', below: '≥', atMost: '>' } as const

/** What a rule asks of a signal, in words: `WARN when p95 ≥ 2.88 s, CRIT when ≥ 3.2 s`. */
export function describeDemand(signal: Shown, { condition }: Rule): string {
  const isWordy = condition.op === 'equals' || condition.op === 'differs'
  const levels = (['warn', 'crit'] as const).flatMap((level) => {
    const breach = describeBreach(signal, condition, level)
    return breach === null ? [] : [{ level, breach }]
  })
  return levels
    .map(({ level, breach }, index) => {
      const subject = index === 0 ? `${signal.title} ` : isWordy ? 'it ' : ''
      return `${level.toUpperCase()} when ${subject}${breach}`
    })
    .join(', ')
}

/** What breaks the limit of that level, or null where it has none. */
function describeBreach(signal: Shown, condition: Condition, level: 'warn' | 'crit'): string | null {
  const limit = condition[level]
  if (limit === null) return null
  switch (condition.op) {
    case 'equals':
      return `is ${words(signal, condition[level] ?? [])}`
    case 'differs':
      return `is not ${words(signal, condition[level] ?? [])}`
    case 'outside': {
      const [low, high] = (condition[level] ?? []).map((end) => describeLimit(signal, end))
      return `outside ${low} … ${high}`
    }
    case 'deviates':
      return `${describeDistance(signal, condition[level] ?? 0)} or more from ${describeLimit(signal, condition.target)}`
    default:
      return `${BROKEN[condition.op]} ${describeLimit(signal, condition[level] ?? 0)}`
  }
}

/** The value beside the limit of that level. */
function compare(signal: Shown, condition: Condition, level: 'warn' | 'crit', value: Value): string {
  const isBroken = breaks(condition, level, value)
  const shown = `${signal.title} ${describeValue(signal, value)}`
  switch (condition.op) {
    case 'equals':
      return shown
    case 'differs':
      return isBroken ? `${shown}, not ${words(signal, condition[level] ?? [])}` : shown
    case 'outside': {
      const range = condition[level]
      if (range === null) return shown
      const [low, high] = range.map((end) => describeLimit(signal, end))
      return `${shown} ${isBroken ? 'outside' : 'within'} ${low} … ${high}`
    }
    case 'deviates': {
      if (typeof value !== 'number') return shown
      const side = value < condition.target ? 'below' : 'above'
      const distance = describeDistance(signal, Math.abs(value - condition.target))
      return `${shown}, ${distance} ${side} the target ${describeLimit(signal, condition.target)}`
    }
    default: {
      const limit = condition[level]
      if (limit === null) return shown
      const sign = (isBroken ? BROKEN : KEPT)[condition.op]
      return `${signal.title} ${describeBeside(signal, value, limit)} ${sign} ${describeLimit(signal, limit)}`
    }
  }
}

/** A limit has the decimals it was configured with; a state has its word. */
const describeLimit = (signal: Shown, limit: number): string =>
  signal.unit === 'state' ? describeValue(signal, limit) : formatLimit(limit, signal.unit)

/** With more decimals than usual where rounding would put the value on its limit: 2.8996 s is not 2.9 s. */
function describeBeside(signal: Shown, value: Value, limit: number): string {
  const usual = describeValue(signal, value)
  if (typeof value !== 'number' || value === limit || usual !== describeValue(signal, limit)) return usual
  const apart = [2, 3, 4, 5, 6].find(
    (digits) => formatValue(value, signal.unit, digits) !== formatValue(limit, signal.unit, digits),
  )
  return apart === undefined ? usual : formatValue(value, signal.unit, apart)
}

/** The distance of two ratios is in percentage points, not in percent. */
function describeDistance(signal: Shown, distance: number): string {
  return formatValue(distance, signal.unit === 'ratio' ? 'points' : signal.unit, signal.digits ?? undefined)
}

const words = (signal: Shown, values: readonly Value[]): string =>
  values.map((value) => describeValue(signal, value)).join(' or ')
