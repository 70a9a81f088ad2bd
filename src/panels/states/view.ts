import { type Row, span } from '../../core/row.ts'
import { formatDuration } from '../../core/time.ts'
import { compareLevels, type Level } from '../../core/verdict.ts'
import { cellWidth } from '../../core/width.ts'
import { SYMBOLS, symbol } from '../../widgets/badge.ts'
import { firstFitting, rowWidth } from '../../widgets/fit.ts'
import { rowsSection, stack } from '../../widgets/stack.ts'
import { type Cell, type Column, cell, column, drawn, rest, tableLines } from '../../widgets/table.ts'
import { linesSection } from '../also.ts'
import { keyLabel, labelColumn, noteRow, words } from '../columns.ts'
import { type Item, isLive } from '../item.ts'
import type { Area, Heights } from '../kind.ts'
import { notesSection } from '../notes.ts'
import { valueRole, valueText } from '../text.ts'
import type { StateRow, States } from './judge.ts'

export function heights({ rows, also }: States, width: number): Heights {
  const lines = also.length === 0 ? 0 : linesSection(also, width, 1).rows
  return { full: rows.length + lines, least: Math.min(3, rows.length) }
}

export function draw({ rows, also }: States, { width, height }: Area): readonly Row[] {
  const table = tableLines(columnsOf(rows), width)
  const lines = also.length === 0 ? [] : [linesSection(also, width, 1)]
  return stack(
    [
      rowsSection(table, rows.map(levelOf), 0),
      ...lines,
      notesSection(
        rows.map(({ item }) => item),
        width,
        2,
      ),
    ],
    height,
  )
}

/** What is worst about a row, the opinions beside it included. */
function levelOf({ item, beside, trips }: StateRow): Level {
  const levels = [item.level, beside?.level ?? 'ok', trips?.level ?? 'ok'] as const
  return levels.toSorted(compareLevels)[0] ?? 'ok'
}

function columnsOf(rows: readonly StateRow[]): readonly Column[] {
  const items = rows.map(({ item }) => item)
  return [
    labelColumn(items, keyLabel),
    stateColumn(rows),
    heldColumn(items),
    ...(rows.some(({ beside }) => beside !== null) ? [besideColumn(rows)] : []),
    ...(rows.some(({ trips }) => trips !== null) ? [tripsColumn(rows)] : []),
    noteColumn(items),
  ]
}

/** Symbol and word; a state that asks for somebody is in capitals. */
function stateColumn(rows: readonly StateRow[]): Column {
  const items = rows.map(({ item }) => item)
  const wordsOf = items.flatMap((item) => [...Object.values(item.signal.states), valueText(item)])
  return column({
    cells: rows.map((row) => stateCell(row)),
    width: 2 + Math.max(7, ...wordsOf.map(cellWidth)),
    dropRank: 1,
  })
}

function stateCell({ item, beside }: StateRow): Cell {
  const isBesideNews = beside !== null && beside.level !== 'ok' && beside.level !== 'unknown'
  if (item.value === null && !isBesideNews) return rest((width) => noteRow(item, width))
  const text = item.value === null ? (item.level === 'unknown' ? 'unknown' : 'NO ANSWER') : valueText(item)
  const shown = item.level === 'crit' ? text.toUpperCase() : text
  const role = item.level === 'ok' ? 'ok' : valueRole(item)
  return cell([span(item.isOff ? '○' : SYMBOLS[item.level], role), span(` ${shown}`, valueRole(item))])
}

function heldColumn(items: readonly Item[]): Column {
  return column({
    cells: items.map((item) => {
      if (item.value === null) return cell([])
      if (!isLive(item)) {
        const age = item.ageMs === null ? '' : `${formatDuration(item.ageMs)} old`
        return cell([span(age, 'stale')])
      }
      const held = `${item.isHeldLonger ? '≥' : ''}${formatDuration(item.heldMs)}`
      return cell([span(held, item.level === 'ok' ? 'dim' : 'text')])
    }),
    width: 9,
    align: 'right',
    gap: 1,
    dropRank: 3,
  })
}

/** The other opinion in words; in a narrow panel its sign alone, since it may be the one that is not ok. */
function besideColumn(rows: readonly StateRow[]): Column {
  return column({
    cells: rows.map(({ beside, isContradicted }) =>
      drawn((room) => (beside === null ? [] : besideRow(beside, isContradicted, room))),
    ),
    width: Math.max(
      ...rows.map(({ beside, isContradicted }) =>
        beside === null ? 0 : rowWidth(besideRow(beside, isContradicted, Number.POSITIVE_INFINITY)),
      ),
    ),
    least: 1,
    isTwoSized: true,
    shrinkRank: 4.2,
    dropRank: 1.5,
  })
}

function besideRow(beside: Item, isContradicted: boolean, room: number): Row {
  const sign = isContradicted ? span('≠', 'warn') : beside.isOff ? span('○', 'dim') : symbol(beside.level)
  const words: Row = [
    span(`${beside.signal.title} `, 'dim'),
    span(besideText(beside), isContradicted ? 'warn' : valueRole(beside)),
  ]
  return firstFitting([isContradicted ? [...words, span(' '), sign] : words, [sign]], room)
}

function besideText(beside: Item): string {
  if (beside.value === null) return beside.level === 'unknown' ? '?' : 'no answer'
  return valueText(beside)
}

function tripsColumn(rows: readonly StateRow[]): Column {
  const texts = rows.map(({ trips }) => (trips === null ? '' : valueText(trips)))
  const width = Math.max(2, ...texts.map(cellWidth))
  return column({
    cells: rows.map(({ trips }, index) =>
      trips === null
        ? cell([])
        : cell([
            span(`${trips.signal.title} `, 'dim'),
            span((texts[index] ?? '').padStart(width), valueRole(trips)),
          ]),
    ),
    dropRank: 5,
  })
}

/** Why a state can't be gone by, where there is room for it. */
function noteColumn(items: readonly Item[]): Column {
  return column({
    cells: items.map(({ note, isOff }) => drawn((width) => words(isOff ? 'switched off' : note, width))),
    width: 10,
    least: 8,
    growsTo: Number.POSITIVE_INFINITY,
    dropRank: 6,
  })
}
