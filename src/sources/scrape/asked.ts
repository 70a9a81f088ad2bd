import type { Expr, Matcher, PromqlError } from '../../core/promql/ast.ts'
import { parseExpression, positionOf } from '../../core/promql/parse.ts'
import { type Past, pastsOf } from '../../core/promql/past.ts'
import type { Selector } from '../../core/promql/selectors.ts'
import type { Labels } from '../../core/sample.ts'
import { sanitise } from '../../core/sanitise.ts'
import { satisfies } from '../../core/scraped/store.ts'
import type { DurationMs } from '../../core/time.ts'
import type { Question } from '../query/question.ts'

/** A question, understood. */
export type Asked = {
  readonly question: Question
  readonly expression:
    | { readonly ok: true; readonly expr: Expr; readonly pasts: readonly Past[] }
    | { readonly ok: false; readonly error: string }
  /** What the selectors of the question match, in its order; nothing where one can't be read. */
  readonly matchers: ReadonlyMap<Selector, readonly Matcher[]>
}

/** Understands questions; one that is asked again is not read again. */
export function createUnderstanding(): (question: Question) => Asked {
  const known = new Map<string, Asked>()
  const selectors = new Map<string, readonly Matcher[]>()
  const matchersOf = ({ text }: Selector): readonly Matcher[] => {
    const before = selectors.get(text)
    if (before !== undefined) return before
    const parsed = parseExpression(text)
    const matchers = parsed.ok && parsed.expr.kind === 'vector-selector' ? parsed.expr.matchers : []
    selectors.set(text, matchers)
    return matchers
  }
  return (question) => {
    const before = known.get(question.signal.id)
    if (before?.question === question) return before
    const parsed = parseExpression(question.query)
    const asked: Asked = {
      question,
      expression: parsed.ok
        ? { ok: true, expr: parsed.expr, pasts: pastsOf(parsed.expr) }
        : { ok: false, error: errorIn(question.query, parsed.error) },
      matchers: new Map(question.expression.selectors.map((selector) => [selector, matchersOf(selector)])),
    }
    known.set(question.signal.id, asked)
    return asked
  }
}

/** What is wrong with an expression and where in it. */
export function errorIn(query: string, { message, span }: PromqlError): string {
  const { line, column } = positionOf(query, span)
  return `${sanitise(message, 200)} (${query.includes('\n') ? `line ${line}, ` : ''}column ${column})`
}

/** For how long series must be kept, so that all questions can be answered; null for one nobody asks for. */
export function keeping(
  asked: readonly Asked[],
  { lookbackMs, mostMs }: { readonly lookbackMs: DurationMs; readonly mostMs: DurationMs },
): (labels: Labels) => DurationMs | null {
  const pasts = asked.flatMap(({ expression }) => (expression.ok ? expression.pasts : []))
  return (labels) => {
    const needed = pasts.filter(({ selector }) => satisfies(labels, selector.matchers))
    if (needed.length === 0) return null
    return lookbackMs + Math.min(mostMs, Math.max(...needed.map(({ pastMs }) => pastMs)))
  }
}
