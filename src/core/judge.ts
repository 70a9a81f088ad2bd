import { describeRule, describeValue, limitOf } from './describe.ts'
import type { SourceState } from './model.ts'
import { isNumeric, RULE_AT_REST, type Rule, type RuleState, ruleApplies } from './rule.ts'
import { ageOf } from './sample.ts'
import type { Instance, SignalConfig } from './signal.ts'
import { type EpochMs, formatRoughly } from './time.ts'
import { compareLevels, type Level, type Verdict } from './verdict.ts'

/** What a judgement depends on besides the samples. */
export type Circumstances = {
  readonly now: EpochMs
  readonly trustedSince: EpochMs
  readonly source: SourceState | undefined
}

/** The reason of a verdict before anything was read. */
export const NOT_READ_YET = 'not read yet'

/** The verdict before anything was read. */
export function unread(now: EpochMs): Verdict {
  return {
    level: 'unknown',
    reason: NOT_READ_YET,
    since: now,
    rule: null,
    value: null,
    limit: null,
    ageMs: null,
  }
}

/** Whether a limit is broken, but not yet for as long as its rule asks: the verdict is still ok. */
export function isPending({ rules }: SignalConfig, { verdict, labels, rules: states }: Instance): boolean {
  const isBroken = (rule: Rule, i: number): boolean =>
    ruleApplies(rule, labels) && (states[i]?.warnSince ?? null) !== null
  return verdict.level === 'ok' && rules.some(isBroken)
}

/** Judges one series: first whether it may be believed, then what its rules say. Throws: never. */
export function judgeInstance(
  config: SignalConfig,
  instance: Instance,
  circumstances: Circumstances,
): Verdict {
  const { level, reason, since, rule } = opinion(config, instance, circumstances)
  const { last, verdict: previous } = instance
  const isAbsent = instance.problem?.kind === 'absent'
  return {
    level,
    reason,
    since: since ?? (previous.level === level ? previous.since : circumstances.now),
    rule: rule?.id ?? null,
    value: last === null || isAbsent ? null : last.value,
    limit: limitFor(config, instance, rule),
    ageMs: last === null || isAbsent ? null : ageOf(last, circumstances.now),
  }
}

type Opinion = { level: Level; reason: string; since: EpochMs | null; rule: Rule | null }

function opinion(
  config: SignalConfig,
  instance: Instance,
  { now, trustedSince, source }: Circumstances,
): Opinion {
  const say = (level: Level, reason: string, since: EpochMs | null = null): Opinion => ({
    level,
    reason,
    since,
    rule: null,
  })
  const { last, problem } = instance
  if (source === undefined || !source.config.enabled) {
    return say('unknown', `the source ${config.source} is switched off in the profile`)
  }
  const isFailing = problem?.kind === 'failed' && problem.measuredAt >= trustedSince
  if (isFailing && config.onFailure !== 'unknown' && instance.failures >= config.failures) {
    return say(config.onFailure, failedInARow(config, problem.reason, instance.failures))
  }
  if (problem?.kind === 'absent') return say('unknown', problem.reason)
  if (last === null) return say('unknown', problem?.reason ?? source.failure?.message ?? NOT_READ_YET)
  if (instance.answeredAt > now) return say('stale', 'not read again since the clock was set back')
  if (instance.answeredAt < trustedSince) {
    return say(
      'stale',
      `not read again since the program stood still; the value is ${formatRoughly(ageOf(last, now))} old`,
    )
  }
  const age = ageOf(last, now)
  if (age > config.staleAfterMs) {
    const cause = problem?.reason ?? source.failure?.message ?? 'its target no longer reports it'
    return say(
      'stale',
      `${config.title} ${describeValue(config, last.value)} is ${formatRoughly(age)} old: ${cause}`,
      last.measuredAt,
    )
  }
  if (typeof last.value !== 'number' && applicable(config, instance).some(([rule]) => isNumeric(rule))) {
    return say('unknown', `${config.title} "${last.value}" is not a number, so its limit says nothing`)
  }
  return (
    loudest(config, instance, now) ??
    say('ok', `${config.title} ${describeValue(config, last.value)}, no limit set`)
  )
}

function failedInARow(config: SignalConfig, reason: string, failures: number): string {
  return failures > 1
    ? `${config.title}: ${reason}, ${failures} times in a row`
    : `${config.title}: ${reason}`
}

/**
 * What the most urgent of the rules says; among equals one whose limit is broken, then the first.
 * Null without a rule for this series.
 */
function loudest(config: SignalConfig, instance: Instance, now: EpochMs): Opinion | null {
  const { last } = instance
  if (last === null) return null
  const [spoken] = applicable(config, instance).sort(
    ([, a], [, b]) =>
      compareLevels(a.level, b.level) || Number(b.warnSince !== null) - Number(a.warnSince !== null),
  )
  if (spoken === undefined) return null
  const [rule, state] = spoken
  const since = state.level === 'crit' ? state.critSince : state.level === 'warn' ? state.warnSince : null
  return { level: state.level, reason: describeRule(config, rule, state, last.value, now), since, rule }
}

function applicable(config: SignalConfig, instance: Instance): [Rule, RuleState][] {
  return config.rules.flatMap((rule, index): [Rule, RuleState][] =>
    ruleApplies(rule, instance.labels) ? [[rule, instance.rules[index] ?? RULE_AT_REST]] : [],
  )
}

/** A limit is shown beside every value that has one, also while the value can't be believed. */
function limitFor(config: SignalConfig, instance: Instance, spoken: Rule | null): Verdict['limit'] {
  const rule = spoken ?? config.rules.find((candidate) => ruleApplies(candidate, instance.labels))
  return rule === undefined ? null : limitOf(config, rule)
}
