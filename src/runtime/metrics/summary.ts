import type { Model } from '../../core/model.ts'
import { ageOf } from '../../core/sample.ts'
import type { Instance } from '../../core/signal.ts'
import { speakerFor } from '../../core/standIn.ts'
import type { DurationMs, EpochMs } from '../../core/time.ts'
import { LEVELS, type Level } from '../../core/verdict.ts'

/** How many series stand at each level; those of sources that are switched off are not judged and not counted. */
export function countVerdicts(model: Model): ReadonlyMap<Level, number> {
  const counts = new Map<Level, number>(LEVELS.map((level) => [level, 0]))
  for (const [, { verdict }] of instancesOf(model)) {
    counts.set(verdict.level, (counts.get(verdict.level) ?? 0) + 1)
  }
  return counts
}

/** The age of the oldest value of each source; a source that never gave one is not there. */
export function oldestAges(model: Model, now: EpochMs): ReadonlyMap<string, DurationMs> {
  const ages = new Map<string, DurationMs>()
  for (const [source, { last }] of instancesOf(model)) {
    if (last !== null) ages.set(source, Math.max(ages.get(source) ?? 0, ageOf(last, now)))
  }
  return ages
}

function instancesOf(model: Model): [source: string, instance: Instance][] {
  return [...model.signals.values()].flatMap(({ config: { source }, instances }) =>
    speakerFor(model.sources, source)?.config.enabled === false
      ? []
      : [...instances.values()].map((instance): [string, Instance] => [source, instance]),
  )
}
