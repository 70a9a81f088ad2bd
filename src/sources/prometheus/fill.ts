import type { SignalConfig } from '../../core/signal.ts'
import type { FillRange, FillResult, History } from '../../core/source.ts'
import type { DurationMs, EpochMs } from '../../core/time.ts'
import type { HttpClient } from '../http/client.ts'
import type { Deadline } from '../http/deadline.ts'
import { historiesOf } from '../query/history.ts'
import { type Question, withPast } from '../query/question.ts'
import { numberOf } from './answer.ts'
import { memberOf } from './member.ts'
import { askTogether, type MemberAnswer, type Togetherness } from './together.ts'

/** Prometheus gives no more points a series. */
const MOST_POINTS = 11_000
/**
 * Signals whose past is asked for in one request. All at once, their answer is megabytes, and the memory that it takes while it is
 * read stays the program's for good.
 */
const ASKED_AT_ONCE = 8

/**
 * The past of every question on a grid of our clock, by `query_range`. `skewMs` is the server's clock minus ours.
 * `$since_deployment` has the length it has now at every point.
 */
export async function fill(
  client: HttpClient,
  questions: readonly Question[],
  memory: Togetherness,
  { range, now, skewMs }: { readonly range: FillRange; readonly now: EpochMs; readonly skewMs: DurationMs },
  deadline: Deadline,
): Promise<FillResult> {
  const stepMs = Math.max(range.stepMs, 1000 * Math.ceil(range.lengthMs / (MOST_POINTS - 1) / 1000))
  const end = Math.floor((now - (range.part?.endedMs ?? 0)) / stepMs) * stepMs
  const start = end - Math.floor(range.lengthMs / stepMs) * stepMs
  const toServer = (at: EpochMs): number => (at + skewMs) / 1000
  const when = { kind: 'range', start: toServer(start), end: toServer(end), step: stepMs / 1000 } as const
  const asked = withPast(questions, range)
  const histories: History[] = []
  for (let first = 0; first < asked.length; first += ASKED_AT_ONCE) {
    const part = asked.slice(first, first + ASKED_AT_ONCE)
    const result = await askTogether(client, part.map(memberOf), memory, when, deadline)
    if (!result.ok) return result
    for (const { signal } of part) histories.push(...pastOf(signal, result.answers.get(signal.id), skewMs))
  }
  return { ok: true, histories }
}

function pastOf(signal: SignalConfig, answer: MemberAnswer | undefined, skewMs: DurationMs): History[] {
  if (answer?.kind !== 'data' || answer.type !== 'matrix') return []
  const series = answer.series.map(({ labels, points }) => ({
    labels,
    points: points.map(({ at, text }) => ({ at: at - skewMs, value: numberOf(text ?? '') })),
  }))
  return historiesOf(signal, series)
}
