import type { RangeFunction } from '../window.ts'

/** How often a counter fell. */
export const resets: RangeFunction = ({ values }) => countSteps(values, (before, after) => after < before)

/** How often the value became another one; from NaN to NaN is no change. */
export const changes: RangeFunction = ({ values }) =>
  countSteps(values, (before, after) => after !== before && !(Number.isNaN(after) && Number.isNaN(before)))

function countSteps(values: Float64Array, counts: (before: number, after: number) => boolean): number | null {
  let before = values.at(0)
  if (before === undefined) return null
  let steps = 0
  for (const after of values.subarray(1)) {
    if (counts(before, after)) steps += 1
    before = after
  }
  return steps
}
