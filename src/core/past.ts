import { beginOf, eachPoint, lookBack, type Series } from './series.ts'
import type { Instance } from './signal.ts'
import type { DurationMs, EpochMs } from './time.ts'

/** What happened in the window before anybody watched, coarser than the history of the charts. */
export type Past = {
  /** By the id of the series; up to when it was asked for, the history knows what came after. */
  readonly series: ReadonlyMap<string, Series>
  /** By source; one that has no past answers with nothing. */
  readonly asked: ReadonlyMap<string, Asked>
}

/** A question for the past of one source. */
export type Asked = {
  readonly at: EpochMs
  /** From when on the past was asked for: the deployment, or the beginning of the window. */
  readonly from: EpochMs
  readonly outcome: 'pending' | 'known' | 'failed'
}

export const NO_PAST: Past = { series: new Map(), asked: new Map() }

type Remembered = Pick<Instance, 'id' | 'series'>

/** From when on a series is known; null where it is not. */
export function beginWithPast({ series: past }: Past, { id, series }: Remembered): EpochMs | null {
  const window = past.get(id)
  const begin = beginOf(series)
  const earlier = window === undefined ? null : beginOf(window)
  return earlier !== null && (begin === null || earlier < begin) ? earlier : begin
}

/** Shows all that is known of a series, oldest first: the window as far as it was asked for, then the history. */
export function eachPointWithPast(
  { series: past }: Past,
  { id, series }: Remembered,
  show: (at: EpochMs, value: number) => void,
): void {
  const window = past.get(id)
  if (window !== undefined) {
    const begin = beginOf(series) ?? Number.POSITIVE_INFINITY
    eachPoint(window, (at, value) => {
      if (at < begin) show(at, value)
    })
  }
  eachPoint(series, show)
}

/** Shows the same from the newest back, with the longest time to the next one that is no gap, for as long as `goesOn` says so. */
export function lookBackWithPast(
  { series: past }: Past,
  { id, series }: Remembered,
  gapMs: DurationMs,
  goesOn: (at: EpochMs, value: number, gapMs: DurationMs) => boolean,
): void {
  let begin = Number.POSITIVE_INFINITY
  const sawAll = lookBack(series, (at, value) => {
    begin = at
    return goesOn(at, value, gapMs)
  })
  const window = past.get(id)
  if (!sawAll || window === undefined) return
  const coarse = Math.max(gapMs, 2 * window.stepMs)
  lookBack(window, (at, value) => at >= begin || goesOn(at, value, coarse))
}
