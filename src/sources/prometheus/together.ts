import type { Failure } from '../../core/failure.ts'
import type { HttpClient } from '../http/client.ts'
import { type Deadline, shareOf } from '../http/deadline.ts'
import type { Timing } from '../http/skew.ts'
import { MEMBER, type QueryData, type ResultSeries } from './answer.ts'
import { ask, type QueryResult, type When } from './api.ts'

/** One of several expressions that are asked together. */
export type Member = {
  readonly id: string
  /** What is asked when it is alone. */
  readonly query: string
  /** The same as an instant vector, for the joined question; null where it must be asked alone. */
  readonly vector: string | null
}

export type MemberAnswer =
  | { readonly kind: 'data'; readonly type: QueryData['type']; readonly series: readonly ResultSeries[] }
  | { readonly kind: 'query-error'; readonly error: string }
  /** Asked alone, without an answer in its share of the time. */
  | { readonly kind: 'failed'; readonly failure: Failure }

export type TogetherResult =
  | {
      readonly ok: true
      readonly answers: ReadonlyMap<string, MemberAnswer>
      readonly warnings: readonly string[]
      /** When the joined question was sent and answered. */
      readonly timing: Timing
      /** When the server evaluated it, by its own clock. */
      readonly evaluatedMs: number
    }
  | { readonly ok: false; readonly failure: Failure }

/** What is remembered from one time to the next: who spoils the joined question. */
export type Togetherness = { readonly culprits: Set<string>; apartFor: number }

export const together = (): Togetherness => ({ culprits: new Set(), apartFor: 0 })

const CLOCK = 'clock'
const CLOCK_QUERY = `label_replace(vector(time()), "${MEMBER}", "${CLOCK}", "", "")`
/** How often members stay apart after a joined question failed though each was fine by itself. */
const APART_FOR = 20
/** Shares of the time that are kept for what a poll asks after this: the ages, and those of the dead. */
const AFTERWARDS = 2

/**
 * Asks all members in one question, `label_replace(Q1, …) or label_replace(Q2, …)`, so that a poll is one request
 * evaluated at one moment. Where the server rejects it, the members are asked one by one, at one moment as well;
 * those that are to blame are asked alone from then on, each in an equal share of the time that is left.
 */
export async function askTogether(
  client: HttpClient,
  members: readonly Member[],
  memory: Togetherness,
  when: When,
  deadline: Deadline,
): Promise<TogetherResult> {
  const canJoin = (member: Member): boolean =>
    member.vector !== null && !memory.culprits.has(member.id) && memory.apartFor === 0
  const joined = members.filter(canJoin)
  const isRange = when.kind === 'range'
  const clock = isRange ? [] : [CLOCK_QUERY]
  const first = await ask(
    client,
    [...clock, ...joined.map(tagged)].join('\nor ') || CLOCK_QUERY,
    when,
    deadline,
  )
  const isRejected = first.kind === 'query-error'
  const base = isRejected ? await ask(client, CLOCK_QUERY, when, deadline) : first
  if (base.kind !== 'data') return { ok: false, failure: failureOf(base) }
  const evaluatedMs = evaluationTime(base.data.series) ?? base.timing.sentAt
  const common: When = isRange ? when : { kind: 'at', seconds: evaluatedMs / 1000 }

  const answers = isRejected ? new Map<string, MemberAnswer>() : split(base.data, joined)
  const warnings = new Set(base.data.warnings)
  const alone = members.filter(({ id }) => !answers.has(id))
  for (const [index, { id, query }] of alone.entries()) {
    const share = shareOf(deadline, alone.length - index + AFTERWARDS)
    const answer = await ask(client, query, common, share)
    share.close()
    answers.set(id, answer.kind === 'data' ? { kind: 'data', ...answer.data } : answer)
    if (answer.kind === 'data') for (const warning of answer.data.warnings) warnings.add(warning)
  }
  learn(memory, isRejected, joined, answers)
  return { ok: true, answers, warnings: [...warnings], timing: base.timing, evaluatedMs }
}

/** Members are tagged by their place: an id may be long, or hold a `$`, which label_replace would expand. */
const tagged = ({ vector }: Member, place: number): string =>
  `label_replace(${vector}\n, "${MEMBER}", "${place}", "", "")`

/** The answer to the joined question by member; one without series has answered with none. */
function split(data: QueryData, joined: readonly Member[]): Map<string, MemberAnswer> {
  const series = joined.map((): ResultSeries[] => [])
  for (const one of data.series) if (one.member !== null) series[Number(one.member)]?.push(one)
  return new Map(
    joined.map(({ id }, place) => [id, { kind: 'data', type: data.type, series: series[place] ?? [] }]),
  )
}

function evaluationTime(series: readonly ResultSeries[]): number | null {
  return series.find(({ member }) => member === CLOCK)?.points[0]?.at ?? null
}

function learn(
  memory: Togetherness,
  isRejected: boolean,
  joined: readonly Member[],
  answers: ReadonlyMap<string, MemberAnswer>,
): void {
  if (memory.apartFor > 0) memory.apartFor -= 1
  if (!isRejected) return
  const spoils = ({ id }: Member): boolean => {
    const answer = answers.get(id)
    if (answer?.kind === 'data') return answer.type !== 'vector' && answer.type !== 'matrix'
    return answer?.kind === 'query-error'
  }
  const culprits = joined.filter(spoils)
  for (const { id } of culprits) memory.culprits.add(id)
  if (culprits.length === 0) memory.apartFor = APART_FOR
}

function failureOf(result: Exclude<QueryResult, { kind: 'data' }>): Failure {
  if (result.kind === 'failed') return result.failure
  return {
    kind: 'bad-request',
    message: `the server can't even tell its time: ${result.error}`,
    hint: CLOCK_HINT,
  }
}
const CLOCK_HINT = 'is that the address of a Prometheus?'
