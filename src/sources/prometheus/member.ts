import type { Expression } from '../../core/promql/selectors.ts'
import type { Question } from '../query/question.ts'
import type { Answered } from '../query/values.ts'
import { numberOf } from './answer.ts'
import type { Member, MemberAnswer } from './together.ts'

/** A scalar is made a vector; what can't be one, or has a mistake in it, would spoil the joined question. */
export function memberOf({ signal, query, expression }: Question): Member {
  return { id: signal.id, query, vector: expression.mistake === null ? vectorOf(query, expression) : null }
}

function vectorOf(query: string, { type }: Expression): string | null {
  switch (type) {
    case 'vector':
      return query
    case 'scalar':
      return `vector(${query}\n)`
    case 'string':
    case 'matrix':
      return null
  }
}

/** Its answer at one moment, with numbers for texts. */
export function answeredOf(answer: MemberAnswer | undefined): Answered | undefined {
  if (answer?.kind === 'failed') return { kind: 'failed', reason: answer.failure.message }
  if (answer?.kind !== 'data') return answer
  const series = answer.series.map(({ labels, points: [point] }) => {
    const text = point?.text ?? null
    return { labels, value: text === null ? null : numberOf(text) }
  })
  return { kind: 'data', type: answer.type, series }
}
