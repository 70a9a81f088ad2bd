import type { EpochMs } from '../../core/time.ts'

/** A rise of a counter. */
export type CounterEvent = {
  readonly at: EpochMs
  /** By how much it rose. */
  readonly by: number
  /** The progress just before and just after; null where it is not known. */
  readonly before: number | null
  readonly after: number | null
}

/** Shows points, oldest first. */
export type Walk = (show: (at: EpochMs, value: number) => void) => void

/** The rises of a counter, oldest first. A counter that fell was reset: what it counts since then are rises too. */
export function eventsOf(counter: Walk, progress: Walk): readonly CounterEvent[] {
  const rises = risesOf(counter)
  if (rises.length === 0) return []
  const before: (number | null)[] = []
  const after: (number | null)[] = []
  let last: number | null = null
  // All are in the order of time, so one walk along the progress serves all rises.
  progress((at, value) => {
    while ((rises[before.length]?.from ?? Number.POSITIVE_INFINITY) < at) before.push(last)
    while ((rises[after.length]?.at ?? Number.POSITIVE_INFINITY) <= at) after.push(value)
    last = value
  })
  while (before.length < rises.length) before.push(last)
  return rises.map(({ at, by }, index) => ({
    at,
    by,
    before: before[index] ?? null,
    after: after[index] ?? null,
  }))
}

type Rise = Pick<CounterEvent, 'at' | 'by'> & {
  /** When it was seen last before. */
  readonly from: EpochMs
}

function risesOf(counter: Walk): readonly Rise[] {
  const rises: Rise[] = []
  let from: EpochMs | null = null
  let known = 0
  counter((at, value) => {
    const by = value >= known ? value - known : value
    if (from !== null && by > 0) rises.push({ at, by, from })
    from = at
    known = value
  })
  return rises
}
