import { type Row, span } from '../../core/row.ts'
import { type EpochMs, formatClock, formatRoughly } from '../../core/time.ts'
import { formatNumber } from '../../core/units.ts'
import { cellWidth } from '../../core/width.ts'
import { rowsSection, type Section, stack, wholeSection } from '../../widgets/stack.ts'
import { type Column, cell, column, drawTable, tableLines } from '../../widgets/table.ts'
import { lineColumns, linesSection } from '../also.ts'
import { fullLabel } from '../columns.ts'
import type { Area, Heights } from '../kind.ts'
import type { CounterEvent } from './events.ts'
import type { Counter } from './judge.ts'

/** More events than these are for the zoom. */
const EVENTS_WANTED = 3

export function heights(data: Counter, width: number): Heights {
  const also = data.also.length === 0 ? 0 : linesSection(data.also, width, 2).rows
  // Always room for one line of events, so that the panel keeps its height when the first happens.
  const events = Math.max(1, Math.min(EVENTS_WANTED, data.events.length)) + (data.earlier > 0 ? 1 : 0)
  return { full: data.items.length + events + also, least: data.items.length }
}

export function draw(data: Counter, { width, height }: Area): readonly Row[] {
  const head = tableLines(lineColumns(data.items, fullLabel), width)
  const eventSection: Section = {
    rows: data.events.length,
    urgent: 0,
    least: 1,
    rank: 1,
    draw: (rows) => eventRows(data, rows, width),
  }
  return stack(
    [
      rowsSection(
        head,
        data.items.map(({ level }) => level),
        0,
      ),
      eventSection,
      wholeSection(earlierRows(data, width), 1.5),
      ...(data.also.length === 0 ? [] : [linesSection(data.also, width, 2)]),
    ],
    height,
  )
}

/** The newest events, each with its number since the count began. */
function eventRows(
  { events, earlier, progress, now }: Counter,
  count: number,
  width: number,
): readonly Row[] {
  const total = events.reduce((sum, { by }) => sum + by, 0) + earlier
  let number = total
  const numbered = events.slice(0, count).map((event) => {
    const own = number
    number -= event.by
    return { event, text: `#${own}` }
  })
  const columns: readonly Column[] = [
    column({
      cells: numbered.map(({ text }) => cell([span(text, 'dim')])),
      align: 'right',
      dropRank: 3,
    }),
    column({ cells: numbered.map(({ event }) => cell([span(clock(event.at, now))])), dropRank: 0 }),
    column({
      cells: numbered.map(({ event }) => cell([span(`${formatRoughly(now - event.at)} ago`, 'dim')])),
      align: 'right',
      dropRank: 2,
    }),
    ...(progress === null
      ? []
      : [
          column({
            cells: numbered.map(({ event }) => cell(changeRow(event, progress.signal))),
            dropRank: 1,
          }),
        ]),
  ]
  return drawTable(columns, width)
}

/** Time of day in UTC; of another day with its date, since 48 hours have each time twice. */
function clock(at: EpochMs, now: EpochMs): string {
  const time = formatClock(at).slice(0, 5)
  const isToday = new Date(at).getUTCDate() === new Date(now).getUTCDate()
  return isToday ? time : `${new Date(at).toISOString().slice(5, 10)} ${time}`
}

function changeRow({ before, after }: CounterEvent, signal: NonNullable<Counter['progress']>['signal']): Row {
  if (before === null && after === null) return []
  const text = (value: number | null) =>
    value === null ? '?' : formatNumber(value, signal.unit, signal.digits ?? undefined)
  return [span(`${signal.title} `, 'dim'), span(`${text(before)} → ${text(after)}`)]
}

/** A count that reaches farther back than the history can't show all it counts. */
function earlierRows({ earlier, knownSince, now }: Counter, width: number): readonly Row[] {
  if (earlier <= 0) return []
  const texts =
    knownSince === null
      ? [`${earlier} not in the history`]
      : [
          `${earlier} more before ${clock(knownSince, now)}, where the history begins`,
          `${earlier} more before ${clock(knownSince, now)}`,
        ]
  const text = texts.find((one) => cellWidth(one) <= width)
  return text === undefined ? [] : [[span(text, 'dim')]]
}
