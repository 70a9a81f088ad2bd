import type { Claim, ValueClaim } from '../core/claim.ts'
import type { Past } from '../core/past.ts'
import type { Value } from '../core/sample.ts'
import type { Series } from '../core/series.ts'
import type { Instance, Signal, SignalConfig } from '../core/signal.ts'
import type { EpochMs } from '../core/time.ts'
import type { Unit } from '../core/units.ts'
import type { Limit } from '../core/verdict.ts'
import { holds } from './holds.ts'
import { type Run, runOf } from './run.ts'
import { describeClaim, describeLack, describeSeen, seriesName } from './words.ts'

/** Whether something is so. What can't be seen is unknown, and unknown never counts as yes. */
export type Truth = 'yes' | 'no' | 'unknown'

/** What one series says to a claim. */
export type Evidence = {
  /** The id of the series: `latency_p95.fast`. */
  readonly id: string
  readonly name: string
  /** The value of the label that tells it from the other series, or ''. */
  readonly key: string
  readonly truth: Truth
  /** The value as it is, also where it can't be gone by; null where there never was one. */
  readonly value: Value | null
  readonly unit: Unit
  readonly limit: Limit
  /** When the value was true; null where there never was one. */
  readonly readAt: EpochMs | null
  /** What is seen and what is asked, in words: `3.41 s`, `< 3.2 s`. Of a verdict its reason, and nothing is asked. */
  readonly seen: string
  readonly asked: string
  /** What it lacks, or why it can't be known; empty where the claim is true. */
  readonly lack: string
  readonly run: Run
}

/** What a fact says that is no series: an alert, an event. */
export function factEvidence({
  name,
  truth,
  seen,
  since,
  lack = '',
}: Pick<Evidence, 'name' | 'truth' | 'seen'> & {
  readonly since: EpochMs
  readonly lack?: string
}): Evidence {
  return {
    id: name,
    name,
    key: name,
    truth,
    value: seen,
    unit: 'state',
    limit: null,
    readAt: null,
    seen,
    asked: '',
    lack,
    run: { since, isAtLeast: false },
  }
}

/** What every series of the signal says to the claim; never empty, since a signal always has a series. */
export function evidenceOf(claim: Claim, { config, instances }: Signal, past: Past): readonly Evidence[] {
  return [...instances.values()].map((instance) => weigh(claim, config, instance, past))
}

/** A state is weighed every second, and of most series nobody reads the words nor since when: those are found when read. */
function weigh(claim: Claim, config: SignalConfig, instance: Instance, past: Past): Evidence {
  const { id, key, labels, verdict } = instance
  const truth = truthOf(claim, config, instance)
  return {
    id,
    key,
    truth,
    value: verdict.value,
    unit: config.unit,
    limit: claim.by === 'number' ? claim.limit : claim.by === 'word' ? String(claim.word) : verdict.limit,
    readAt: verdict.readAt,
    get name() {
      return seriesName(config, instance)
    },
    get seen() {
      return seenOf(claim, config, instance)
    },
    get asked() {
      return claim.by === 'level' ? '' : describeClaim(claim, config, labels)
    },
    get lack() {
      return truth === 'yes' ? '' : lackOf(claim, config, instance, truth)
    },
    get run() {
      const isOfTheVerdict =
        claim.by === 'level' || truth === 'unknown' || isStillRaised(claim, config, instance)
      return isOfTheVerdict
        ? { since: verdict.since, isAtLeast: false }
        : sinceWhen(claim, config, instance, past, truth === 'yes')
    },
  }
}

function truthOf(claim: Claim, config: SignalConfig, instance: Instance): Truth {
  if (isBlind(instance)) return 'unknown'
  if (claim.by === 'level') return isRaised(claim.level, instance) ? 'yes' : 'no'
  const isTrue = isUnanswered(instance) ? null : isTrueOf(claim, config, instance)
  if (isTrue === null) return 'unknown'
  return isTrue && !isStillRaised(claim, config, instance) ? 'yes' : 'no'
}

function isTrueOf(claim: ValueClaim, config: SignalConfig, { labels, verdict }: Instance): boolean | null {
  return verdict.value === null ? null : holds(claim, config, labels, verdict.value)
}

/** A rule that is not clear of its limit yet is not kept, although the value is back. */
const isStillRaised = (claim: ValueClaim, config: SignalConfig, instance: Instance): boolean =>
  claim.by === 'within' && isRaised(claim.level, instance) && isTrueOf(claim, config, instance) === true

function seenOf(claim: Claim, config: SignalConfig, { labels, verdict }: Instance): string {
  if (claim.by === 'level') return withoutTitle(verdict.reason, config)
  return verdict.value === null ? 'no data' : describeSeen(claim, config, labels, verdict.value)
}

function lackOf(claim: Claim, config: SignalConfig, instance: Instance, truth: 'no' | 'unknown'): string {
  const { labels, verdict } = instance
  if (truth === 'unknown')
    return isBlind(instance) || isUnanswered(instance) ? verdict.reason : 'it says nothing to this'
  if (claim.by === 'level' || verdict.value === null) return ''
  return isStillRaised(claim, config, instance)
    ? verdict.reason
    : describeLack(claim, config, labels, verdict.value)
}

/** A reason begins with the title, which a name has already. */
const withoutTitle = (reason: string, { title }: SignalConfig): string =>
  reason.startsWith(`${title} `) ? reason.slice(title.length + 1) : reason

const isBlind = ({ verdict: { level } }: Instance): boolean => level === 'stale' || level === 'unknown'

/** Reads that failed may raise a verdict, but they are no value. */
const isUnanswered = ({ problem, verdict }: Instance): boolean =>
  problem?.kind === 'failed' && verdict.rule === null && verdict.level !== 'ok'

const isRaised = (level: 'warn' | 'crit', { verdict }: Instance): boolean =>
  verdict.level === 'crit' || (level === 'warn' && verdict.level === 'warn')

type Known<R> = { readonly past: Past; readonly isTrue: boolean; readonly run: R }

/**
 * What was found last, by series and claim. A series changes with each answer and not with each frame, its older part only every
 * few minutes, and looking back over two days is what neither has time for. The same arguments give the same run, remembered
 * or not.
 */
const found = new WeakMap<Series, WeakMap<ValueClaim, Known<Run>>>()
const foundBefore = new WeakMap<Series['chunks'], WeakMap<ValueClaim, Known<Run | null>>>()

/** Numbers have a past to look back into; of a word only its beginning is known. */
function sinceWhen(
  claim: ValueClaim,
  config: SignalConfig,
  instance: Instance,
  past: Past,
  isTrue: boolean,
): Run {
  const { series, labels, valueSince, readSince } = instance
  const ofSeries = found.get(series) ?? new WeakMap<ValueClaim, Known<Run>>()
  const known = ofSeries.get(claim)
  if (known?.past === past && known.isTrue === isTrue) return known.run
  const older = foundBefore.get(series.chunks) ?? new WeakMap<ValueClaim, Known<Run | null>>()
  const isSo = (value: number): boolean => holds(claim, config, labels, value) === isTrue
  const run = runOf(config, instance, past, isSo, (find) => {
    const before = older.get(claim)
    if (before?.past === past && before.isTrue === isTrue) return before.run
    const one = find()
    foundBefore.set(series.chunks, older.set(claim, { past, isTrue, run: one }))
    return one
  })
  if (run === null) return { since: valueSince, isAtLeast: valueSince <= readSince }
  found.set(series, ofSeries.set(claim, { past, isTrue, run }))
  return run
}
