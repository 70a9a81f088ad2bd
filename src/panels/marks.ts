import { type Mark, marksOf } from '../core/mark.ts'
import type { Model } from '../core/model.ts'
import type { Role, Row } from '../core/row.ts'
import type { DurationMs, EpochMs } from '../core/time.ts'
import { cellOf } from '../widgets/buckets.ts'
import type { Glyphs } from '../widgets/glyphs.ts'
import { type ColumnMark, markedAxis } from '../widgets/marks.ts'
import { pointsPerCell } from '../widgets/plot.ts'

/** How marks look on time axes. None is the sign of a state: a deployment is no warning. */
export const MARK_LOOK: Readonly<Record<Mark['kind'], { readonly sign: string; readonly role: Role }>> = {
  deployment: { sign: '▴', role: 'accent' },
  action: { sign: '◆', role: 'strong' },
  reverted: { sign: '↺', role: 'strong' },
  event: { sign: '◇', role: 'dim' },
  alert: { sign: '!', role: 'warn' },
}

/** `◆1`: what stands for a mark in its column, and before its words. */
export const columnMark = (mark: Mark, columnOf: (at: EpochMs) => number): ColumnMark => ({
  ...MARK_LOOK[mark.kind],
  column: columnOf(mark.at),
  number: 'number' in mark ? String(mark.number) : '',
})

/** What is marked where there is room for signs alone: what somebody did to the system. */
export const doneMarks = (model: Model): readonly Mark[] =>
  marksOf(model).filter(({ kind }) => kind !== 'alert' && kind !== 'event')

/** A time axis with those marks in it that fall into its time. */
export function axisWithMarks(
  axis: Row,
  marks: readonly Mark[],
  time: { readonly now: EpochMs; readonly lengthMs: DurationMs },
  width: number,
  glyphs: Glyphs,
): Row {
  const columnOf = (at: EpochMs): number => cellOf(time, width, pointsPerCell(glyphs), at)
  return markedAxis(
    axis,
    marks.filter(({ at }) => at <= time.now && columnOf(at) >= 0).map((mark) => columnMark(mark, columnOf)),
  )
}
