import { longestGap } from '../core/instances.ts'
import type { Model } from '../core/model.ts'
import { lookBackWithPast } from '../core/past.ts'
import { breaks, RULE_AT_REST, type Rule, type RuleState, ruleApplies, stepRule } from '../core/rule.ts'
import type { Instance, SignalConfig } from '../core/signal.ts'
import type { DurationMs, EpochMs } from '../core/time.ts'
import { seriesName } from './words.ts'

/** A stretch of time in which a rule was raised. */
export type Breach = {
  readonly name: string
  /** The worse of the levels it had. */
  readonly level: 'warn' | 'crit'
  /** When the limit was broken, before the rule had waited for its time. */
  readonly from: EpochMs
  readonly to: EpochMs
  /** How it ended: it did not yet, the value came back, or nobody saw. */
  readonly end: 'open' | 'over' | 'unseen'
}

/**
 * Every time since the deployment that a rule was raised, the newest first: by all of the past that is known, whether or
 * not anybody watched. A warning is told where it is all there was.
 */
export function breachesOf(model: Model): readonly Breach[] {
  const begin = model.deployment.at ?? Number.NEGATIVE_INFINITY
  return [...model.signals.values()]
    .flatMap(({ config, instances }) =>
      [...instances.values()].flatMap((instance) =>
        config.rules
          .filter((rule) => ruleApplies(rule, instance.labels))
          .flatMap((rule) => stretchesOf(rule, config, instance, model)),
      ),
    )
    .filter(({ to }) => to >= begin)
    .sort((a, b) => b.from - a.from)
}

function stretchesOf(rule: Rule, config: SignalConfig, instance: Instance, model: Model): readonly Breach[] {
  const points: { readonly at: EpochMs; readonly value: number; readonly gapMs: DurationMs }[] = []
  lookBackWithPast(model.past, instance, longestGap(config, instance), (at, value, gapMs) => {
    points.push({ at, value, gapMs })
    return true
  })
  points.reverse()
  // Most rules of most series were never broken; those need no replay.
  if (
    !points.some(
      ({ value }) => breaks(rule.condition, 'warn', value) || breaks(rule.condition, 'crit', value),
    )
  )
    return []
  const name = seriesName(config, instance)
  const found: Breach[] = []
  let state: RuleState = RULE_AT_REST
  let open: Breach | null = null
  let before: (typeof points)[number] | null = null
  for (const point of points) {
    const { at, value } = point
    if (before !== null && at - before.at > before.gapMs) {
      if (open !== null) found.push(ended(open, before.at, 'unseen'))
      open = null
      state = RULE_AT_REST
    }
    state = stepRule(rule, state, value, at)
    before = point
    if (state.level !== 'ok') open = lengthened(open, name, state.level, state.warnSince ?? at, at)
    else if (open !== null) {
      found.push(ended(open, at, 'over'))
      open = null
    }
  }
  return open === null ? found : [...found, open]
}

const ended = (breach: Breach, to: EpochMs, end: Breach['end']): Breach => ({ ...breach, to, end })

function lengthened(
  breach: Breach | null,
  name: string,
  level: Breach['level'],
  from: EpochMs,
  to: EpochMs,
): Breach {
  if (breach === null) return { name, level, from, to, end: 'open' }
  return { ...breach, level: breach.level === 'crit' ? 'crit' : level, to }
}
