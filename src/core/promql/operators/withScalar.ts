import type { Binary } from '../ast.ts'
import { type Column, isColumn, mapColumn, type Numbers } from '../column.ts'
import { withoutName } from '../labels.ts'
import { changesValue, isFilter, isSetOp, operatorOf } from './numbers.ts'

/** An operation of a vector and a scalar. A comparison keeps the vector's value, whichever side it stands on. */
export function withScalar(
  { op, isBool }: Binary,
  columns: readonly Column[],
  scalar: Numbers,
  scalarSide: 'left' | 'right',
): Column[] {
  if (isSetOp(op)) throw new Error(`"${op}" of a scalar has passed the checks of types`)
  const operate = operatorOf(op, isBool)
  const dropsName = changesValue(op, isBool)
  return columns
    .map((column) =>
      mapColumn(column, dropsName ? withoutName(column.labels) : column.labels, (value, step) => {
        const other = scalar[step] ?? Number.NaN
        if (scalarSide === 'right') return operate(value, other)
        const result = operate(other, value)
        return result !== null && isFilter(op, isBool) ? value : result
      }),
    )
    .filter(isColumn)
}
