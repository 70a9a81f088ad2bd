import type { Selector } from '../../core/promql/selectors.ts'
import type { PollResult } from '../../core/source.ts'
import type { EpochMs } from '../../core/time.ts'
import type { HttpClient } from '../http/client.ts'
import type { Deadline } from '../http/deadline.ts'
import { contributors, type Newest, unseen } from '../query/ages.ts'
import type { Question } from '../query/question.ts'
import { type KeyedValue, valuesOf } from '../query/values.ts'
import { instantAge, instantId, newestOf, windowAge } from './ages.ts'
import { answeredOf, memberOf } from './member.ts'
import { type Ages, bySelector, clockSkew, type Measured, readingsOf, type Times } from './readings.ts'
import {
  askTogether,
  type Member,
  type MemberAnswer,
  type Togetherness,
  type TogetherResult,
  together,
} from './together.ts'

/** What is remembered between polls. */
export type Memory = {
  readonly values: Togetherness
  readonly ages: Togetherness
  readonly windows: Togetherness
}

export const freshMemory = (): Memory => ({ values: together(), ages: together(), windows: together() })

/** One poll: all values in one request, the ages of their samples in another, what looks dead in a third. */
export async function poll(
  client: HttpClient,
  questions: readonly Question[],
  memory: Memory,
  deadline: Deadline,
): Promise<PollResult> {
  const asked = await askTogether(client, questions.map(memberOf), memory.values, { kind: 'now' }, deadline)
  if (!asked.ok) return asked
  const measured = questions.map((question) => ({
    question,
    values: valuesOf(question.signal, answeredOf(asked.answers.get(question.signal.id))),
  }))
  const ages = await askAges(client, measured, memory, asked.evaluatedMs, deadline)
  if (!ages.ok) return ages
  const readings = measured.flatMap((each) => readingsOf(each, ages, asked))
  const warnings = [...new Set([...asked.warnings, ...ages.warnings])]
  return { ok: true, readings, alerts: null, warnings, skewMs: clockSkew(asked.timing, asked.evaluatedMs) }
}

async function askAges(
  client: HttpClient,
  measured: readonly Measured[],
  memory: Memory,
  evaluatedMs: EpochMs,
  deadline: Deadline,
): Promise<Ages | Extract<TogetherResult, { ok: false }>> {
  const instant = new Map<string, Newest>()
  const window = new Map<string, Newest>()
  const errors = new Map<string, string>()
  const warnings: string[] = []
  const when = { kind: 'at', seconds: evaluatedMs / 1000 } as const
  const rounds = [
    { times: instant, togetherness: memory.ages, members: () => instantMembers(measured) },
    { times: window, togetherness: memory.windows, members: () => windowMembers(measured, instant, errors) },
  ]
  for (const { times, togetherness, members } of rounds) {
    const wanted = members()
    if (wanted.size === 0) continue
    const list = Array.from(wanted.values(), ({ member }) => member)
    const result = await askTogether(client, list, togetherness, when, deadline)
    if (!result.ok) return result
    warnings.push(...result.warnings)
    for (const [id, { label }] of wanted) {
      const answer = result.answers.get(id)
      const newest = newestOf(answer, label)
      if (newest !== null) times.set(id, newest)
      else errors.set(id, whyNot(answer))
    }
  }
  return { ok: true, instant, window, errors, warnings }
}

function whyNot(answer: MemberAnswer | undefined): string {
  if (answer?.kind === 'query-error') return answer.error
  return answer?.kind === 'failed' ? answer.failure.message : 'it was not asked'
}

type Wanted = Map<string, { readonly member: Member; readonly label: string | null }>

const keysOf = (values: readonly KeyedValue[]): string[] =>
  values.flatMap((value) => (value.kind === 'number' ? [value.key] : []))

function instantMembers(measured: readonly Measured[]): Wanted {
  const wanted: Wanted = new Map()
  for (const { question, values } of measured) {
    if (keysOf(values).length === 0) continue
    const { label } = question.signal
    for (const selector of contributors(question)) {
      const member = instantAge(selector, label)
      wanted.set(member.id, { member, label })
    }
  }
  return wanted
}

function windowMembers(
  measured: readonly Measured[],
  instant: Times,
  errors: ReadonlyMap<string, string>,
): Wanted {
  const wanted: Wanted = new Map()
  for (const { question, values } of measured) {
    const { label } = question.signal
    const idOf = (selector: Selector): string => instantId(selector, label)
    const selectors = contributors(question).filter((selector) => !errors.has(idOf(selector)))
    if (selectors.every(({ rangeMs }) => rangeMs === 0)) continue
    const seen = bySelector(selectors, idOf, instant)
    for (const key of keysOf(values)) {
      for (const selector of unseen(selectors, seen, key)) {
        const member = windowAge(selector, label)
        wanted.set(member.id, { member, label })
      }
    }
  }
  return wanted
}
