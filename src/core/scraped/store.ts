import type { Matcher } from '../promql/ast.ts'
import { labelOf, METRIC_NAME, signatureOf } from '../promql/labels.ts'
import type { Storage, StoredSeries } from '../promql/storage.ts'
import type { Labels } from '../sample.ts'
import type { DurationMs, EpochMs } from '../time.ts'
import { type KeptSeries, keptSeries, lastTime, samplesWithin } from './series.ts'

/** The series that scrapes bring and expressions ask for. It changes as samples are appended to its series. */
export type ScrapedStore = Storage & {
  /** How many series it has. */
  size(): number
  /** The series with these labels; where it is new, it is kept for `keepMs`. */
  seriesOf(labels: Labels, keepMs: DurationMs, since: EpochMs): KeptSeries
  /** Since when what these matchers select could have been seen; null where nothing is selected. */
  since(matchers: readonly Matcher[]): EpochMs | null
  /** Lets go of the series that have been without anything new for as long as they are kept. */
  sweep(now: EpochMs): void
}

type Selected = { readonly version: number; readonly series: readonly KeptSeries[] }

export function createScrapedStore(): ScrapedStore {
  const byKey = new Map<string, KeptSeries>()
  const byName = new Map<string, Set<KeptSeries>>()
  // Expressions are parsed once and asked each second; which series they mean changes seldom.
  const selected = new WeakMap<readonly Matcher[], Selected>()
  let version = 0

  function matching(matchers: readonly Matcher[]): readonly KeptSeries[] {
    const known = selected.get(matchers)
    if (known?.version === version) return known.series
    const name = matchers.find(({ label, op }) => label === METRIC_NAME && op === '=')
    const candidates = name === undefined ? byKey.values() : (byName.get(name.value) ?? [])
    const series = [...candidates].filter(({ labels }) => satisfies(labels, matchers))
    selected.set(matchers, { version, series })
    return series
  }

  return {
    size: () => byKey.size,
    seriesOf: (labels, keepMs, since) => {
      const key = signatureOf(labels)
      const known = byKey.get(key)
      if (known !== undefined) return known
      const series = keptSeries(labels, keepMs, since)
      const name = labelOf(labels, METRIC_NAME)
      const named = byName.get(name)
      byKey.set(key, series)
      if (named === undefined) byName.set(name, new Set([series]))
      else named.add(series)
      version += 1
      return series
    },
    since: (matchers) => {
      const series = matching(matchers)
      return series.length === 0 ? null : Math.min(...series.map(({ since }) => since))
    },
    sweep: (now) => {
      for (const [key, series] of byKey) {
        if (lastTime(series) >= now - series.keepMs) continue
        series.isKept = false
        byKey.delete(key)
        const named = byName.get(labelOf(series.labels, METRIC_NAME))
        named?.delete(series)
        if (named?.size === 0) byName.delete(labelOf(series.labels, METRIC_NAME))
        version += 1
      }
    },
    select: (matchers, from, to) => {
      const found: StoredSeries[] = []
      for (const series of matching(matchers)) {
        const samples = samplesWithin(series, from, to)
        if (samples !== null) found.push({ labels: series.labels, samples })
      }
      return found
    },
  }
}

/** Whether a series with these labels is one that all matchers want. */
export function satisfies(labels: Labels, matchers: readonly Matcher[]): boolean {
  return matchers.every(({ label, matches }) => matches(labelOf(labels, label)))
}
