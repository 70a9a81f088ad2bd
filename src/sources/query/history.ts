import type { Labels } from '../../core/sample.ts'
import type { SignalConfig } from '../../core/signal.ts'
import type { History } from '../../core/source.ts'
import { byKey, MOST_KEYS } from './values.ts'

type PastSeries = { readonly labels: Labels; readonly points: History['points'] }

/** The past of a signal by its label; a key of several series, or of none, tells nothing, nor does what is no number. */
export function historiesOf(signal: SignalConfig, series: readonly PastSeries[]): History[] {
  const keys = byKey(signal, series)
  if (keys.size > MOST_KEYS) return []
  return Array.from(keys, ([key, own]): History[] => {
    const [only] = own
    if (key === null || only === undefined || own.length > 1) return []
    const { __name__: _, ...labels } = only.labels
    const points = only.points.filter(({ value }) => Number.isFinite(value))
    return points.length === 0 ? [] : [{ signal: signal.id, labels, points }]
  }).flat()
}
