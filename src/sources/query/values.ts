import type { Labels } from '../../core/sample.ts'
import type { SignalConfig } from '../../core/signal.ts'

/** One series of an answer; the value is null for a native histogram. */
export type AnsweredSeries = { readonly labels: Labels; readonly value: number | null }

/** What became of the expression of a signal at one moment. All texts are sanitised. */
export type Answered =
  | {
      readonly kind: 'data'
      readonly type: 'vector' | 'matrix' | 'scalar' | 'string'
      readonly series: readonly AnsweredSeries[]
    }
  /** The expression can't be evaluated. */
  | { readonly kind: 'query-error'; readonly error: string }
  /** It was asked alone, and not answered. */
  | { readonly kind: 'failed'; readonly reason: string }

/** What an answer holds for one key of a signal: a number, NaN and ±Inf included, or why there is none. */
export type KeyedValue =
  | { readonly kind: 'number'; readonly key: string; readonly labels: Labels; readonly value: number }
  | { readonly kind: 'none'; readonly labels: Labels; readonly reason: string }
  | { readonly kind: 'failed'; readonly labels: Labels; readonly reason: string }

/** Reads the answer of a signal's expression: one entry for each value of its label. */
export function valuesOf(signal: SignalConfig, answer: Answered | undefined): readonly KeyedValue[] {
  if (answer === undefined) return [none('no data: it was not asked')]
  if (answer.kind === 'failed') return [{ kind: 'failed', labels: {}, reason: answer.reason }]
  if (answer.kind === 'query-error') return [none(`no data: the query was rejected: ${answer.error}`)]
  if (answer.type === 'string') return [none('no data: the query gives a text, not a number')]
  if (answer.type === 'matrix')
    return [none('no data: the query gives a range; put it into rate() or the like')]
  if (answer.series.length === 0) return [none('no data: the query returned no series')]
  const keys = byKey(signal, answer.series)
  if (keys.size > MOST_KEYS) return [none(tooMany(signal, keys.size))]
  return Array.from(keys, ([key, series]) => valueFor(signal, key, series))
}

/**
 * Each series of a signal has a verdict and a history of its own. A label of unbounded values (a path, a user) would fill
 * the memory of a watch that lasts for days, and nobody reads thousands of rows.
 */
export const MOST_KEYS = 2_000

/** The series by the value of the signal's label; those without the label under null. */
export function byKey<S extends { readonly labels: Labels }>(
  { label }: SignalConfig,
  series: readonly S[],
): Map<string | null, S[]> {
  const groups = new Map<string | null, S[]>()
  for (const one of series) {
    const key = label === null ? '' : one.labels[label] || null
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  return groups
}

function valueFor(signal: SignalConfig, key: string | null, series: readonly AnsweredSeries[]): KeyedValue {
  const [only] = series
  if (key === null) return none(missingLabel(signal, Object.keys(only?.labels ?? {})))
  const own: Labels = signal.label === null ? {} : { [signal.label]: key }
  if (only === undefined || series.length > 1) return none(ambiguous(signal, key, series.length), own)
  if (only.value === null) return none('no data: a native histogram; put it into histogram_quantile()', own)
  return { kind: 'number', key, labels: withoutName(only.labels), value: only.value }
}

/** The name of the metric tells no two series of a signal apart. Most expressions have left it out. */
function withoutName(labels: Labels): Labels {
  if (!('__name__' in labels)) return labels
  const { __name__: _, ...others } = labels
  return others
}

function missingLabel({ label }: SignalConfig, names: readonly string[]): string {
  const has = names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`
  return `no data: the series has no label "${label}" (${has}); keep it, as in sum by (${label}) (…)`
}

function ambiguous({ label }: SignalConfig, key: string, count: number): string {
  return label === null
    ? `no data: the query gives ${count} series where one is expected; aggregate it, as in sum(…), or name a label`
    : `no data: the query gives ${count} series for ${label}="${key}"; aggregate it, as in sum by (${label}) (…)`
}

function tooMany({ label }: SignalConfig, count: number): string {
  return `no data: the query gives ${count} values of "${label}", more than the ${MOST_KEYS} a signal may have; aggregate it, as in topk(50, …)`
}

const none = (reason: string, labels: Labels = {}): KeyedValue => ({ kind: 'none', labels, reason })
