import { type Row, span } from '../core/row.ts'
import type { SignalConfig } from '../core/signal.ts'
import { cellWidth } from '../core/width.ts'
import { BADGE_WIDTH, badge, offBadge, pendingBadge } from '../widgets/badge.ts'
import { type Bar, bar } from '../widgets/bar.ts'
import { fitRow, inRole, rowWidth, truncate } from '../widgets/fit.ts'
import type { Glyphs } from '../widgets/glyphs.ts'
import { isBeyond } from '../widgets/limit.ts'
import { sparkline } from '../widgets/spark.ts'
import { type Column, cell, cellsOf, column, drawn, rest } from '../widgets/table.ts'
import { type Item, isLive } from './item.ts'
import { limitLine, limitLines } from './limits.ts'
import { labelRole, limitText, limitWidth, valueRole, valueText, valueWidth } from './text.ts'

/** When the shape of a past, or of a part, gives up its room. */
export const PAST_RANK = 5

/** Names get no more than this of a panel, however long somebody made them. */
const LONGEST_LABEL = 28

/** The name of a series within its own signal's panel. */
export const keyLabel = ({ key, signal }: Item): string => (key === '' ? signal.title : key)

/** The name of a series among other signals. */
export const fullLabel = ({ key, signal }: Item): string =>
  key === '' ? signal.title : `${signal.title} ${key}`

export function labelColumn(items: readonly Item[], labelOf: (item: Item) => string): Column {
  const width = Math.min(LONGEST_LABEL, Math.max(1, ...items.map((item) => cellWidth(labelOf(item)))))
  return column({
    cells: cellsOf(items, (item) => drawn((room) => [span(truncate(labelOf(item), room), labelRole(item))])),
    width,
    least: Math.min(width, 6),
    shrinkRank: 2.5,
    dropRank: 0,
    gap: 0,
  })
}

export function valueColumn(items: readonly Item[]): Column {
  const texts = items.map(valueText)
  return column({
    cells: cellsOf(items, (item, index) => cell([span(texts[index] ?? '', valueRole(item))])),
    width: Math.max(...signalsOf(items).map(valueWidth), ...texts.map(cellWidth)),
    align: 'right',
    dropRank: 2,
  })
}

/** A few signals have all the series; what depends on the signal alone is worked out once for each. */
const signalsOf = (items: readonly Item[]): readonly SignalConfig[] => [
  ...new Set(items.map(({ signal }) => signal)),
]

export function limitColumn(items: readonly Item[]): Column {
  return column({
    cells: cellsOf(items, (item) => drawn(() => [span(limitText(item), 'dim')])),
    width: Math.max(...items.map(limitWidth)),
    dropRank: 4,
    gap: 1,
  })
}

/** The badge; of a value that can't be gone by also why, over all that stands behind it. */
export function badgeColumn(items: readonly Item[], width = BADGE_WIDTH): Column {
  return column({
    cells: cellsOf(items, (item) =>
      item.note === '' && item.level === 'ok' && item.signal.rules.length === 0
        ? // Nothing was promised of this value, so nothing is kept.
          cell([])
        : item.note === ''
          ? drawn((room) => levelBadge(item, room))
          : rest((room) => noteRow(item, room)),
    ),
    width,
    least: 1,
    isTwoSized: true,
    shrinkRank: 3,
    dropRank: 1,
  })
}

/** The badge of a value that can be gone by. */
export function levelBadge({ level, isPending }: Pick<Item, 'level' | 'isPending'>, width?: number): Row {
  return isPending ? pendingBadge(width) : badge(level, null, width)
}

/** `◌ STALE 42s  prometheus refused the connection`, as much of it as fits. */
export function noteRow(item: Item, width: number): Row {
  const head = item.isOff ? offBadge(width) : badge(item.level, item.ageMs, width)
  const room = width - rowWidth(head) - 2
  return room < 8 ? head : [...head, span('  '), span(truncate(item.note, room), 'dim')]
}

/** The past, the breaches of the present in the colour of their level. */
export function sparkColumn(items: readonly Item[], glyphs: Glyphs): Column {
  return column({
    cells: cellsOf(items, (item) => drawn((width) => spark(item, width, glyphs))),
    width: 24,
    least: 8,
    growsTo: Number.POSITIVE_INFINITY,
    dropRank: PAST_RANK,
  })
}

export function spark(item: Item, width: number, glyphs: Glyphs): Row {
  const { series, now, level } = item
  // What was broken once and is good again needs nobody's eye; its shape still tells it.
  const lines = level === 'crit' || level === 'warn' ? limitLines(item) : []
  return sparkline(
    {
      points: series,
      time: { now, lengthMs: series.lengthMs, stepMs: series.stepMs },
      limit: limitLine(item),
      roleOf: (value) => lines.find((line) => isBeyond(line, value))?.beyondRole ?? 'chart',
    },
    width,
    glyphs,
  )
}

export function barColumn(items: readonly Item[], barOf: (item: Item) => Bar | null): Column {
  return column({
    cells: cellsOf(items, (item) =>
      drawn((width) => {
        const found = barOf(item)
        return found === null ? [] : bar(found, width)
      }),
    ),
    width: 12,
    least: 8,
    growsTo: 26,
    dropRank: PAST_RANK,
  })
}

/** How a bar is filled: calm while the value is good, and never lively for a value that can't be gone by. */
export function barRole(item: Item): Bar['role'] {
  if (!isLive(item)) return 'stale'
  return item.level === 'ok' ? 'bar' : item.level
}

/** A few words in the room there is, in one role. */
export const words = (text: string, width: number, role: 'dim' | 'stale' | 'unknown' = 'dim'): Row =>
  inRole(fitRow([span(text)], width), role)
