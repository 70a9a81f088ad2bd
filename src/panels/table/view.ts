import { type Row, span } from '../../core/row.ts'
import { formatDuration } from '../../core/time.ts'
import { type Level, worstLevel } from '../../core/verdict.ts'
import { cellWidth } from '../../core/width.ts'
import { SYMBOLS } from '../../widgets/badge.ts'
import { truncate } from '../../widgets/fit.ts'
import { rowsSection, stack, wholeSection } from '../../widgets/stack.ts'
import { type Column, cell, column, drawn, tableLines } from '../../widgets/table.ts'
import { lineColumns } from '../also.ts'
import { fullLabel } from '../columns.ts'
import type { Item } from '../item.ts'
import type { Area, Heights } from '../kind.ts'
import { valueRole, valueText, valueWidth } from '../text.ts'
import type { Table } from './judge.ts'

type Matrix = NonNullable<Table['matrix']>

export function heights({ items, matrix }: Table): Heights {
  const rows = matrix === null ? items.length : matrix.rows.length
  return { full: rows + (matrix === null ? 0 : 1), least: Math.min(3, rows) }
}

export function draw({ items, matrix }: Table, { width, height }: Area): readonly Row[] {
  if (matrix === null) {
    const rows = tableLines(lineColumns(items, fullLabel), width)
    const levels = items.map(({ level }) => level)
    return stack([rowsSection(rows, levels, 0)], height)
  }
  const lines = tableLines(matrixColumns(matrix), width)
  const rows = { length: matrix.rows.length, at: (index: number) => lines.at(index + 1) }
  const levels = matrix.rows.map(levelOf)
  return stack([wholeSection([lines.at(0) ?? []], 1), rowsSection(rows, levels, 0)], height)
}

const levelOf = ({ fields }: Matrix['rows'][number]): Level =>
  worstLevel(fields.map((item) => item?.level ?? 'ok'))

/** A symbol, the label, and a column for each signal; the first signals stay longest. */
function matrixColumns({ titles, rows }: Matrix): readonly Column[] {
  const levels = rows.map(levelOf)
  const labelWidth = Math.max(1, ...rows.map(({ key }) => Math.min(28, cellWidth(key))))
  return [
    column({
      cells: [cell([]), ...levels.map((level) => cell([span(SYMBOLS[level], level)]))],
      width: 1,
      dropRank: 1,
    }),
    column({
      cells: [
        cell([]),
        ...rows.map(({ key }, index) =>
          drawn((room) => [span(truncate(key, room), levels[index] === 'ok' ? 'dim' : 'text')]),
        ),
      ],
      width: labelWidth,
      least: Math.min(labelWidth, 6),
      shrinkRank: 1.5,
      dropRank: 0,
      gap: 1,
    }),
    ...titles.map((title, index) =>
      signalColumn(
        title,
        rows.map(({ fields }) => fields[index] ?? null),
        index,
      ),
    ),
  ]
}

function signalColumn(title: string, items: readonly (Item | null)[], index: number): Column {
  const texts = items.map(fieldText)
  const known = items.filter((item) => item !== null)
  const width = Math.max(
    ...known.map(({ signal }) => valueWidth(signal)),
    ...texts.map(cellWidth),
    Math.min(12, cellWidth(title)),
  )
  return column({
    cells: [
      drawn((room) => [span(truncate(title, room), 'dim')]),
      ...items.map((item, row) => cell(item === null ? [] : [span(texts[row] ?? '', valueRole(item))])),
    ],
    width,
    align: 'right',
    dropRank: 2 + index,
  })
}

function fieldText(item: Item | null): string {
  if (item === null) return ''
  const { ageMs, level } = item
  const age = level === 'stale' && ageMs !== null ? ` ◌${formatDuration(ageMs)}` : ''
  return `${valueText(item)}${age}`
}
