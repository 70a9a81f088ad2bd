import type { Model, SourceState } from './model.ts'
import type { StandIn } from './profile.ts'
import type { Scraping } from './source.ts'
import { type DurationMs, type EpochMs, formatClockMinute } from './time.ts'

type Sources = Model['sources']
type StandInState = SourceState & { readonly config: { readonly standsIn: StandIn } }

/** By the id of each source, the one that speaks for its signals now: itself, or the one that is on duty for it. */
export function speakersIn(sources: Sources): ReadonlyMap<string, SourceState> {
  const onDuty = [...sources.values()].flatMap((source): [string, SourceState][] =>
    source.onDutySince === null || source.config.standsIn === null
      ? []
      : [[source.config.standsIn.for, source]],
  )
  // Of two on duty for the same, the first in the profile speaks.
  return onDuty.length === 0 ? sources : new Map([...sources, ...onDuty.reverse()])
}

/** The source that speaks for the signals of `id` now. Where many are asked for, `speakersIn` is asked once. */
export const speakerFor = (sources: Sources, id: string): SourceState | undefined =>
  speakersIn(sources).get(id)

/** Whether a source is read at all now: a stand-in that is not warm rests while the other one answers. */
export function isNeeded(sources: Sources, { config, onDutySince }: SourceState): boolean {
  const { standsIn } = config
  if (standsIn === null || onDutySince !== null) return true
  const main = sources.get(standsIn.for)
  if (!isThere(main) || main.failures > 0) return true
  // A warm one waits for the first answer of the other: nobody's start is to be slower for what may never be needed.
  return standsIn.isWarm && main.answeredAt !== null
}

/**
 * The sources with every stand-in on duty that should be. One takes over after so many failed polls in a row, if it has
 * an answer itself, and is asked at once. It gives back when the other one has answered for as long as it was away, at
 * most `backAfterMs`: until then the other one's windows have a hole, and its rates would fall for no reason.
 */
export function assignDuties(sources: Sources, now: EpochMs): Sources {
  const changed = [...sources.values()].filter(isStandIn).flatMap((source): [string, SourceState][] => {
    const { config, onDutySince } = source
    const main = sources.get(config.standsIn.for)
    const next = onDutySince === null ? takesOver(source, main) : !givesBack(source, onDutySince, main, now)
    if (next === (onDutySince !== null)) return []
    return [
      [config.id, next ? { ...source, onDutySince: now, nextPollAt: 0 } : { ...source, onDutySince: null }],
    ]
  })
  return changed.length === 0 ? sources : new Map([...sources, ...changed])
}

/** What a stand-in on duty does, in words: `scraping 3 targets, history since 14:02`, `since 14:02`. */
export function describeDuty({ scraping, onDutySince }: SourceState): string {
  if (scraping === null) return `since ${formatClockMinute(onDutySince ?? 0)}`
  return `scraping ${countTargets(scraping)}, history since ${formatClockMinute(scraping.since)}`
}

/** `3 targets`, `2 of 3 targets`. */
function countTargets({ targets, answered }: Scraping): string {
  const all = targets === 1 ? '1 target' : `${targets} targets`
  return answered === targets ? all : `${answered} of ${all}`
}

const isStandIn = (source: SourceState): source is StandInState =>
  source.config.enabled && source.config.standsIn !== null

const isThere = (source: SourceState | undefined): source is SourceState => source?.config.enabled === true

function takesOver({ config, failure, answeredAt }: StandInState, main: SourceState | undefined): boolean {
  if (!isThere(main)) return true
  return main.failures >= config.standsIn.afterFailures && failure === null && answeredAt !== null
}

function givesBack(
  { config, failure }: StandInState,
  onDutySince: EpochMs,
  main: SourceState | undefined,
  now: EpochMs,
): boolean {
  if (!isThere(main) || main.answeringSince === null) return false
  if (failure !== null) return true
  const awayFor: DurationMs = main.answeringSince - onDutySince
  return now - main.answeringSince >= Math.min(config.standsIn.backAfterMs, awayFor)
}
