import { type Expression, readExpression } from '../../core/promql/selectors.ts'
import type { SignalConfig } from '../../core/signal.ts'
import type { DurationMs } from '../../core/time.ts'

/** A signal with the expression to ask for it now. */
export type Question = {
  readonly signal: SignalConfig
  readonly query: string
  readonly expression: Expression
}

const SINCE = '$since_deployment'
/** A rate needs two scrapes; a deployment that is still to come is as one of just now. */
const LEAST_SINCE_MS = 60_000

/** Makes questions of signals: `$since_deployment` becomes a range. What was parsed is kept. */
export function createQuestioner(
  signals: readonly SignalConfig[],
): (sinceMs: DurationMs) => readonly Question[] {
  const known = new Map<string, Question>()
  return (sinceMs) => {
    const since = `${Math.round(Math.max(LEAST_SINCE_MS, sinceMs) / 1000)}s`
    return signals.flatMap((signal) => {
      if (signal.read.by !== 'query') return []
      const query = signal.read.query.replaceAll(SINCE, since)
      const before = known.get(signal.id)
      if (before?.query === query) return [before]
      const question = { signal, query, expression: readExpression(query) }
      known.set(signal.id, question)
      return [question]
    })
  }
}
