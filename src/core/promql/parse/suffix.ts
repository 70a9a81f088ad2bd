import type { SyntaxNode } from '@lezer/common'
import type { DurationMs } from '../../time.ts'
import type { At, Expr, MatrixSelector, Subquery, VectorSelector } from '../ast.ts'
import { newer } from '../refusal.ts'
import { TYPE_NAMES, typeOf } from '../typeOf.ts'
import { readDuration, readNumberOrDuration } from './literals.ts'
import { childrenOf, type Reading, spanOf, textOf } from './tree.ts'

/** `[5m]`, `[1h:1m]`, `offset 5m` and `@ 1700000000` take what stands before them. */
const SUFFIXES: readonly string[] = [
  'MatrixSelector',
  'SubqueryExpr',
  'OffsetExpr',
  'StepInvariantExpr',
  'AnchoredExpr',
  'SmoothedExpr',
]

export const isSuffix = ({ name }: SyntaxNode): boolean => SUFFIXES.includes(name)

/** An expression with one suffix more. `isBracketed` tells whether it stands in brackets of its own. */
export function applySuffix(expr: Expr, isBracketed: boolean, node: SyntaxNode, reading: Reading): Expr {
  const span = { from: expr.span.from, to: node.to }
  switch (node.name) {
    case 'MatrixSelector':
      return withRange(expr, isBracketed, node, reading)
    case 'SubqueryExpr': {
      const [rangeNode, stepNode] = node.getChildren('DurationExpr')
      if (typeOf(expr) !== 'vector')
        reading.note(
          expr.span,
          `subquery is only allowed on instant vector, got ${TYPE_NAMES[typeOf(expr)]} instead`,
        )
      const rangeMs = rangeNode === undefined ? 0 : positiveDuration(rangeNode, reading)
      const stepMs = stepNode === undefined ? null : positiveDuration(stepNode, reading)
      return { kind: 'subquery', expr, rangeMs, stepMs, offsetMs: 0, at: null, span }
    }
    case 'OffsetExpr': {
      const shifted = shiftable(expr, isBracketed)
      if (shifted === null)
        return noted(
          expr,
          'offset modifier must be preceded by an instant vector selector or range vector selector or a subquery',
          reading,
        )
      if (shiftOf(shifted).offsetMs !== 0) reading.note(spanOf(node), 'offset may not be set multiple times')
      const offsetMs = readOffset(childrenOf(node).at(-1) ?? node, reading)
      return shift(shifted, { offsetMs }, span)
    }
    case 'StepInvariantExpr': {
      const shifted = shiftable(expr, isBracketed)
      if (shifted === null)
        return noted(
          expr,
          '@ modifier must be preceded by an instant vector selector or range vector selector or a subquery',
          reading,
        )
      if (shiftOf(shifted).at !== null)
        reading.note(spanOf(node), '@ <timestamp> may not be set multiple times')
      return shift(shifted, { at: readAt(childrenOf(node).at(-1) ?? node, reading) }, span)
    }
    default:
      reading.note(spanOf(node), newer(`"${textOf(reading, childrenOf(node).at(-1) ?? node)}"`))
      return expr
  }
}

function withRange(expr: Expr, isBracketed: boolean, node: SyntaxNode, reading: Reading): Expr {
  if (expr.kind !== 'vector-selector' || isBracketed)
    return noted(expr, 'ranges only allowed for vector selectors', reading)
  if (expr.offsetMs !== 0) reading.note(expr.span, 'no offset modifiers allowed before range')
  if (expr.at !== null) reading.note(expr.span, 'no @ modifiers allowed before range')
  const range = node.getChild('DurationExpr')
  return {
    kind: 'matrix-selector',
    selector: expr,
    rangeMs: range === null ? 0 : positiveDuration(range, reading),
    span: { from: expr.span.from, to: node.to },
  }
}

function noted(expr: Expr, message: string, reading: Reading): Expr {
  reading.note(expr.span, message)
  return expr
}

type Shiftable = VectorSelector | MatrixSelector | Subquery

const shiftable = (expr: Expr, isBracketed: boolean): Shiftable | null =>
  !isBracketed &&
  (expr.kind === 'vector-selector' || expr.kind === 'matrix-selector' || expr.kind === 'subquery')
    ? expr
    : null

const shiftOf = (expr: Shiftable): VectorSelector | Subquery =>
  expr.kind === 'matrix-selector' ? expr.selector : expr

function shift(
  expr: Shiftable,
  by: { readonly offsetMs: DurationMs } | { readonly at: At },
  span: Expr['span'],
): Shiftable {
  return expr.kind === 'matrix-selector'
    ? { ...expr, selector: { ...expr.selector, ...by }, span }
    : { ...expr, ...by, span }
}

function positiveDuration(node: SyntaxNode, reading: Reading): DurationMs {
  const ms = durationOf(node, reading)
  if (ms === 0) reading.note(spanOf(node), 'duration must be greater than 0')
  return ms
}

function readOffset(node: SyntaxNode, reading: Reading): DurationMs {
  const [first, second] = childrenOf(node)
  if (first?.name === 'UnaryOp' && second !== undefined)
    return (textOf(reading, first) === '-' ? -1 : 1) * readOffset(second, reading)
  return positiveDuration(node, reading)
}

function durationOf(node: SyntaxNode, reading: Reading): DurationMs {
  const parts = childrenOf(node)
  if (parts.length !== 1 || parts[0]?.name !== 'NumberDurationLiteralInDurationContext') {
    reading.note(spanOf(node), newer('a duration that is computed'))
    return 1
  }
  const ms = readDuration(textOf(reading, node))
  if (typeof ms !== 'string') return ms
  reading.note(spanOf(node), ms)
  return 1
}

function readAt(node: SyntaxNode, reading: Reading): At {
  if (node.name === 'AtModifierPreprocessors')
    return { kind: node.firstChild?.name === 'AtStart' ? 'start' : 'end' }
  const text = textOf(reading, node)
  const seconds =
    (readNumberOrDuration(text.replace(/^[+-]\s*/, '')) ?? Number.NaN) * (text.startsWith('-') ? -1 : 1)
  if (!(Math.abs(seconds) < 2 ** 63 / 1000))
    reading.note(spanOf(node), `timestamp out of bounds for @ modifier: ${text}`)
  return { kind: 'time', at: Math.round(seconds * 1000) }
}
