import { daysBefore } from '../../core/before.ts'
import { type Expression, readExpression } from '../../core/promql/selectors.ts'
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

/** Makes questions of signals: `$since_deployment` becomes a range, `$before_deployment` an offset. What was parsed is kept. */
export function createQuestioner(
  signals: readonly SignalConfig[],
): (elapsed: Elapsed) => readonly Question[] {
  const known = new Map<string, Question>()
  return ({ sinceMs, ageMs }) => {
    const since = `${Math.round(Math.max(LEAST_SINCE_MS, sinceMs) / 1000)}s`
    const before = formatExactly(daysBefore(ageMs))
    return signals.flatMap((signal) => {
      if (signal.read.by !== 'query') return []
      const query = signal.read.query.replaceAll(SINCE, since).replaceAll(BEFORE, before)
      const same = known.get(signal.id)
      if (same?.query === query) return [same]
      const question = { signal, query, expression: readExpression(query) }
      known.set(signal.id, question)
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
