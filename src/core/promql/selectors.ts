import type { SyntaxNode, Tree } from '@lezer/common'
import { type DurationMs, parseDuration } from '../time.ts'
import { positionOf } from './parse/position.ts'
import { parseTree, syntaxMistake } from './parse/syntax.ts'

/** A vector selector as it stands in an expression, without range, offset and `@`. */
export type Selector = {
  /** `http_requests_total{status=~"5.."}`, white space and comments gone. */
  readonly text: string
  /** The metric's name, or '' where only matchers say it. */
  readonly name: string
  /** Each matcher: `status=~"5.."`. */
  readonly matchers: readonly string[]
  /** The longest past the expression takes of it: the sum of the ranges around it; 0 for its newest sample alone. */
  readonly rangeMs: DurationMs
  /** Whether it stands under `absent()` only: then a value is there because its samples are not. */
  readonly isAbsence: boolean
}

/** What an expression gives, as far as its form tells. */
export type ExpressionType = 'scalar' | 'string' | 'matrix' | 'vector'

type SyntaxMistake = {
  /** Counted from 1, in characters of that line. */
  readonly line: number
  readonly column: number
  /** A sentence without a full stop. */
  readonly message: string
}

export type Expression = {
  readonly type: ExpressionType
  /** Distinct by text, in the order of the expression; of one with a mistake, those that could be read. */
  readonly selectors: readonly Selector[]
  readonly mistake: SyntaxMistake | null
}

/** Reads a PromQL expression. Types and names of functions are left for Prometheus to check. */
export const readExpression = (query: string): Expression => readForm(query, null)(0)

/** Reads an expression once, in which the duration `open` stands for one that is another each time. */
export function readForm(query: string, open: string | null): (openMs: DurationMs) => Expression {
  const tree = parseTree(query)
  const type = typeOf(tree.topNode.firstChild, query)
  const mistake = mistakeOf(tree, query)
  const places = placesOf(tree, query)
  return (openMs) => ({
    type,
    mistake,
    selectors: united(places, (text) => (text === open ? openMs : durationOf(text))),
  })
}

/** Whether whatever `narrow` selects `broad` selects too, as far as the text tells. */
export function isNarrowerThan(narrow: Selector, broad: Selector): boolean {
  return (
    narrow.name === broad.name &&
    narrow.text !== broad.text &&
    broad.matchers.every((matcher) => narrow.matchers.includes(matcher))
  )
}

/** One place where a selector stands, with the durations of the ranges around it. */
type Place = Omit<Selector, 'rangeMs'> & { readonly ranges: readonly string[] }

function placesOf(tree: Tree, query: string): readonly Place[] {
  const places: Place[] = []
  tree.iterate({
    enter: ({ name, node }) => {
      if (name !== 'VectorSelector') return true
      places.push(placeOf(node, query))
      return false
    },
  })
  return places
}

/** Ranges add up: `max_over_time(rate(x[5m])[1h:])` looks back for 1 h 5 m. */
function united(places: readonly Place[], lengthOf: (duration: string) => DurationMs): readonly Selector[] {
  const found = new Map<string, Selector>()
  for (const { ranges, ...selector } of places) {
    const rangeMs = ranges.reduce((total, range) => total + lengthOf(range), 0)
    const known = found.get(selector.text)
    found.set(
      selector.text,
      known === undefined ? { ...selector, rangeMs } : unite(known, { ...selector, rangeMs }),
    )
  }
  return [...found.values()]
}

function placeOf(node: SyntaxNode, query: string): Place {
  const name = textOf(node.getChild('Identifier'), query)
  const matchers = [...children(node.getChild('LabelMatchers'))]
    .filter(({ name }) => name.endsWith('LabelMatcher') || name === 'QuotedLabelName')
    .map((matcher) => [...children(matcher)].map((part) => textOf(part, query)).join(''))
  const text = matchers.length === 0 && name !== '' ? name : `${name}{${matchers.join(',')}}`
  return { text, name, matchers, ranges: rangesAround(node, query), isAbsence: isUnderAbsent(node) }
}

function unite(a: Selector, b: Selector): Selector {
  return { ...a, rangeMs: Math.max(a.rangeMs, b.rangeMs), isAbsence: a.isAbsence && b.isAbsence }
}

function rangesAround(node: SyntaxNode, query: string): readonly string[] {
  return [...ancestors(node)]
    .filter(({ name }) => name === 'MatrixSelector' || name === 'SubqueryExpr')
    .map((range) => textOf(range.getChild('DurationExpr'), query))
}

/** Newer versions take a bare number of seconds too; what is computed is not known here. */
function durationOf(text: string): DurationMs {
  const seconds = Number(text)
  return parseDuration(text) ?? (text !== '' && Number.isFinite(seconds) ? seconds * 1000 : 0)
}

function isUnderAbsent(node: SyntaxNode): boolean {
  for (const ancestor of ancestors(node)) {
    const id = ancestor.name === 'FunctionCall' ? ancestor.getChild('FunctionIdentifier') : null
    if (id?.firstChild?.name.startsWith('Absent')) return true
  }
  return false
}

const SCALAR_FUNCTIONS = ['Scalar', 'Time', 'Pi']

function typeOf(node: SyntaxNode | null, query: string): ExpressionType {
  switch (node?.name) {
    case 'NumberDurationLiteral':
      return 'scalar'
    case 'StringLiteral':
      return 'string'
    case 'MatrixSelector':
    case 'SubqueryExpr':
      return 'matrix'
    case 'FunctionCall':
      return SCALAR_FUNCTIONS.includes(node.getChild('FunctionIdentifier')?.firstChild?.name ?? '')
        ? 'scalar'
        : 'vector'
    case 'LineComment':
      return typeOf(node.nextSibling, query)
    case 'ParenExpr':
      return typeOf(node.firstChild, query)
    case 'UnaryExpr':
    case 'OffsetExpr':
    case 'StepInvariantExpr':
      return typeOf(node.name === 'UnaryExpr' ? node.lastChild : node.firstChild, query)
    case 'BinaryExpr': {
      const sides = [typeOf(node.firstChild, query), typeOf(node.lastChild, query)]
      return sides.every((side) => side === 'scalar') ? 'scalar' : 'vector'
    }
    default:
      return 'vector'
  }
}

function mistakeOf(tree: Tree, query: string): SyntaxMistake | null {
  const mistake = syntaxMistake(tree, query)
  return mistake === null ? null : { ...positionOf(query, mistake.span), message: mistake.message }
}

const textOf = (node: SyntaxNode | null, query: string): string =>
  node === null ? '' : query.slice(node.from, node.to)

function* children(node: SyntaxNode | null): Generator<SyntaxNode> {
  for (let child = node?.firstChild ?? null; child !== null; child = child.nextSibling) yield child
}

function* ancestors(node: SyntaxNode): Generator<SyntaxNode> {
  for (let above = node.parent; above !== null; above = above.parent) yield above
}
