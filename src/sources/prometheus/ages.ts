import type { Selector } from '../../core/promql/selectors.ts'
import type { Newest } from '../query/ages.ts'
import type { Member, MemberAnswer } from './together.ts'

const QUICK_WINDOW_S = 600
const QUICK_STEP_S = 10

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
