import type { SyntaxNode } from '@lezer/common'
import type { BinaryOp, Expr } from '../ast.ts'
import { TYPE_NAMES, typeOf } from '../typeOf.ts'
import { readBinary, readOp, STRENGTH } from './binary.ts'
import { readAggregate, readCall } from './call.ts'
import { readNumberOrDuration } from './literals.ts'
import { readSelector } from './selector.ts'
import { applySuffix, isSuffix } from './suffix.ts'
import { readText } from './text.ts'
import { childrenOf, type Reading, spanOf, textOf } from './tree.ts'

type Piece =
  | { readonly kind: 'sign'; readonly from: number; readonly sign: string }
  | { readonly kind: 'operand'; readonly node: SyntaxNode }
  | { readonly kind: 'suffix'; readonly node: SyntaxNode }
  | { readonly kind: 'operator'; readonly op: BinaryOp; readonly modifiers: readonly SyntaxNode[] }

/**
 * Reads an expression from its tree. The grammar's tree can't be trusted with what binds to what (it reads `-1 ^ 2` as
 * `(-1) ^ 2`, and `a + b offset 5m` as `(a + b) offset 5m`), so it is laid out flat again, up to the next brackets,
 * and put together as Prometheus does.
 */
export function readExpr(node: SyntaxNode, reading: Reading): Expr {
  const pieces = piecesOf(node, reading)
  let next = 0

  const chain = (least: number): Expr => {
    let left = signed()
    for (;;) {
      const piece = pieces[next]
      if (piece?.kind !== 'operator' || STRENGTH[piece.op] < least) return left
      next += 1
      const right = chain(piece.op === '^' ? STRENGTH['^'] : STRENGTH[piece.op] + 1)
      left = readBinary(piece.op, piece.modifiers, left, right, reading)
    }
  }

  const signed = (): Expr => {
    const piece = pieces[next]
    next += 1
    if (piece?.kind === 'sign') return withSign(piece.sign, piece.from, chain(STRENGTH['^']), reading)
    if (piece?.kind !== 'operand') throw new Error('an expression without an operand has passed the grammar')
    let expr = readOperand(piece.node, reading)
    let isBracketed = piece.node.name === 'ParenExpr'
    for (let suffix = pieces[next]; suffix?.kind === 'suffix'; suffix = pieces[next]) {
      expr = applySuffix(expr, isBracketed, suffix.node, reading)
      isBracketed = false
      next += 1
    }
    return expr
  }

  return chain(0)
}

function piecesOf(node: SyntaxNode, reading: Reading): Piece[] {
  const [first, ...rest] = childrenOf(node)
  const last = rest.at(-1)
  if (first !== undefined && last !== undefined && node.name === 'BinaryExpr') {
    const [opNode = last, ...modifiers] = rest.slice(0, -1)
    return [
      ...piecesOf(first, reading),
      { kind: 'operator', op: readOp(opNode, reading), modifiers },
      ...piecesOf(last, reading),
    ]
  }
  if (first !== undefined && last !== undefined && node.name === 'UnaryExpr')
    return [{ kind: 'sign', from: node.from, sign: textOf(reading, first) }, ...piecesOf(last, reading)]
  if (first !== undefined && isSuffix(node)) return [...piecesOf(first, reading), { kind: 'suffix', node }]
  const sign = node.name === 'NumberDurationLiteral' ? /^[+-]/.exec(textOf(reading, node)) : null
  const operand: Piece = { kind: 'operand', node }
  return sign === null ? [operand] : [{ kind: 'sign', from: node.from, sign: sign[0] }, operand]
}

function withSign(sign: string, from: number, expr: Expr, reading: Reading): Expr {
  const span = { from, to: expr.span.to }
  const type = typeOf(expr)
  if (type !== 'scalar' && type !== 'vector')
    reading.note(
      span,
      `unary expression only allowed on expressions of type scalar or instant vector, got "${TYPE_NAMES[type]}"`,
    )
  const op = sign === '-' ? '-' : '+'
  return expr.kind === 'number'
    ? { kind: 'number', value: op === '-' ? -expr.value : expr.value, span }
    : { kind: 'unary', op, expr, span }
}

function readOperand(node: SyntaxNode, reading: Reading): Expr {
  const span = spanOf(node)
  switch (node.name) {
    case 'ParenExpr':
      return { ...readExpr(childrenOf(node)[0] ?? node, reading), span }
    case 'NumberDurationLiteral': {
      const text = textOf(reading, node).replace(/^[+-]\s*/, '')
      const value = readNumberOrDuration(text)
      if (value === null) reading.note(span, `error parsing number: "${text}"`)
      return { kind: 'number', value: value ?? Number.NaN, span }
    }
    case 'StringLiteral':
      return { kind: 'string', value: readText(node, reading), span }
    case 'VectorSelector':
      return readSelector(node, reading)
    case 'FunctionCall':
      return readCall(node, argumentsOf(node, reading), reading)
    case 'AggregateExpr':
      return readAggregate(node, argumentsOf(node, reading), reading)
    default:
      throw new Error(`${node.name} has passed the grammar but is not known`)
  }
}

const argumentsOf = (node: SyntaxNode, reading: Reading): Expr[] =>
  childrenOf(node.getChild('FunctionCallBody')).map((arg) => readExpr(arg, reading))
