import {
  createExpositionReader,
  type Exposition,
  type ExpositionMistake,
  type Format,
} from '../../core/exposition/read.ts'
import type { Labels } from '../../core/sample.ts'
import { append, endSeries, type KeptSeries } from '../../core/scraped/series.ts'
import type { ScrapedStore } from '../../core/scraped/store.ts'
import type { DurationMs, EpochMs } from '../../core/time.ts'
import { mergeLabels } from './labels.ts'

/** One scrape that brought an exposition. */
export type Scraped = {
  /** When it was asked for: the time of its samples. */
  readonly at: EpochMs
  readonly durationMs: DurationMs
  readonly body: string
  readonly format: Format
}

export type Refusal =
  | { readonly kind: 'malformed'; readonly mistake: ExpositionMistake }
  | { readonly kind: 'too-many'; readonly what: 'of the target' | 'in all'; readonly most: number }

/** Takes the scrapes of one target into the store, as Prometheus would: all of one or nothing, and `up` beside it. */
export type Ingest = {
  /** Gives why the whole scrape was refused, or null. */
  take(scraped: Scraped): Refusal | null
  /** A scrape that brought nothing. */
  fail(at: EpochMs, durationMs: DurationMs): void
}

export type IngestOptions = {
  readonly store: ScrapedStore
  readonly labels: Labels
  /** For how long a series is kept; null for one that nobody asks for. */
  readonly keepFor: (labels: Labels) => DurationMs | null
  readonly maxSeries: number
  readonly maxSeriesInAll: number
}

/** Prometheus takes no sample whose own time is further from its clock than this. */
const EARLIEST_MS = 3_600_000
const LATEST_MS = 600_000

type Tracked = {
  readonly labels: Labels
  readonly keepMs: DurationMs | null
  series: KeptSeries | null
  /** The last scrape that had it without a time of its own: such a series ends where a scrape lacks it. */
  trackedIn: number
}

export function createIngest(options: IngestOptions): Ingest {
  const { store, labels: target, keepFor, maxSeries, maxSeriesInAll } = options
  const track = (exposed: Labels): Tracked => {
    const labels = mergeLabels(exposed, target)
    return { labels, keepMs: keepFor(labels), series: null, trackedIn: -1 }
  }
  let read = createExpositionReader(track)
  const own = new Map(OWN.map((name) => [name, track({ __name__: name })]))
  let before: readonly Tracked[] = []
  let scrape = 0
  let since: EpochMs | null = null

  function keep(tracked: Tracked, at: EpochMs, value: number): void {
    if (tracked.keepMs === null) return
    if (tracked.series?.isKept !== true)
      tracked.series = store.seriesOf(tracked.labels, tracked.keepMs, since ?? at)
    append(tracked.series, at, value)
  }

  /** How many series would be new to the store. */
  const newIn = (series: readonly Tracked[]): number =>
    series.reduce(
      (sum, { keepMs, series: kept }) => sum + (keepMs !== null && kept?.isKept !== true ? 1 : 0),
      0,
    )

  function takeSamples({ series, values, times }: Exposition<Tracked>, at: EpochMs): void {
    scrape += 1
    for (let i = 0; i < series.length; i += 1) {
      const tracked = series[i]
      const value = values[i]
      const time = times[i] ?? Number.NaN
      if (tracked === undefined || value === undefined) continue
      const hasTime = !Number.isNaN(time)
      if (!hasTime) tracked.trackedIn = scrape
      if (!hasTime) keep(tracked, at, value)
      else if (time >= at - EARLIEST_MS && time <= at + LATEST_MS) keep(tracked, time, value)
    }
    for (const { trackedIn, series: kept } of before)
      if (trackedIn === scrape - 1 && kept?.isKept === true) endSeries(kept, at)
    before = series
  }

  function report(at: EpochMs, durationMs: DurationMs, isUp: boolean, samples: number, added: number): void {
    const values = [isUp ? 1 : 0, durationMs / 1000, samples, samples, added]
    for (const [i, tracked] of [...own.values()].entries()) keep(tracked, at, values[i] ?? 0)
  }

  function fail(at: EpochMs, durationMs: DurationMs): void {
    takeSamples({ series: [], values: [], times: [] }, at)
    read = createExpositionReader(track)
    report(at, durationMs, false, 0, 0)
  }

  return {
    take: ({ at, durationMs, body, format }) => {
      const result = read(body, format)
      if (!result.ok) {
        fail(at, durationMs)
        return { kind: 'malformed', mistake: result.mistake }
      }
      const { exposition } = result
      const added = newIn(exposition.series)
      const isOver = exposition.series.length > maxSeries
      if (isOver || store.size() + added > maxSeriesInAll) {
        fail(at, durationMs)
        return isOver
          ? { kind: 'too-many', what: 'of the target', most: maxSeries }
          : { kind: 'too-many', what: 'in all', most: maxSeriesInAll }
      }
      since ??= at
      takeSamples(exposition, at)
      report(at, durationMs, true, exposition.series.length, added)
      return null
    },
    fail,
  }
}

const OWN = [
  'up',
  'scrape_duration_seconds',
  'scrape_samples_scraped',
  'scrape_samples_post_metric_relabeling',
  'scrape_series_added',
]
