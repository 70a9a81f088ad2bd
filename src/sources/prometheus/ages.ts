import { isNarrowerThan, type Selector } from '../../core/promql/selectors.ts'
import type { EpochMs } from '../../core/time.ts'
import type { Question } from './question.ts'
import type { Member, MemberAnswer } from './together.ts'

/** The newest sample of a selector by the value of the signal's label, on the server's clock. */
export type Newest = ReadonlyMap<string, EpochMs>

const QUICK_WINDOW_S = 600
const QUICK_STEP_S = 10

/** The selectors whose samples an expression's value is made of. */
export const contributors = ({ expression }: Question): readonly Selector[] =>
  expression.selectors.filter(({ isAbsence }) => !isAbsence)

/** Names what is asked of a selector for a label: its newest sample. */
export const instantId = (selector: Selector, label: string | null): string =>
  `${label ?? ''}|${selector.text}`

/** The same within the range it has in an expression. */
export const windowId = (selector: Selector, label: string | null): string =>
  `${instantId(selector, label)}[${selector.rangeMs}]`

/** Asks for the newest sample that an instant query would still see. */
export function instantAge(selector: Selector, label: string | null): Member {
  const query = `${newest(label)} (timestamp(${selector.text}))`
  return { id: instantId(selector, label), query, vector: query }
}

/**
 * Asks for the newest sample in the past the expression takes of a selector that an instant query no longer sees:
 * a dead target leaves staleness markers, but `rate(x[5m])` goes on answering from what is in its range.
 * First in steps of 10 s, then, for long ranges, in coarse ones; a series that lived shorter than a step only shows
 * that it is there: 0. A coarse step makes an age longer, never shorter.
 */
export function windowAge(selector: Selector, label: string | null): Member {
  const rangeS = Math.ceil(selector.rangeMs / 1000)
  const samples = (seconds: number, step: number): string =>
    `${newest(label)} (max_over_time(timestamp(${selector.text})[${seconds}s:${step}s]))`
  const coarse =
    rangeS > QUICK_WINDOW_S ? [samples(rangeS, Math.ceil(rangeS / QUICK_WINDOW_S) * QUICK_STEP_S)] : []
  const query = [
    samples(Math.min(rangeS, QUICK_WINDOW_S), QUICK_STEP_S),
    ...coarse,
    `(${newest(label)} (count_over_time(${selector.text}[${rangeS}s])) * 0)`,
  ].join(' or ')
  return { id: windowId(selector, label), query, vector: `(${query})` }
}

const newest = (label: string | null): string => (label === null ? 'max' : `max by (${label})`)

/** Reads the answer to either question; null where the server could not tell. */
export function newestOf(answer: MemberAnswer | undefined, label: string | null): Newest | null {
  if (answer?.kind !== 'data') return null
  return new Map(
    answer.series.map(({ labels, points }) => [
      label === null ? '' : (labels[label] ?? ''),
      Math.round(Number(points[0]?.text ?? Number.NaN) * 1000),
    ]),
  )
}

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
 * When the value for that key was true, on the server's clock: the newest sample of each selector, and of these the
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
