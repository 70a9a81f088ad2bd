import { daysBefore } from '../../core/before.ts'
import { type Expression, readExpression, readForm } from '../../core/promql/selectors.ts'
import type { SignalConfig } from '../../core/signal.ts'
import type { FillRange } from '../../core/source.ts'
import { type DurationMs, formatExactly } from '../../core/time.ts'

/** A signal with the expression to ask for it now. */
export type Question = {
  readonly signal: SignalConfig
  readonly query: string
  readonly expression: Expression
}

const SINCE = '$since_deployment'
/** As an offset: the same hour of the last day before the deployment. */
const BEFORE = '$before_deployment'
/** A rate needs two scrapes; a deployment that is still to come is as one of just now. */
const LEAST_SINCE_MS = 60_000

/** What the variables of queries are made of. */
export type Elapsed = {
  /** Since the deployment, at most the window. */
  readonly sinceMs: DurationMs
  /** The age of the deployment, however old it is: what lies before it must be looked for beyond. */
  readonly ageMs: DurationMs
}

/** Stands for the time since the deployment, which is another each second, while an expression is read; no past is as long. */
const OPEN = '999y'

/** A question as it was asked last, and how its expression was read. */
type Known = {
  readonly question: Question
  readonly form: string
  readonly read: (sinceMs: DurationMs) => Expression
}

/** Makes questions of signals: `$since_deployment` becomes a range, `$before_deployment` an offset. What was parsed is kept. */
export function createQuestioner(
  signals: readonly SignalConfig[],
): (elapsed: Elapsed) => readonly Question[] {
  const known = new Map<string, Known>()
  return ({ sinceMs, ageMs }) => {
    const seconds = Math.round(Math.max(LEAST_SINCE_MS, sinceMs) / 1000)
    const before = formatExactly(daysBefore(ageMs))
    return signals.flatMap((signal) => {
      if (signal.read.by !== 'query') return []
      const dated = signal.read.query.replaceAll(BEFORE, before)
      const query = dated.replaceAll(SINCE, `${seconds}s`)
      const last = known.get(signal.id)
      if (last?.question.query === query) return [last.question]
      const form = dated.replaceAll(SINCE, OPEN)
      const read = last?.form === form ? last.read : readForm(form, OPEN)
      const expression = read(seconds * 1000)
      // Where a mistake stands is told by its place in what is asked.
      const question = {
        signal,
        query,
        expression: expression.mistake === null ? expression : readExpression(query),
      }
      known.set(signal.id, { question, form, read })
      return [question]
    })
  }
}

/** Longer than this, a grid of looks far back is more than should be asked for. */
const LONG_MS = 21_600_000

/** Those that are asked for the past of that range: over a long one, what looks far back is left out. */
export function withPast(questions: readonly Question[], { lengthMs, part }: FillRange): readonly Question[] {
  const isAsked = ({ signal }: Question): boolean => part?.signals.includes(signal.id) ?? true
  return questions.filter((each) => isAsked(each) && (lengthMs <= LONG_MS || isShortSighted(each)))
}

/** Whether the expression looks back for a short time only; what counts from the deployment on has a past of its own. */
const isShortSighted = ({ signal, expression }: Question): boolean =>
  signal.read.by === 'query' &&
  !signal.read.query.includes('$since_deployment') &&
  expression.selectors.every(({ rangeMs }) => rangeMs <= LONG_MS)
