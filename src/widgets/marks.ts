import type { Role, Row } from '../core/row.ts'
import { blank } from './fit.ts'
import { overlay, repaint } from './overlay.ts'

/** A mark in a column: its sign, and a number that tells it from others of its kind; '' for none. */
export type ColumnMark = {
  readonly column: number
  readonly sign: string
  readonly number: string
  readonly role: Role
}

type Cluster = { readonly start: number; readonly text: string; readonly marks: readonly ColumnMark[] }

/** The marks in a row of `width` cells. Those that would lie over each other are counted: `◆1`, `▴◆`, `◆×3`. */
export function markRow(marks: readonly ColumnMark[], width: number): Row {
  return clustersOf(marks, width).reduce<Row>(
    (row, { start, text, marks: [first] }) => overlay(row, start, text, first?.role ?? 'text'),
    [blank(width)],
  )
}

function clustersOf(marks: readonly ColumnMark[], width: number): readonly Cluster[] {
  const clusters: Cluster[] = []
  for (const mark of marks.toSorted((a, b) => a.column - b.column)) {
    if (mark.column < 0 || mark.column >= width) continue
    let own = clusterOf([mark], width)
    for (let last = clusters.at(-1); last !== undefined && isUnder(last, own); last = clusters.at(-1)) {
      clusters.pop()
      own = clusterOf([...last.marks, ...own.marks], width)
    }
    clusters.push(own)
  }
  return clusters
}

const isUnder = (last: Cluster, next: Cluster): boolean => last.start + last.text.length > next.start

function clusterOf(marks: readonly ColumnMark[], width: number): Cluster {
  const [first] = marks
  const signs = [...new Set(marks.map(({ sign }) => sign))]
  const count = marks.length > signs.length ? `×${marks.length}` : ''
  const text = marks.length === 1 ? `${first?.sign}${first?.number}` : `${signs.join('')}${count}`
  return { start: Math.max(0, Math.min(first?.column ?? 0, width - text.length)), text, marks }
}

/**
 * A time axis with the marks in it. A mark that falls on one of its words stands on the nearest piece of its line, and
 * where there are several for one place, the last one does.
 */
export function markedAxis(axis: Row, marks: readonly ColumnMark[]): Row {
  const line: number[] = []
  repaint(axis, (sign, role, x) => {
    if (sign === '─') line.push(x)
    return { sign, role }
  })
  if (line.length === 0) return axis
  return marks.reduce<Row>((row, { column, sign, role }) => {
    const nearest = line.reduce((a, b) => (Math.abs(b - column) < Math.abs(a - column) ? b : a))
    return overlay(row, nearest, sign, role)
  }, axis)
}
