import { type Column, collectColumns, type Numbers } from '../column.ts'
import { type Grouping, groupMembers } from './grouping.ts'

type Ranked = { readonly column: Column; readonly value: number }

/**
 * `topk` and `bottomk`: the k largest or smallest of each group, best first, with the labels they have.
 * NaN is worse than every number; of equals, those that came first.
 */
export function rank(
  op: 'topk' | 'bottomk',
  columns: readonly Column[],
  grouping: Grouping,
  counts: Numbers,
): readonly Column[] {
  const better = op === 'topk' ? (a: number, b: number) => a > b : (a: number, b: number) => a < b
  const order = (a: Ranked, b: Ranked): number => {
    if (better(a.value, b.value) || (Number.isNaN(b.value) && !Number.isNaN(a.value))) return -1
    return better(b.value, a.value) || (Number.isNaN(a.value) && !Number.isNaN(b.value)) ? 1 : 0
  }
  const collected = collectColumns(counts.length)
  for (const { members } of groupMembers(columns, grouping)) {
    for (const [step, count] of counts.entries()) {
      const present = members.flatMap((column): Ranked[] => {
        const value = column.values[step] ?? null
        return value === null ? [] : [{ column, value }]
      })
      // Sorting is stable, and so is what is cut off.
      for (const { column, value } of present.sort(order).slice(0, Math.max(0, Math.trunc(count ?? 0))))
        collected.put(column.labels, step, value)
    }
  }
  return collected.columns()
}

/** Why there can't be so many; null where there can. */
export const countMistake = (count: number): string | null =>
  Math.abs(count) < 2 ** 63 ? null : `Scalar value ${count} overflows int64`
