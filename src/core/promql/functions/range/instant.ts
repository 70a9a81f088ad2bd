import type { RangeFunction, Window } from '../window.ts'

/** The rate per second of a counter between its last two samples. */
export const irate: RangeFunction = (window) => {
  const pair = lastPair(window)
  if (pair === null) return null
  const grown = pair.last < pair.previous ? pair.last : pair.last - pair.previous
  return grown / pair.seconds
}

/** The difference between the last two samples. */
export const idelta: RangeFunction = (window) => {
  const pair = lastPair(window)
  return pair === null ? null : pair.last - pair.previous
}

function lastPair({ times, values }: Window): { previous: number; last: number; seconds: number } | null {
  const previous = values.at(-2)
  const last = values.at(-1)
  const from = times.at(-2)
  const to = times.at(-1)
  if (previous === undefined || last === undefined || from === undefined || to === undefined) return null
  return to === from ? null : { previous, last, seconds: (to - from) / 1000 }
}
