import type { Verification } from '../actions/config.ts'
import type { Model } from '../core/model.ts'
import type { WatchProfile } from '../core/profile.ts'
import type { RuleState } from '../core/rule.ts'
import type { Instance } from '../core/signal.ts'
import type { Source } from '../core/source.ts'
import { type DeploymentOverride, startModel } from '../core/start.ts'
import type { EpochMs } from '../core/time.ts'
import type { Clock } from '../runtime/clock.ts'
import { createLoop } from '../runtime/loop.ts'

/** What a signal says of a change, by readings taken after it. */
export type Sight = {
  readonly title: string
  readonly kind: 'reached' | 'not-yet' | 'no-evidence'
  readonly words: string
}

/** Reads the signals that are to prove a change, for as long as it is open. */
export type Evidence = {
  /** What is known now, one for every verification, in their order. */
  sights(since: EpochMs): readonly Sight[]
  close(): Promise<void>
}

export type EvidenceOptions<P extends WatchProfile> = {
  readonly profile: P
  readonly verify: readonly Verification[]
  readonly openSources: (profile: P) => ReadonlyMap<string, Source>
  readonly clock: Clock
  readonly override: DeploymentOverride | null
}

const NOTHING: Evidence = { sights: () => [], close: () => Promise.resolve() }
/** Nobody looks at it. */
const SIZE = { columns: 100, rows: 50 }

/** Polls the sources of these signals, and no others, and judges what comes as a watch does. */
export function openEvidence<P extends WatchProfile>(options: EvidenceOptions<P>): Evidence {
  const { profile, verify, openSources, clock, override } = options
  if (verify.length === 0) return NOTHING
  const narrow = narrowTo(
    profile,
    verify.map(({ signal }) => signal),
  )
  const loop = createLoop({
    model: startModel(narrow, clock.now(), SIZE, override),
    clock,
    onScreen: () => undefined,
  })
  loop.start(openSources(narrow))
  return {
    sights: (since) => verify.map((each) => sightOf(loop.model(), each, since)),
    close: () => loop.stop(),
  }
}

/** The profile with these signals alone, and the sources that they need, or that stand in for one of those. */
export function narrowTo<P extends WatchProfile>(profile: P, wanted: readonly string[]): P {
  const signals = profile.signals.filter(({ id }) => wanted.includes(id))
  const sources = profile.sources.filter(({ id, standsIn }) =>
    signals.some(({ source }) => source === id || source === standsIn?.for),
  )
  return { ...profile, signals, sources, panels: [] }
}

/** All the series must be ok by readings that are younger than the change; what nobody read proves nothing. */
export function sightOf(model: Model, { signal: id, only }: Verification, since: EpochMs): Sight {
  const signal = model.signals.get(id)
  const title = signal?.config.title ?? id
  const all = [...(signal?.instances.values() ?? [])]
  const counted = only.length === 0 ? all : all.filter(({ key }) => only.includes(key))
  const absent = only.find((key) => !all.some((instance) => instance.key === key))
  if (counted.length === 0 || absent !== undefined)
    return { title, kind: 'no-evidence', words: `no series ${absent ?? ''} of it`.replace('  ', ' ') }
  const blind = counted.find((instance) => !isFresh(instance, since))
  if (blind !== undefined) return { title, kind: 'no-evidence', words: whyBlind(blind) }
  const broken = counted.find(({ verdict, rules }) => verdict.level !== 'ok' || rules.some(isPending))
  if (broken !== undefined) return { title, kind: 'not-yet', words: broken.verdict.reason }
  return { title, kind: 'reached', words: counted.map(({ verdict }) => verdict.reason).join(' · ') }
}

/** Broken, but not yet for as long as the rule asks. */
const isPending = ({ warnSince, critSince }: RuleState): boolean => warnSince !== null || critSince !== null

const isFresh = ({ last, problem, verdict }: Instance, since: EpochMs): boolean =>
  last !== null &&
  last.measuredAt > since &&
  problem === null &&
  verdict.level !== 'stale' &&
  verdict.level !== 'unknown'

function whyBlind({ last, problem, verdict }: Instance): string {
  if (problem !== null) return problem.reason
  return last === null ? verdict.reason : 'nothing was read since the change'
}
