import type { Samples } from '../promql/storage.ts'
import type { Labels } from '../sample.ts'
import type { DurationMs, EpochMs } from '../time.ts'

/**
 * One series with as much of its past as is needed. Samples lie in order from `start` to `end` of two columns; what is
 * older than `keepMs` is forgotten, and its place is used again once it is a quarter of the whole.
 */
export type KeptSeries = {
  readonly labels: Labels
  readonly keepMs: DurationMs
  /** When its target was first read: how far back it could tell of anything. */
  readonly since: EpochMs
  /** Whether the store still has it; one that had nothing new for `keepMs` is let go. */
  isKept: boolean
  times: Float64Array<ArrayBuffer>
  values: Float64Array<ArrayBuffer>
  /** 1 for a staleness marker; null while there is none. */
  stale: Uint8Array<ArrayBuffer> | null
  start: number
  end: number
}

const FIRST_CAPACITY = 16
const GROWTH = 1.25

export function keptSeries(labels: Labels, keepMs: DurationMs, since: EpochMs): KeptSeries {
  const column = (): Float64Array<ArrayBuffer> => new Float64Array(FIRST_CAPACITY)
  const columns = { times: column(), values: column(), stale: null }
  return { labels, keepMs, since, isKept: true, ...columns, start: 0, end: 0 }
}

/** The time of its last sample or marker; -Infinity while there is none. */
export const lastTime = (series: KeptSeries): EpochMs =>
  series.end === series.start ? Number.NEGATIVE_INFINITY : (series.times[series.end - 1] ?? 0)

/** Adds a sample. One that is not newer than the last is dropped, as Prometheus does; then it gives false. */
export function append(series: KeptSeries, at: EpochMs, value: number): boolean {
  return push(series, at, value, false)
}

/** Says that the series ended at that time; not twice. */
export function endSeries(series: KeptSeries, at: EpochMs): void {
  if (series.end > series.start && series.stale?.[series.end - 1] !== 1) push(series, at, Number.NaN, true)
}

function push(series: KeptSeries, at: EpochMs, value: number, isStale: boolean): boolean {
  if (at <= lastTime(series)) return false
  const oldest = at - series.keepMs
  while (series.start < series.end && (series.times[series.start] ?? 0) < oldest) series.start += 1
  if (series.end === series.times.length) makeRoom(series)
  if (isStale) series.stale ??= new Uint8Array(series.times.length)
  series.times[series.end] = at
  series.values[series.end] = value
  if (series.stale !== null) series.stale[series.end] = isStale ? 1 : 0
  series.end += 1
  return true
}

function makeRoom(series: KeptSeries): void {
  const { times, values, stale, start, end } = series
  if (start < times.length / 4) {
    const capacity = Math.ceil(times.length * GROWTH)
    series.times = new Float64Array(capacity)
    series.values = new Float64Array(capacity)
    if (stale !== null) series.stale = new Uint8Array(capacity)
  }
  series.times.set(times.subarray(start, end))
  series.values.set(values.subarray(start, end))
  if (stale !== null) series.stale?.set(stale.subarray(start, end))
  series.start = 0
  series.end = end - start
}

/** Its samples from `from` to `to`, both included, as views that hold until the next sample; null where there are none. */
export function samplesWithin(series: KeptSeries, from: EpochMs, to: EpochMs): Samples | null {
  const first = firstAt(series, from)
  const end = lastTime(series) <= to ? series.end : firstAt(series, to, true)
  if (first >= end) return null
  return {
    times: series.times.subarray(first, end),
    values: series.values.subarray(first, end),
    stale: series.stale?.subarray(first, end) ?? null,
  }
}

/** The place of the first sample at or after a time; with `isAfter`, of the first after it. */
function firstAt({ times, start, end }: KeptSeries, at: EpochMs, isAfter = false): number {
  let low = start
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    const time = times[middle] ?? 0
    if (isAfter ? time <= at : time < at) low = middle + 1
    else high = middle
  }
  return low
}
