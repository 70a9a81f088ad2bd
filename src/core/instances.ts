import { unread } from './judge.ts'
import type { WatchProfile } from './profile.ts'
import { RULE_AT_REST, type RuleState, ruleApplies, stepRule } from './rule.ts'
import type { Labels, Reading, Sample, Value } from './sample.ts'
import { appendPoint, emptySeries, mergePoints, type Point, pointsOf } from './series.ts'
import { type Instance, instanceId, type Signal, type SignalConfig } from './signal.ts'
import type { History } from './source.ts'
import type { DurationMs, EpochMs } from './time.ts'

type Grid = WatchProfile['history']

/** A signal before its first reading: the series that must be there exist already, unknown. */
export function newSignal(config: SignalConfig, grid: Grid, now: EpochMs): Signal {
  const keys = config.expect.length > 0 ? config.expect : ['']
  return {
    config,
    instances: new Map(keys.map((key) => [key, newInstance(config, grid, key, labelsOf(config, key), now)])),
  }
}

/** The signal after an answer. Series that were known and are not in it have vanished. Never without any series. */
export function applyReadings(
  signal: Signal,
  readings: readonly Reading[],
  grid: Grid,
  now: EpochMs,
): Signal {
  const { config } = signal
  const byKey = groupsOf(config, readings)
  const general = byKey.get(null)?.find(({ sample }) => sample.kind !== 'value')?.sample
  byKey.delete(null)
  const instances = new Map<string, Instance>()
  for (const instance of signal.instances.values()) {
    const { key } = instance
    const reading = only(byKey.get(key))
    if (reading !== undefined)
      instances.set(key, applySample(config, instance, reading.sample, now, reading.labels))
    else if (!isForgettable(config, instance, byKey.size > 0, grid, now)) {
      instances.set(key, applySample(config, instance, general ?? vanished(config, key, now), now))
    }
    byKey.delete(key)
  }
  for (const [key, group] of byKey) {
    const reading = only(group)
    if (key === null || reading === undefined) continue
    const { labels, sample } = reading
    instances.set(key, applySample(config, newInstance(config, grid, key, labels, now), sample, now))
  }
  if (instances.size > 0) return { config, instances }
  const placeholder = newInstance(config, grid, '', {}, now)
  return {
    config,
    instances: new Map([['', applySample(config, placeholder, general ?? vanished(config, '', now), now)]]),
  }
}

/** The signal after a poll that failed as a whole: what was known stays, and ages. */
export function applyFailure(signal: Signal, reason: string, now: EpochMs): Signal {
  const failed: Sample = { kind: 'failed', reason, measuredAt: now }
  const instances = new Map(
    [...signal.instances].map(([key, instance]) => [key, applySample(signal.config, instance, failed, now)]),
  )
  return { ...signal, instances }
}

/** The signal with its past filled in; its rules are played over that past, so that `for` and "since" are true at once. */
export function applyHistory(signal: Signal, histories: readonly History[], now: EpochMs): Signal {
  const instances = new Map(signal.instances)
  for (const history of histories) {
    const key = keyOf(signal.config, history.labels)
    if (key === null) continue
    const known = instances.get(key)
    // A series that exists in the past only is not worth a row of its own.
    if (known === undefined) continue
    const series = mergePoints(known.series, history.points, now)
    instances.set(key, replay(signal.config, { ...known, series }))
  }
  return { ...signal, instances }
}

/** The series a past belongs to, or null where there is none now. */
export function instanceOfHistory(signal: Signal | undefined, { labels }: History): Instance | null {
  const key = signal === undefined ? null : keyOf(signal.config, labels)
  return key === null ? null : (signal?.instances.get(key) ?? null)
}

function newInstance(config: SignalConfig, grid: Grid, key: string, labels: Labels, now: EpochMs): Instance {
  return {
    id: instanceId(config.id, key),
    key,
    labels,
    last: null,
    problem: null,
    answeredAt: 0,
    failures: 0,
    valueSince: now,
    readSince: now,
    rules: config.rules.map(() => RULE_AT_REST),
    series: emptySeries(grid.lengthMs, grid.stepMs),
    verdict: unread(now),
    announced: null,
  }
}

const labelsOf = (config: SignalConfig, key: string): Labels =>
  config.label === null || key === '' ? {} : { [config.label]: key }

/** The value of the label that tells the series apart; '' for a single series; null where the label is missing. */
function keyOf(config: SignalConfig, labels: Labels): string | null {
  return config.label === null ? '' : (labels[config.label] ?? null)
}

/** The readings by key, hardly ever more than one: so each list is no longer than what is in it. */
function groupsOf(
  config: SignalConfig,
  readings: readonly Reading[],
): Map<string | null, readonly Reading[]> {
  const groups = new Map<string | null, readonly Reading[]>()
  for (const reading of readings) {
    const key = keyOf(config, reading.labels)
    groups.set(key, [...(groups.get(key) ?? []), reading])
  }
  return groups
}

/** The reading of a key. Of two, neither is the truth, and to show one of them would be a guess. */
function only(group: readonly Reading[] | undefined): Reading | undefined {
  const [reading] = group ?? []
  if (reading === undefined || group === undefined || group.length === 1) return reading
  const reason = `no data: ${group.length} series answer where one is asked for; aggregate them or give the signal a label`
  return { ...reading, sample: { kind: 'absent', reason, measuredAt: reading.sample.measuredAt } }
}

function vanished(config: SignalConfig, key: string, now: EpochMs): Sample {
  const series = config.label === null || key === '' ? config.title : `${config.label} "${key}"`
  return { kind: 'absent', reason: `no data: ${series} is not in the answer`, measuredAt: now }
}

/** Placeholders go when real series come; series nobody expects go when their past has run out. */
function isForgettable(
  config: SignalConfig,
  instance: Instance,
  hasNewcomers: boolean,
  grid: Grid,
  now: EpochMs,
): boolean {
  if (config.expect.includes(instance.key)) return false
  if (config.label === null) return false
  if (instance.key === '') return hasNewcomers
  return now - (instance.last?.measuredAt ?? 0) > grid.lengthMs
}

function applySample(
  config: SignalConfig,
  instance: Instance,
  sample: Sample,
  now: EpochMs,
  labels = instance.labels,
): Instance {
  if (sample.kind === 'failed') {
    return { ...instance, labels, problem: sample, failures: instance.failures + 1 }
  }
  if (sample.kind === 'absent') {
    const rules = config.rules.map(() => RULE_AT_REST)
    return { ...instance, labels, answeredAt: now, failures: 0, problem: sample, rules }
  }
  const { value } = sample
  // A value from the future would never grow old.
  const measuredAt = Math.min(sample.measuredAt, now)
  const wasSeen =
    instance.last !== null &&
    instance.problem?.kind !== 'absent' &&
    measuredAt - instance.last.measuredAt <= longestGap(config, instance)
  const before = wasSeen ? instance.rules : config.rules.map(() => RULE_AT_REST)
  return {
    ...instance,
    labels,
    answeredAt: now,
    failures: 0,
    last: measuredAt === sample.measuredAt ? sample : { ...sample, measuredAt },
    problem: null,
    valueSince: wasSeen && instance.last?.value === value ? instance.valueSince : measuredAt,
    readSince: wasSeen ? instance.readSince : measuredAt,
    rules: stepRules(config, labels, before, value, measuredAt),
    series: typeof value === 'number' ? appendPoint(instance.series, measuredAt, value) : instance.series,
  }
}

/** The very states given, where the value changes none: of thousands of series hardly any breaks a limit or comes back. */
function stepRules(
  config: SignalConfig,
  labels: Labels,
  states: readonly RuleState[],
  value: Value,
  at: EpochMs,
): readonly RuleState[] {
  let next = states
  for (let index = 0; index < config.rules.length; index += 1) {
    const rule = config.rules[index]
    const state = states[index] ?? RULE_AT_REST
    const stepped = rule !== undefined && ruleApplies(rule, labels) ? stepRule(rule, state, value, at) : state
    if (stepped !== state) next = next.with(index, stepped)
  }
  return next
}

function replay(config: SignalConfig, instance: Instance): Instance {
  const points = pointsOf(instance.series)
  const [first] = points
  const unchanged = unchangedSince(points)
  if (first === undefined || unchanged === null) return instance
  let rules: readonly RuleState[] = instance.rules.map((state) => knownBefore(first.at, state))
  let seenAt = first.at
  for (const { at, value } of points) {
    if (at - seenAt > longestGap(config, instance)) rules = config.rules.map(() => RULE_AT_REST)
    rules = stepRules(config, instance.labels, rules, value, at)
    seenAt = at
  }
  const valueSince = unchanged === first.at ? Math.min(unchanged, instance.valueSince) : unchanged
  return { ...instance, rules, valueSince }
}

/** Nobody knows what a value did while it could not be seen: after a longer gap than this a rule begins anew. */
export function longestGap({ staleAfterMs }: SignalConfig, { series }: Pick<Instance, 'series'>): DurationMs {
  return Math.max(staleAfterMs, 2 * series.stepMs)
}

/** What a rule knew before the past begins; what it learnt since then, the past tells anew. */
function knownBefore(start: EpochMs, { level, ...since }: RuleState): RuleState {
  const warnSince = since.warnSince !== null && since.warnSince < start ? since.warnSince : null
  const critSince = since.critSince !== null && since.critSince < start ? since.critSince : null
  if (warnSince === null) return RULE_AT_REST
  return { level: level === 'crit' && critSince === null ? 'warn' : level, warnSince, critSince }
}

/** When the last value was first seen without another in between. */
function unchangedSince(points: readonly Point[]): EpochMs | null {
  const last = points.at(-1)
  if (last === undefined) return null
  const other = points.findLastIndex(({ value }) => value !== last.value)
  return points[other + 1]?.at ?? null
}
