import { type Expression, readExpression, readForm } from '../../core/promql/selectors.ts'
import type { SignalConfig } from '../../core/signal.ts'
import type { DurationMs } from '../../core/time.ts'

/** A signal with the expression to ask for it now. */
export type Question = {
  readonly signal: SignalConfig
  readonly query: string
  readonly expression: Expression
}

const SINCE = '$since_deployment'
/** As an offset: the same hour of the last day before the deployment. */
const BEFORE = '$before_deployment'
const DAY_MS = 86_400_000
/** A rate needs two scrapes; a deployment that is still to come is as one of just now. */
const LEAST_SINCE_MS = 60_000

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
): (sinceMs: DurationMs) => readonly Question[] {
  const known = new Map<string, Known>()
  return (sinceMs) => {
    const seconds = Math.round(Math.max(LEAST_SINCE_MS, sinceMs) / 1000)
    const before = `${Math.max(1, Math.ceil(sinceMs / DAY_MS))}d`
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
