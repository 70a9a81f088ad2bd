/** Why a function or aggregation that Prometheus knows is not evaluated here; null for those that are, or that nobody knows. */
export function refusalOf(name: string): string | null {
  if (/^histogram_(?!quantile$)/.test(name))
    return `${name}() is not evaluated here: it is of native histograms, and only classic ones are scraped`
  return NEWER.has(name) ? newer(`${name}()`) : null
}

/** Why something is refused that versions have which came after the one whose PromQL is ours. */
export const newer = (what: string): string =>
  `${what} is not evaluated here: it is newer than PromQL as of Prometheus 2.42`

const NEWER: ReadonlySet<string> = new Set([
  'end',
  'first_over_time',
  'info',
  'limit_ratio',
  'limitk',
  'mad_over_time',
  'range',
  'sort_by_label',
  'sort_by_label_desc',
  'start',
  'start_timestamp',
  'step',
  'ts_of_first_over_time',
  'ts_of_last_over_time',
  'ts_of_max_over_time',
  'ts_of_min_over_time',
])
