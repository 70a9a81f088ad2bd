import type { Labels, Value } from './sample.ts'
import type { DurationMs, EpochMs } from './time.ts'
import type { RaisedLevel } from './verdict.ts'

type Limits<T> = { readonly warn: T | null; readonly crit: T | null }

/**
 * When a value breaks its limit.
 * `above` and `below` are strict, `atLeast` and `atMost` include the limit; `outside` allows both ends of its range;
 * `equals` lists the bad values, `differs` the only good ones; `deviates` is |value − target| ≥ limit.
 */
export type Condition =
  | ({ readonly op: 'above' | 'atLeast' | 'below' | 'atMost' } & Limits<number>)
  | ({ readonly op: 'outside' } & Limits<readonly [number, number]>)
  | ({ readonly op: 'equals' | 'differs' } & Limits<readonly Value[]>)
  | ({ readonly op: 'deviates'; readonly target: number } & Limits<number>)

/** A rule judges a signal. Where several rules fit a series, the worst of them speaks. */
export type Rule = {
  /** Unique within its signal. */
  readonly id: string
  /** The series it judges: those that carry all these labels. */
  readonly where: Labels
  readonly condition: Condition
  /** How long a limit must be broken without interruption before the level is raised. */
  readonly forMs: DurationMs
  /** How far a value must come back inside a limit, in the signal's unit, before the level is lowered. */
  readonly hysteresis: number
}

/** What a rule remembers between two samples. A crit breach is a warn breach too. */
export type RuleState = {
  readonly level: RaisedLevel
  readonly warnSince: EpochMs | null
  readonly critSince: EpochMs | null
}

export const RULE_AT_REST: RuleState = { level: 'ok', warnSince: null, critSince: null }

/** Whether the rule judges a series with these labels. */
export function ruleApplies(rule: Rule, labels: Labels): boolean {
  for (const name in rule.where) if (labels[name] !== rule.where[name]) return false
  return true
}

/** Whether the rule judges numbers: a word neither keeps nor breaks its limit. */
export function isNumeric({ condition }: Rule): boolean {
  return condition.op !== 'equals' && condition.op !== 'differs'
}

/**
 * The rule's next state after reading `value` at `at`. A fold over samples: playing a history gives the state of now.
 * A clock that was set back neither lowers a raised level nor stops the count. What is no other state is the very one given.
 */
export function stepRule(rule: Rule, state: RuleState, value: Value, at: EpochMs): RuleState {
  const { condition, forMs, hysteresis } = rule
  const isCrit = breaks(condition, 'crit', value, state.level === 'crit' ? hysteresis : 0)
  const isWarn = isCrit || breaks(condition, 'warn', value, state.level !== 'ok' ? hysteresis : 0)
  const critSince = isCrit ? Math.min(state.critSince ?? at, at) : null
  const warnSince = isWarn ? Math.min(state.warnSince ?? at, at) : null
  const hasHeld = (since: EpochMs | null): boolean => since !== null && at - since >= forMs
  const isCritRaised = isCrit && (state.level === 'crit' || hasHeld(critSince))
  const isWarnRaised = isWarn && condition.warn !== null && (state.level !== 'ok' || hasHeld(warnSince))
  const level = isCritRaised ? 'crit' : isWarnRaised ? 'warn' : 'ok'
  const isSame = level === state.level && warnSince === state.warnSince && critSince === state.critSince
  return isSame ? state : { level, warnSince, critSince }
}

/** Whether the value breaks the limit of that level, or comes within `margin` of it. */
export function breaks(condition: Condition, level: 'warn' | 'crit', value: Value, margin = 0): boolean {
  switch (condition.op) {
    case 'equals':
      return condition[level]?.includes(value) ?? false
    case 'differs': {
      const good = condition[level]
      return good !== null && !good.includes(value)
    }
    case 'outside': {
      const range = condition[level]
      if (range === null || typeof value !== 'number') return false
      return value < range[0] + margin || value > range[1] - margin
    }
    default: {
      const limit = condition[level]
      return limit !== null && typeof value === 'number' && breaksNumber(condition, limit, value, margin)
    }
  }
}

/** |0.55 − 0.6| is a little less than 0.05 in binary; a deviation of exactly the limit counts all the same. */
const ROUNDING = 1e-12

type NumberCondition = Extract<Condition, Limits<number>>

function breaksNumber(condition: NumberCondition, limit: number, value: number, margin: number): boolean {
  switch (condition.op) {
    case 'above':
      return value > limit - margin
    case 'atLeast':
      return value >= limit - margin
    case 'below':
      return value < limit + margin
    case 'atMost':
      return value <= limit + margin
    case 'deviates':
      return Math.abs(value - condition.target) >= limit - margin - ROUNDING
  }
}
