import type { Column, Numbers } from '../column.ts'
import { type Grouping, groupMembers } from './grouping.ts'
import { type FoldOp, foldOf } from './numbers.ts'

/** One series a group, of what `op` makes of its members at each moment. `params` are of `quantile` alone. */
export function foldGroups(
  op: FoldOp,
  columns: readonly Column[],
  grouping: Grouping,
  params: Numbers,
): Column[] {
  const fold = foldOf(op)
  return groupMembers(columns, grouping).map(({ labels, members }) => ({
    labels,
    values: params.map((param, step) => {
      const present: number[] = []
      for (const { values } of members) {
        const value = values[step] ?? null
        if (value !== null) present.push(value)
      }
      return present.length === 0 ? null : fold(present, param ?? Number.NaN)
    }),
  }))
}
