import { longestGap } from './instances.ts'
import { RULE_AT_REST, ruleApplies, stepRule } from './rule.ts'
import type { Piece } from './series.ts'
import type { Instance, SignalConfig } from './signal.ts'
import type { EpochMs } from './time.ts'
import { compareLevels, type RaisedLevel } from './verdict.ts'

/** From that moment on the rules said this, of that value. */
export type LevelThen = { readonly at: EpochMs; readonly level: RaisedLevel; readonly value: number }

/**
 * What the rules of a series said in its past, each time with the value that changed it, oldest first: the same fold
 * that judges the present. After a gap they begin anew.
 */
export function levelsOver(
  config: SignalConfig,
  instance: Pick<Instance, 'labels' | 'series'>,
  pieces: readonly Piece[],
): readonly LevelThen[] {
  const rules = config.rules.filter((rule) => ruleApplies(rule, instance.labels))
  const points = pieces
    .flatMap(({ points, stepMs }) => {
      const gapMs = Math.max(longestGap(config, instance), 2 * stepMs)
      return points.map((point) => ({ ...point, gapMs }))
    })
    .sort((a, b) => a.at - b.at)
  const changes: LevelThen[] = []
  let states = rules.map(() => RULE_AT_REST)
  let seenAt: EpochMs | null = null
  for (const { at, value, gapMs } of points) {
    if (seenAt !== null && at - seenAt > gapMs) states = rules.map(() => RULE_AT_REST)
    states = states.map((state, index) => {
      const rule = rules[index]
      return rule === undefined ? state : stepRule(rule, state, value, at)
    })
    seenAt = at
    const level = states.map((state) => state.level).sort(compareLevels)[0] ?? 'ok'
    if (changes.at(-1)?.level !== level) changes.push({ at, level, value })
  }
  return changes
}
