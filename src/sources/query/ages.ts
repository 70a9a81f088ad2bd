import { isNarrowerThan, type Selector } from '../../core/promql/selectors.ts'
import type { EpochMs } from '../../core/time.ts'
import type { Question } from './question.ts'

/** The newest sample of a selector by the value of the signal's label, on the server's clock. */
export type Newest = ReadonlyMap<string, EpochMs>

/** The selectors whose samples an expression's value is made of. */
export const contributors = ({ expression }: Question): readonly Selector[] =>
  expression.selectors.filter(({ isAbsence }) => !isAbsence)

/** The selector's newest sample for that key: by label where it has the label, else of all. */
function lookUp(times: Newest | undefined, key: string): EpochMs | null {
  if (times === undefined) return null
  return times.get(key) ?? (times.size === 1 ? times.get('') : undefined) ?? null
}

/**
 * The selectors that must be looked for in the past: an instant query sees none of their samples for that key, and the
 * expression has a range on them. A narrower selector may well be empty (no 5xx) while its broader sibling lives.
 */
export function unseen(
  selectors: readonly Selector[],
  instant: ReadonlyMap<Selector, Newest>,
  key: string,
): Selector[] {
  const isSeen = (selector: Selector): boolean => lookUp(instant.get(selector), key) !== null
  return selectors.filter(
    (selector) =>
      selector.rangeMs > 0 &&
      !isSeen(selector) &&
      !selectors.some((broad) => isNarrowerThan(selector, broad) && isSeen(broad)),
  )
}

/**
 * Tells when the value for a key was true, by the clock of the evaluation: the newest sample of each selector, and of these
 * the oldest. A value without any sample behind it (`or vector(0)`) is as fresh as its evaluation. For a label's value that
 * the expression made itself, which the selectors don't know, their newest sample counts.
 */
export function measuredAtBy(
  selectors: readonly Selector[],
  instant: ReadonlyMap<Selector, Newest>,
  window: ReadonlyMap<Selector, Newest>,
  evaluatedMs: EpochMs,
): (key: string) => EpochMs {
  const known = selectors.map((selector) => ({
    seen: instant.get(selector) ?? new Map(),
    past: withinRange(window.get(selector) ?? new Map(), evaluatedMs - selector.rangeMs),
  }))
  return (key) => {
    let oldest: EpochMs | null = null
    for (const { seen, past } of known) {
      const newest = lookUp(seen, key) ?? lookUp(past, key)
      if (newest !== null && (oldest === null || newest < oldest)) oldest = newest
    }
    return Math.min(evaluatedMs, oldest ?? oldestOfAll(known))
  }
}

/** The newest sample of each selector, whatever its key, and of these the oldest. */
function oldestOfAll(known: readonly { readonly seen: Newest; readonly past: Newest }[]): EpochMs {
  const newest = known.map(({ seen, past }) => Math.max(...(seen.size > 0 ? seen : past).values()))
  return Math.min(...newest.filter(Number.isFinite))
}

/** Samples known only to be there are as old as the range; what is older than the range has no part in the value. */
function withinRange(times: Newest, since: EpochMs): Newest {
  const inside = [...times].map(([key, at]): [string, EpochMs] => [key, at === 0 ? since : at])
  return new Map(inside.filter(([, at]) => at >= since))
}
