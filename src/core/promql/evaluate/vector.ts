import { countValues } from '../aggregate/countValues.ts'
import { foldGroups } from '../aggregate/fold.ts'
import { countMistake, rank } from '../aggregate/ranking.ts'
import type { Aggregate, Binary, Expr } from '../ast.ts'
import { type Column, isColumn, mapColumn, unite } from '../column.ts'
import { isLabelName, withoutName } from '../labels.ts'
import { matchVectors } from '../operators/matched.ts'
import { isSetOp } from '../operators/numbers.ts'
import { combineSets } from '../operators/sets.ts'
import { withScalar } from '../operators/withScalar.ts'
import { typeOf } from '../typeOf.ts'
import { evaluateCall } from './call.ts'
import { type Evaluation, unexpected } from './evaluation.ts'
import { selectInstant } from './instant.ts'

const SAME_LABELS = 'vector cannot contain metrics with the same labelset'

/** The instant vector that an expression is at each moment. */
export function evaluateVector(expr: Expr, evaluation: Evaluation): readonly Column[] {
  const clash = (): void => evaluation.fail(expr.span, SAME_LABELS)
  switch (expr.kind) {
    case 'vector-selector':
      return selectInstant(expr, evaluation)
    case 'unary': {
      if (expr.op === '+') return evaluateVector(expr.expr, evaluation)
      const negated = evaluateVector(expr.expr, evaluation)
        .map((column) => mapColumn(column, withoutName(column.labels), (value) => -value))
        .filter(isColumn)
      return unite(negated, clash, 'anytime')
    }
    case 'binary':
      return unite(evaluateBinary(expr, evaluation), clash)
    case 'aggregate':
      return evaluateAggregate(expr, evaluation)
    case 'call':
      return evaluateCall(expr, evaluation, clash)
    default:
      throw unexpected(expr, 'an instant vector')
  }
}

function evaluateBinary(expr: Binary, evaluation: Evaluation): Column[] {
  const { op, left, right, matching, span } = expr
  if (matching !== null) {
    const sides = [evaluateVector(left, evaluation), evaluateVector(right, evaluation)] as const
    if (isSetOp(op)) return combineSets(op, matching, ...sides)
    return matchVectors(expr, matching, ...sides, (message) => evaluation.fail(span, message))
  }
  return typeOf(left) === 'scalar'
    ? withScalar(
        expr,
        evaluateVector(right, evaluation),
        evaluation.evaluate.scalar(left, evaluation),
        'left',
      )
    : withScalar(
        expr,
        evaluateVector(left, evaluation),
        evaluation.evaluate.scalar(right, evaluation),
        'right',
      )
}

function evaluateAggregate(expr: Aggregate, evaluation: Evaluation): readonly Column[] {
  const { op, param } = expr
  const columns = evaluateVector(expr.expr, evaluation)
  if (op === 'count_values') {
    const label = param?.kind === 'string' ? param.value : ''
    if (!isLabelName(label))
      evaluation.fail(param?.span ?? expr.span, `invalid label name ${JSON.stringify(label)}`)
    return countValues(label, columns, expr, evaluation.times.length)
  }
  const params =
    param === null ? evaluation.times.map(() => null) : evaluation.evaluate.scalar(param, evaluation)
  if (op !== 'topk' && op !== 'bottomk') return foldGroups(op, columns, expr, params)
  const mistake = params.map((count) => countMistake(count ?? Number.NaN)).find((each) => each !== null)
  if (mistake !== undefined) evaluation.fail(param?.span ?? expr.span, mistake)
  return rank(op, columns, expr, params)
}
