import { piecesOf } from '../../../core/closeUp.ts'
import { type Mark, marksOf } from '../../../core/mark.ts'
import type { Model } from '../../../core/model.ts'
import type { Piece } from '../../../core/series.ts'
import { type Shown, seriesShown } from '../../../core/shown.ts'
import { type LevelThen, levelsOver } from '../../../core/then.ts'
import { type Columns, columnsOf, type Zoom } from '../../../core/zoom.ts'
import { type Item, itemWithKey } from '../../../panels/item.ts'

/** What the zoom looks at: one series with all that is known of it. */
export type Look = {
  readonly zoom: Zoom
  readonly columns: Columns
  readonly shown: Shown
  readonly item: Item
  readonly pieces: readonly Piece[]
  /** What its rules said, as far as its past is known. */
  readonly levels: readonly LevelThen[]
  /** What happened in the time that is shown, oldest first. */
  readonly marks: readonly Mark[]
}

/** The chosen series of the focused panel; null where all are, or it has gone. */
export function lookAt(model: Model): Look | null {
  const { zoom, focus, columns: screenColumns } = model.view
  if (zoom === null) return null
  const shown = seriesShown(model, focus).find(({ instance }) => instance.id === zoom.series)
  if (shown === undefined) return null
  const item = itemWithKey(model, shown.config.id, shown.instance.key)
  if (item === null) return null
  const columns = columnsOf(zoom, screenColumns, model.now)
  const pieces = piecesOf(model, shown.config, shown.instance)
  return {
    zoom,
    columns,
    shown,
    item,
    pieces,
    levels: levelsOver(shown.config, shown.instance, pieces),
    marks: marksOf(model).filter(({ at }) => at >= columns.from && at <= columns.to),
  }
}
