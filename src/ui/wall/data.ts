import type { Model, SourceState } from '../../core/model.ts'
import type { Instance, SignalConfig } from '../../core/signal.ts'
import { isNeeded } from '../../core/standIn.ts'
import type { EpochMs } from '../../core/time.ts'

/** One series of a signal that is watched. */
export type Watched = { readonly signal: SignalConfig; readonly instance: Instance }

/** All series that somebody asked for and that can have a value. */
export function watchedIn({ signals, sources }: Model): readonly Watched[] {
  return [...signals.values()].flatMap(({ config, instances }) =>
    sources.get(config.source)?.config.enabled === false
      ? []
      : [...instances.values()].flatMap((instance): Watched[] =>
          config.isOptional && instance.verdict.level === 'unknown' ? [] : [{ signal: config, instance }],
        ),
  )
}

/** When the newest value of all was true; null where there never was one. */
export function newestAt({ signals }: Model): EpochMs | null {
  let newest: EpochMs | null = null
  for (const { instances } of signals.values())
    for (const { last } of instances.values())
      if (last !== null && (newest === null || last.measuredAt > newest)) newest = last.measuredAt
  return newest
}

/** Sources that have to answer now. */
export const askedSources = ({ sources }: Model): readonly SourceState[] =>
  [...sources.values()].filter((source) => source.config.enabled && isNeeded(sources, source))

/**
 * Whether nothing at all can be seen: every source fails, or no value is fresh. Before the first answers nothing is
 * missed yet.
 */
export function isBlind(model: Model): boolean {
  const asked = askedSources(model)
  if (asked.length === 0) return false
  if (asked.every(({ failure }) => failure !== null)) return true
  const watched = watchedIn(model)
  const isOld = ({ instance: { verdict } }: Watched): boolean =>
    verdict.level === 'stale' || verdict.level === 'unknown'
  return newestAt(model) !== null && watched.length > 0 && watched.every(isOld)
}
