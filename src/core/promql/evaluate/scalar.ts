import type { Expr } from '../ast.ts'
import type { Numbers } from '../column.ts'
import { isSetOp, operatorOf } from '../operators/numbers.ts'
import { type Evaluation, unexpected } from './evaluation.ts'

/** The number that an expression is at each moment. */
export function evaluateScalar(expr: Expr, evaluation: Evaluation): Numbers {
  const { times } = evaluation
  switch (expr.kind) {
    case 'number':
      return times.map(() => expr.value)
    case 'unary': {
      const values = evaluateScalar(expr.expr, evaluation)
      return expr.op === '+' ? values : values.map((value) => (value === null ? null : -value))
    }
    case 'binary': {
      if (isSetOp(expr.op)) throw unexpected(expr, 'a scalar')
      const operate = operatorOf(expr.op, expr.isBool)
      const right = evaluateScalar(expr.right, evaluation)
      return evaluateScalar(expr.left, evaluation).map((value, step) =>
        operate(value ?? Number.NaN, right[step] ?? Number.NaN),
      )
    }
    case 'call':
      return evaluateScalarCall(expr.name, expr.args, evaluation)
    default:
      throw unexpected(expr, 'a scalar')
  }
}

function evaluateScalarCall(name: string, args: readonly Expr[], evaluation: Evaluation): Numbers {
  const { times } = evaluation
  const [arg] = args
  if (name === 'pi') return times.map(() => Math.PI)
  if (name === 'time') return times.map((time) => time / 1000)
  if (name !== 'scalar' || arg === undefined) throw new Error(`${name}() is not known to give a scalar`)
  const columns = evaluation.evaluate.vector(arg, evaluation)
  return times.map((_, step) => {
    const [value, second] = columns.flatMap(({ values }) => values[step] ?? [])
    return value === undefined || second !== undefined ? Number.NaN : value
  })
}
