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
 * When the value for that key was true, by the clock of the evaluation: the newest sample of each selector, and of these the
 * oldest. A value without any sample behind it (`or vector(0)`) is as fresh as its evaluation. For a label's value that
 * the expression made itself, which the selectors don't know, their newest sample counts.
 */
export function measuredAt(
  selectors: readonly Selector[],
  instant: ReadonlyMap<Selector, Newest>,
  window: ReadonlyMap<Selector, Newest>,
  key: string,
  evaluatedMs: EpochMs,
): EpochMs {
  const known = selectors.map((selector) => ({
    seen: instant.get(selector) ?? new Map(),
    past: withinRange(window.get(selector) ?? new Map(), evaluatedMs - selector.rangeMs),
  }))
  const exact = known.flatMap(({ seen, past }) => lookUp(seen, key) ?? lookUp(past, key) ?? [])
  if (exact.length > 0) return Math.min(evaluatedMs, ...exact)
  const overall = known.flatMap(({ seen, past }) => {
    const times = [...(seen.size > 0 ? seen : past).values()]
    return times.length > 0 ? [Math.max(...times)] : []
  })
  return Math.min(evaluatedMs, ...overall)
}

/** Samples known only to be there are as old as the range; what is older than the range has no part in the value. */
function withinRange(times: Newest, since: EpochMs): Newest {
  const inside = [...times].map(([key, at]): [string, EpochMs] => [key, at === 0 ? since : at])
  return new Map(inside.filter(([, at]) => at >= since))
}
