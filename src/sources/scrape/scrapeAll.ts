import type { Failure } from '../../core/failure.ts'
import type { DurationMs, EpochMs } from '../../core/time.ts'
import type { Deadline } from '../http/deadline.ts'
import type { Ingest } from './ingest.ts'
import type { Target } from './target.ts'

export type IngestedTarget = { readonly target: Target; readonly ingest: Ingest }

/** What scraping every target once came to. */
export type Round =
  | {
      readonly ok: true
      /** When the scrapes began. */
      readonly at: EpochMs
      /** How many targets answered with metrics. */
      readonly answered: number
      /** Why targets failed, one sentence each. */
      readonly warnings: readonly string[]
      /** The clock of a target minus ours, of the one that is furthest off. */
      readonly skewMs: DurationMs | null
    }
  /** No target gave anything. */
  | { readonly ok: false; readonly failure: Failure }

/** Scrapes all targets at once under one deadline, into the store. */
export async function scrapeAll(targets: readonly IngestedTarget[], deadline: Deadline): Promise<Round> {
  const answers = await Promise.all(targets.map(({ target }) => target.ask(deadline)))
  const failures: Failure[] = []
  const good: { readonly at: EpochMs; readonly skewMs: DurationMs | null }[] = []
  for (const [index, { target, ingest }] of targets.entries()) {
    const answer = answers[index]
    if (answer === undefined) continue
    if (!answer.ok) {
      ingest.fail(answer.at, answer.durationMs)
      failures.push(answer.failure)
      continue
    }
    const refusal = ingest.take(answer.scraped)
    if (refusal === null) good.push({ at: answer.scraped.at, skewMs: answer.skewMs })
    else failures.push(target.refused(refusal))
  }
  const [first] = failures
  if (good.length === 0 && first !== undefined) return { ok: false, failure: ofAll(first, targets.length) }
  return {
    ok: true,
    at: Math.min(...good.map(({ at }) => at)),
    answered: good.length,
    warnings: failures.map(({ message }) => message),
    skewMs: furthest(good.flatMap(({ skewMs }) => skewMs ?? [])),
  }
}

const ofAll = (first: Failure, count: number): Failure =>
  count === 1 ? first : { ...first, message: `none of ${count} targets could be scraped: ${first.message}` }

const furthest = (skews: readonly DurationMs[]): DurationMs | null =>
  skews.reduce<DurationMs | null>(
    (most, skew) => (most === null || Math.abs(skew) > Math.abs(most) ? skew : most),
    null,
  )
