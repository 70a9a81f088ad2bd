import type { Checked, Prepared, PrepareResult, Reconciled } from './executor.ts'

/**
 * Changes of targets whose state is one value, kept as `before.state`. `wanted` is null where any other value than the
 * one before will do.
 */

/** The refusal where there is nothing to do, or null. */
export function whyAlready(before: string | null, wanted: string | null): PrepareResult | null {
  if (before === null || before !== wanted) return null
  return { ok: false, refusal: { reason: `it is ${wanted} already`, hint: 'there is nothing to do' } }
}

/** What came of a change, by the value that is told now; `name` is what it is called. */
export function reconcileValue(
  { before }: Prepared,
  wanted: string | null,
  name: string,
  value: string,
): Reconciled {
  const details = [{ name, value }]
  if (isReached(before.state, wanted, value)) return { kind: 'applied', words: `it is ${value} now`, details }
  if (value === before.state) return { kind: 'not-applied', words: `it still is ${value}`, details }
  return { kind: 'still-unknown', words: `it is ${value}, neither as before nor as wanted`, details }
}

export function checkValue({ before }: Prepared, wanted: string | null, value: string): Checked {
  const kind = isReached(before.state, wanted, value) ? 'reached' : 'not-yet'
  return { kind, words: `it is ${value}`, details: [] }
}

const isReached = (before: string | undefined, wanted: string | null, value: string): boolean =>
  wanted === null ? value !== before : value === wanted
