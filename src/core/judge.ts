import { describeRule, describeValue, limitOf } from './describe.ts'
import type { SourceState } from './model.ts'
import { isNumeric, RULE_AT_REST, type Rule, type RuleState, ruleApplies } from './rule.ts'
import { ageOf, type Value } from './sample.ts'
import type { Instance, SignalConfig } from './signal.ts'
import { type EpochMs, formatRoughly } from './time.ts'
import { compareLevels, type Level, type Limit, type Verdict } from './verdict.ts'

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
    readAt: null,
    holdsUntil: NOT_A_MOMENT,
  }
}

/** Whether a limit is broken, but not yet for as long as its rule asks: the verdict is still ok. */
export function isPending({ rules }: SignalConfig, { verdict, labels, rules: states }: Instance): boolean {
  const isBroken = (rule: Rule, i: number): boolean =>
    ruleApplies(rule, labels) && (states[i]?.warnSince ?? null) !== null
  return verdict.level === 'ok' && rules.some(isBroken)
}

/** Whether reads that failed raised the level by themselves: that says nothing of the value of before, which may well be a good one. */
export const isUnanswered = ({
  problem,
  verdict: { rule, level },
}: Pick<Instance, 'problem' | 'verdict'>): boolean =>
  problem?.kind === 'failed' && rule === null && (level === 'warn' || level === 'crit')

/** Judges one series: first whether it may be believed, then what its rules say. Throws: never. */
export function judgeInstance(
  config: SignalConfig,
  instance: Instance,
  circumstances: Circumstances,
): Verdict {
  const said = opinion(config, instance, circumstances)
  const { last, verdict: previous } = instance
  const isAbsent = instance.problem?.kind === 'absent'
  const since = said.since ?? (previous.level === said.level ? previous.since : circumstances.now)
  return new WordedVerdict(said, since, isAbsent ? null : last, limitFor(config, instance, said.rule))
}

/** A verdict that finds the words for its reason when somebody reads it. */
class WordedVerdict implements Verdict {
  readonly level: Level
  readonly since: EpochMs
  readonly rule: string | null
  readonly value: Verdict['value']
  readonly limit: Verdict['limit']
  readonly readAt: EpochMs | null
  readonly holdsUntil: EpochMs
  readonly #words: () => string

  constructor(
    { level, words, rule, holdsUntil }: Opinion,
    since: EpochMs,
    last: Instance['last'],
    limit: Limit,
  ) {
    this.level = level
    this.since = since
    this.rule = rule?.id ?? null
    this.value = last?.value ?? null
    this.limit = limit
    this.readAt = last?.measuredAt ?? null
    this.holdsUntil = holdsUntil
    this.#words = words
  }

  get reason(): string {
    return this.#words()
  }
}

/** The words must not hold on to the instance: it holds the verdict before, and the chain would never end. */
type Opinion = {
  readonly level: Level
  readonly words: () => string
  readonly since: EpochMs | null
  readonly rule: Rule | null
  readonly holdsUntil: EpochMs
}

function opinion(
  config: SignalConfig,
  instance: Instance,
  { now, trustedSince, source }: Circumstances,
): Opinion {
  const { last, problem, failures, labels } = instance
  if (source === undefined || !source.config.enabled) {
    return say('unknown', () => `the source ${config.source} is switched off in the profile`)
  }
  const isFailing = problem?.kind === 'failed' && problem.measuredAt >= trustedSince
  if (isFailing && config.onFailure !== 'unknown' && failures >= config.failures) {
    return say(config.onFailure, () => failedInARow(config, problem.reason, failures))
  }
  if (problem?.kind === 'absent') return say('unknown', () => problem.reason)
  const cause = problem?.reason ?? source.failure?.message
  if (last === null) return say('unknown', () => cause ?? NOT_READ_YET)
  if (instance.answeredAt > now) return sayNow('stale', () => 'not read again since the clock was set back')
  const age = ageOf(last, now)
  if (instance.answeredAt < trustedSince) {
    const still = 'not read again since the program stood still'
    return sayNow('stale', () => `${still}; the value is ${formatRoughly(age)} old`)
  }
  if (age > config.staleAfterMs) {
    const why = cause ?? 'its target no longer reports it'
    return sayNow(
      'stale',
      () => `${valued(config, last.value)} is ${formatRoughly(age)} old: ${why}`,
      last.measuredAt,
    )
  }
  const staleAt = last.measuredAt + config.staleAfterMs
  if (
    typeof last.value !== 'number' &&
    config.rules.some((rule) => isNumeric(rule) && ruleApplies(rule, labels))
  ) {
    return {
      ...say('unknown', () => `${config.title} "${last.value}" is not a number, so its limit says nothing`),
      holdsUntil: staleAt,
    }
  }
  const index = loudest(config, instance)
  const rule = index === null ? undefined : config.rules[index]
  if (index === null || rule === undefined) return unlimited(config, last.value, staleAt)
  return ofRule(config, rule, instance.rules[index] ?? RULE_AT_REST, { value: last.value, now, staleAt })
}

// Each in a function of its own: the words keep what they are made of, and there are thousands of them.
const unlimited = (config: SignalConfig, value: Value, staleAt: EpochMs): Opinion => ({
  ...say('ok', () => `${valued(config, value)}, no limit set`),
  holdsUntil: staleAt,
})

function ofRule(
  config: SignalConfig,
  rule: Rule,
  state: RuleState,
  { value, now, staleAt }: { readonly value: Value; readonly now: EpochMs; readonly staleAt: EpochMs },
): Opinion {
  return {
    level: state.level,
    words: () => describeRule(config, rule, state, value, now),
    since: state.level === 'crit' ? state.critSince : state.level === 'warn' ? state.warnSince : null,
    rule,
    // A limit that is broken is so for longer every second.
    holdsUntil: state.warnSince === null ? staleAt : NOT_A_MOMENT,
  }
}

/** Every moment comes after it, also where the clock is set back. */
const NOT_A_MOMENT = Number.NEGATIVE_INFINITY

/** What stays so until something is read or a source fails. */
const say = (level: Level, words: () => string): Opinion => ({
  level,
  words,
  since: null,
  rule: null,
  holdsUntil: Number.POSITIVE_INFINITY,
})

/** What is said with an age. */
const sayNow = (level: Level, words: () => string, since: EpochMs | null = null): Opinion => ({
  ...say(level, words),
  since,
  holdsUntil: NOT_A_MOMENT,
})

const valued = (config: SignalConfig, value: Value): string =>
  `${config.title} ${describeValue(config, value)}`

function failedInARow(config: SignalConfig, reason: string, failures: number): string {
  return failures > 1
    ? `${config.title}: ${reason}, ${failures} times in a row`
    : `${config.title}: ${reason}`
}

/** The place of the rule that is heard: the most urgent; among equals one whose limit is broken, then the first. Null without any. */
function loudest(config: SignalConfig, { labels, rules }: Instance): number | null {
  let heard: number | null = null
  let loud = RULE_AT_REST
  for (let index = 0; index < config.rules.length; index += 1) {
    const rule = config.rules[index]
    if (rule === undefined || !ruleApplies(rule, labels)) continue
    const state = rules[index] ?? RULE_AT_REST
    if (heard !== null && !isLouder(state, loud)) continue
    heard = index
    loud = state
  }
  return heard
}

function isLouder(a: RuleState, b: RuleState): boolean {
  if (a.level !== b.level) return compareLevels(a.level, b.level) < 0
  return a.warnSince !== null && b.warnSince === null
}

/** A limit is shown beside every value that has one, also while the value can't be believed. */
function limitFor(config: SignalConfig, instance: Instance, spoken: Rule | null): Verdict['limit'] {
  const rule = spoken ?? config.rules.find((candidate) => ruleApplies(candidate, instance.labels))
  return rule === undefined ? null : limitOf(config, rule)
}
