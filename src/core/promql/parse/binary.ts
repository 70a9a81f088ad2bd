import type { SyntaxNode } from '@lezer/common'
import type { Binary, BinaryOp, Expr, Matching } from '../ast.ts'
import { newer } from '../refusal.ts'
import { TYPE_NAMES, typeOf } from '../typeOf.ts'
import { readLabels } from './grouping.ts'
import { childrenOf, type Reading, spanOf, textOf } from './tree.ts'

/** How strongly an operator binds; those of one strength from left to right, `^` from right to left. */
export const STRENGTH = {
  or: 1,
  and: 2,
  unless: 2,
  '==': 3,
  '!=': 3,
  '>': 3,
  '<': 3,
  '>=': 3,
  '<=': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
  atan2: 5,
  '^': 6,
} as const satisfies Readonly<Record<BinaryOp, number>>

const isOp = (text: string): text is BinaryOp => Object.hasOwn(STRENGTH, text)

const isComparison = (op: BinaryOp): boolean => STRENGTH[op] === STRENGTH['==']
const isSetOp = (op: BinaryOp): boolean => STRENGTH[op] <= STRENGTH.and

/** The operator that a node is; what is newer is noted and read as one that binds as strongly. */
export function readOp(node: SyntaxNode, reading: Reading): BinaryOp {
  const text = textOf(reading, node).toLowerCase()
  if (isOp(text)) return text
  reading.note(spanOf(node), newer(`"${text}"`))
  return '=='
}

/** An operation of two sides with its modifiers (`bool`, `on (…) group_left (…)`), as Prometheus checks it. */
export function readBinary(
  op: BinaryOp,
  modifiers: readonly SyntaxNode[],
  left: Expr,
  right: Expr,
  reading: Reading,
): Binary {
  const span = { from: left.span.from, to: right.span.to }
  const note = (message: string): void => reading.note(span, message)
  const isBool = modifiers.some(({ name }) => name === 'BoolModifier')
  const clause = modifiers.find(({ name }) => name === 'MatchingModifierClause')
  const fill = modifiers.find(({ name }) => name.startsWith('Fill'))
  if (fill !== undefined) reading.note(spanOf(fill), newer('"fill"'))

  const types = [typeOf(left), typeOf(right)] as const
  if (isBool && !isComparison(op)) note('bool modifier can only be used on comparison operators')
  if (isComparison(op) && !isBool && types.every((type) => type === 'scalar'))
    note('comparisons between scalars must use BOOL modifier')
  for (const [i, side] of [left, right].entries()) {
    if (types[i] !== 'scalar' && types[i] !== 'vector')
      reading.note(
        side.span,
        `binary expression must contain only scalar and instant vector types, got ${TYPE_NAMES[typeOf(side)]}`,
      )
  }
  const areVectors = types.every((type) => type === 'vector')
  if (!areVectors && isSetOp(op)) note(`set operator "${op}" not allowed in binary scalar expression`)
  const matching = readMatching(op, clause, reading)
  if (!areVectors && matching.labels.length > 0) note('vector matching only allowed between instant vectors')
  return { kind: 'binary', op, left, right, isBool, matching: areVectors ? matching : null, span }
}

function readMatching(op: BinaryOp, clause: SyntaxNode | undefined, reading: Reading): Matching {
  const card = isSetOp(op) ? 'many-to-many' : 'one-to-one'
  if (clause === undefined) return { card, on: false, labels: [], include: [] }
  const parts = childrenOf(clause)
  const [labels = [], include = []] = clause
    .getChildren('GroupingLabels')
    .map((grouping) => readLabels(grouping, reading))
  const on = parts[0]?.name === 'On'
  const group = parts.find(({ name }) => name === 'GroupLeft' || name === 'GroupRight')
  if (group === undefined) return { card, on, labels, include }
  if (isSetOp(op)) reading.note(spanOf(group), `no grouping allowed for "${op}" operation`)
  const twice = on ? include.find((label) => labels.includes(label)) : undefined
  if (twice !== undefined)
    reading.note(spanOf(clause), `label "${twice}" must not occur in ON and GROUP clause at once`)
  return { card: group.name === 'GroupLeft' ? 'many-to-one' : 'one-to-many', on, labels, include }
}
