import { type Column, collectColumns } from '../column.ts'
import { formatGoFloat } from '../goFloat.ts'
import { withLabel } from '../labels.ts'
import { type Grouping, groupMembers } from './grouping.ts'

/** `count_values`: how often each value comes, with the value as one more label. */
export function countValues(
  label: string,
  columns: readonly Column[],
  grouping: Grouping,
  steps: number,
): readonly Column[] {
  const collected = collectColumns(steps)
  const groupedBy = grouping.without ? grouping : { ...grouping, grouping: [...grouping.grouping, label] }
  for (let step = 0; step < steps; step += 1) {
    const valued = columns.flatMap(({ labels, values }) => {
      const value = values[step] ?? null
      return value === null ? [] : [{ labels: withLabel(labels, label, formatGoFloat(value)) }]
    })
    for (const { labels, members } of groupMembers(valued, groupedBy))
      collected.put(labels, step, members.length)
  }
  return collected.columns()
}
