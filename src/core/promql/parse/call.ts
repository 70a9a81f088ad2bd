import type { SyntaxNode } from '@lezer/common'
import { closest } from 'fastest-levenshtein'
import type { AggregateOp, Expr, ValueType } from '../ast.ts'
import { labelFunctionMistake } from '../functions/relabel.ts'
import { functionNames, type Signature, signatureOf } from '../functions/signatures.ts'
import { refusalOf } from '../refusal.ts'
import { TYPE_NAMES, typeOf } from '../typeOf.ts'
import { readLabels } from './grouping.ts'
import { childrenOf, type Reading, spanOf, textOf } from './tree.ts'

/** A function and its arguments, checked as Prometheus does. */
export function readCall(node: SyntaxNode, args: readonly Expr[], reading: Reading): Expr {
  const [nameNode = node] = childrenOf(node)
  const name = textOf(reading, nameNode)
  const span = spanOf(node)
  const signature = signatureOf(name)
  if (signature === undefined) {
    reading.note(spanOf(nameNode), notCallable(name))
    return { kind: 'number', value: Number.NaN, span }
  }
  const wrongCount = countMistake(name, signature, args.length)
  if (wrongCount !== null) reading.note(span, wrongCount)
  for (const [i, arg] of args.entries()) {
    const type = signature.takes[i] ?? signature.further?.type
    if (type !== undefined) expectType(arg, type, `call to function "${name}"`, reading)
  }
  const mistake = wrongCount === null ? labelFunctionMistake(name, args) : null
  if (mistake !== null) reading.note(mistake.span, mistake.message)
  return { kind: 'call', name, args, span }
}

function countMistake(name: string, { takes, further }: Signature, got: number): string | null {
  const least = takes.length
  if (further === null && got !== least)
    return `expected ${least} argument(s) in call to "${name}", got ${got}`
  if (got < least) return `expected at least ${least} argument(s) in call to "${name}", got ${got}`
  const most = least + (further?.atMost ?? 0)
  return got > most ? `expected at most ${most} argument(s) in call to "${name}", got ${got}` : null
}

/** Why a name can't be called: it is refused, or nobody knows it. */
export const notCallable = (name: string): string =>
  refusalOf(name) ??
  `unknown function with name "${name}"; the nearest name is ${closest(name, functionNames())}()`

const AGGREGATES = {
  sum: null,
  avg: null,
  count: null,
  min: null,
  max: null,
  group: null,
  stddev: null,
  stdvar: null,
  topk: 'scalar',
  bottomk: 'scalar',
  count_values: 'string',
  quantile: 'scalar',
} as const satisfies Readonly<Record<AggregateOp, ValueType | null>>

const isAggregate = (name: string): name is AggregateOp => Object.hasOwn(AGGREGATES, name)

/** An aggregation; of `args`, the last is aggregated, the one before is its parameter. */
export function readAggregate(node: SyntaxNode, args: readonly Expr[], reading: Reading): Expr {
  const span = spanOf(node)
  const [opNode = node] = childrenOf(node)
  const op = textOf(reading, opNode).toLowerCase()
  if (!isAggregate(op)) {
    reading.note(spanOf(opNode), notCallable(op))
    return { kind: 'number', value: Number.NaN, span }
  }
  const paramType = AGGREGATES[op]
  const expected = paramType === null ? 1 : 2
  const expr = args.at(expected - 1)
  if (args.length === 0) reading.note(span, 'no arguments for aggregate expression provided')
  if (args.length !== expected || expr === undefined) {
    reading.note(
      span,
      `wrong number of arguments for aggregate expression provided, expected ${expected}, got ${args.length}`,
    )
    return { kind: 'number', value: Number.NaN, span }
  }
  const param = paramType === null ? null : (args[0] ?? null)
  expectType(expr, 'vector', 'aggregation expression', reading)
  if (param !== null && paramType !== null) expectType(param, paramType, 'aggregation parameter', reading)
  const modifier = node.getChild('AggregateModifier')
  const labels = modifier?.getChild('GroupingLabels') ?? null
  return {
    kind: 'aggregate',
    op,
    param,
    expr,
    grouping: labels === null ? [] : readLabels(labels, reading),
    without: modifier?.firstChild?.name === 'Without',
    span,
  }
}

function expectType(expr: Expr, type: ValueType, where: string, reading: Reading): void {
  const got = typeOf(expr)
  if (got !== type)
    reading.note(expr.span, `expected type ${TYPE_NAMES[type]} in ${where}, got ${TYPE_NAMES[got]}`)
}
