import { piecesOf } from '../../../core/closeUp.ts'
import type { Model } from '../../../core/model.ts'
import { type Row, span } from '../../../core/row.ts'
import { seriesShown } from '../../../core/shown.ts'
import { formatRoughly } from '../../../core/time.ts'
import { cellWidth } from '../../../core/width.ts'
import { badgeColumn, limitColumn, valueColumn } from '../../../panels/columns.ts'
import { type Item, itemWithKey } from '../../../panels/item.ts'
import { labelRole } from '../../../panels/text.ts'
import { seriesName } from '../../../watch/words.ts'
import { truncate } from '../../../widgets/fit.ts'
import { type Column, cell, column, drawn, drawTable } from '../../../widgets/table.ts'
import type { Look } from './look.ts'
import { valueThen } from './moment.ts'

const LONGEST_NAME = 32

/** Every series of the panel in a line, the chosen one marked; with the value of each under the cursor. */
export function seriesRows(look: Look, model: Model, width: number): Row[] {
  const all = seriesShown(model, model.view.focus)
  if (all.length < 2) return []
  const known = all.flatMap((shown) => {
    const item = itemWithKey(model, shown.config.id, shown.instance.key)
    return item === null ? [] : [{ ...shown, item }]
  })
  const items = known.map(({ item }) => item)
  const names = known.map(({ config, instance }) => seriesName(config, instance))
  const isChosen = known.map(({ instance }) => instance.id === look.shown.instance.id)
  const { cursor } = look.zoom
  const then: readonly Column[] =
    cursor === null
      ? []
      : [
          column({
            cells: known.map(({ config, instance }) =>
              cell([
                span(valueThen(config, piecesOf(model, config, instance), cursor, look.columns), 'strong'),
              ]),
            ),
            align: 'right',
            dropRank: 1.5,
          }),
        ]
  const rows = drawTable(
    [
      column({ cells: isChosen.map((is) => cell([span(is ? '▸' : ' ', 'accent')])), dropRank: 0, gap: 0 }),
      nameColumn(names, items),
      ...then,
      valueColumn(items),
      limitColumn(items),
      badgeColumn(items),
      sinceColumn(items, model),
    ],
    width - 1,
  )
  const title = cursor === null ? 'Series' : 'Series under the cursor, and now'
  return [
    [span(` ${title}`, 'title')],
    ...rows.map((row): Row => [span(' '), ...row]),
    [span('   all of them together', 'dim')],
  ]
}

function nameColumn(names: readonly string[], items: readonly Item[]): Column {
  const width = Math.min(LONGEST_NAME, Math.max(...names.map(cellWidth)))
  return column({
    cells: names.map((name, index) => {
      const item = items[index]
      return drawn((room) => [span(truncate(name, room), item === undefined ? 'dim' : labelRole(item))])
    }),
    width,
    least: Math.min(width, 6),
    shrinkRank: 2.5,
    dropRank: 0,
    gap: 1,
  })
}

/** Since when the level holds, where a rule speaks. */
function sinceColumn(items: readonly Item[], { now }: Model): Column {
  return column({
    cells: items.map(({ level, verdict, note }) =>
      cell(level === 'ok' || note !== '' ? [] : [span(`for ${formatRoughly(now - verdict.since)}`, 'dim')]),
    ),
    dropRank: 6,
  })
}
