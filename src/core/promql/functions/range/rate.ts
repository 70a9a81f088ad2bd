import { lengthOf, type RangeFunction, type Window } from '../window.ts'

/** Where the gap to the border of the window is longer than this many intervals, the series did not reach it. */
const THRESHOLD_INTERVALS = 1.1

/** How much a counter grew in the window, extrapolated to its whole length. */
export const increase: RangeFunction = (window) => extrapolate(window, 'counter', 1)

/** `increase` per second. */
export const rate: RangeFunction = (window) => extrapolate(window, 'counter', lengthOf(window) / 1000)

/** The difference between the ends of the window, extrapolated to its whole length. */
export const delta: RangeFunction = (window) => extrapolate(window, 'gauge', 1)

/**
 * The change between the first and the last sample, stretched to the borders of the window; where the series seems to
 * begin or end within it, by half an average interval beyond its samples.
 * See extrapolatedRate in Prometheus' promql/functions.go.
 */
function extrapolate(window: Window, kind: 'counter' | 'gauge', perSeconds: number): number | null {
  const { times, values, start, end } = window
  const firstTime = times.at(0)
  const lastTime = times.at(-1)
  const first = values.at(0)
  if (firstTime === undefined || lastTime === undefined || first === undefined || values.length < 2)
    return null

  const change = changeOf(values, kind)
  const sampled = (lastTime - firstTime) / 1000
  const interval = sampled / (values.length - 1)
  const threshold = interval * THRESHOLD_INTERVALS
  let toStart = (firstTime - start) / 1000
  const toEnd = (end - lastTime) / 1000
  if (kind === 'counter' && change > 0 && first >= 0) {
    // A counter is never below zero: going back at this pace, it began no earlier.
    toStart = Math.min(toStart, sampled * (first / change))
  }
  const covered =
    sampled + (toStart < threshold ? toStart : interval / 2) + (toEnd < threshold ? toEnd : interval / 2)
  // Divided before it is multiplied: what is too large for a number may not be so per second.
  return change * (covered / sampled / perSeconds)
}

/** The last value less the first; a counter that fell was reset to zero and counts on from there. */
function changeOf(values: Float64Array, kind: 'counter' | 'gauge'): number {
  let previous = values.at(0) ?? Number.NaN
  let change = (values.at(-1) ?? Number.NaN) - previous
  if (kind === 'gauge') return change
  // By index: this is what most of an evaluation is spent on, and an iterator takes half as long again.
  for (let i = 1; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN
    if (value < previous) change += previous
    previous = value
  }
  return change
}
