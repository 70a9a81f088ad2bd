import { type Row, span } from '../core/row.ts'
import { symbol } from '../widgets/badge.ts'
import { truncate } from '../widgets/fit.ts'
import type { Section } from '../widgets/stack.ts'
import type { Item } from './item.ts'

/** From this width on a reason stands in its own row. */
const ROOMY = 60

/** Why values can't be gone by, each reason once, in rows nobody else needs: a narrow table has no room for them. */
export function notesSection(items: readonly Item[], width: number, rank: number): Section {
  const blind = items.filter(({ note, isOff }) => note !== '' && !isOff)
  const byNote = new Map(blind.map((item) => [item.note, item]))
  const rows: readonly Row[] =
    width >= ROOMY
      ? []
      : [...byNote].map(([note, { level }]) => [
          symbol(level),
          span(' '),
          span(truncate(note, width - 2), 'dim'),
        ])
  return { rows: rows.length, urgent: 0, least: 1, rank, draw: (height) => rows.slice(0, height) }
}
