import type { Mark } from '../core/mark.ts'
import type { Role } from '../core/row.ts'
import type { EpochMs } from '../core/time.ts'
import type { ColumnMark } from '../widgets/marks.ts'

/** How marks look on time axes. None is the sign of a state: a deployment is no warning. */
export const MARK_LOOK: Readonly<Record<Mark['kind'], { readonly sign: string; readonly role: Role }>> = {
  deployment: { sign: '▴', role: 'accent' },
  action: { sign: '◆', role: 'strong' },
  reverted: { sign: '↺', role: 'strong' },
  alert: { sign: '!', role: 'warn' },
}

/** `◆1`: what stands for a mark in its column, and before its words. */
export const columnMark = (mark: Mark, columnOf: (at: EpochMs) => number): ColumnMark => ({
  ...MARK_LOOK[mark.kind],
  column: columnOf(mark.at),
  number: 'number' in mark ? String(mark.number) : '',
})

/** What is marked where there is room for signs alone: what somebody did to the system. */
export const isDone = ({ kind }: Mark): boolean => kind !== 'alert'
