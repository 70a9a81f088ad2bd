import type { Model } from '../../../core/model.ts'
import { type Row, span } from '../../../core/row.ts'
import { formatRoughly } from '../../../core/time.ts'
import type { Area } from '../../../panels/kind.ts'
import type { Panel } from '../../../panels/panel.ts'
import { padRow } from '../../../widgets/fit.ts'
import { frameRows } from '../frame.ts'
import { allRows } from './all.ts'
import { chartRows, finenessRow, headRow, LEAST_CHART_ROWS } from './chart.ts'
import { detailRows } from './details.ts'
import { legendRows } from './legend.ts'
import { type Look, lookAt } from './look.ts'
import { momentRow } from './moment.ts'
import { seriesRows } from './series.ts'

/** Rows of a chart that one can read values from. */
const GOOD_CHART_ROWS = 12
const MOST_LEGEND_ROWS = 6
/** From this width on what belongs to the series stands beside the others. */
const LEAST_BESIDE = 150

/** One series of the panel over the whole screen; all of the panel where none is chosen, or it shows none. */
export function zoomRows(panel: Panel, index: number, model: Model, area: Area): Row[] {
  const look = lookAt(model)
  if (look === null) return allRows(panel, index, model, area)
  const below = belowRows(look, panel, index, model, area)
  const own = chartBlock(look, model, area)
  const height = Math.max(own.least, Math.min(own.most, Math.max(own.good, area.height - below.length)))
  return [...framed(own.draw(Math.max(1, height - 2)), panel, index, area.width, height), ...below]
}

/** What stands in the frame of the chart, with the fewest rows it needs and those that are good to have. */
function chartBlock(look: Look, model: Model, { width, glyphs, height }: Area) {
  const inner = width - 4
  const legend = legendRows(look.marks, model, inner, Math.min(MOST_LEGEND_ROWS, Math.floor(height / 6)))
  const { cursor } = look.zoom
  const about =
    cursor === null ? finenessRow(look, model, inner, glyphs) : momentRow(look, cursor, model, inner)
  const head = headRow(look, inner)
  const fixed = 1 + 1 + legend.length
  if (look.pieces.every(({ points }) => points.length === 0)) {
    const words = [head, ...wordRows(look, model), ...legend]
    const rows = words.length + 2
    return { least: rows, good: rows, most: rows, draw: () => words }
  }
  return {
    least: Math.min(height, 2 + 1 + LEAST_CHART_ROWS + 1),
    good: 2 + fixed + GOOD_CHART_ROWS + 2,
    most: height,
    draw: (rows: number): Row[] => {
      // Where all does not fit, first goes the legend, then what is said about the chart.
      const extras = [about, ...legend].slice(0, Math.max(0, rows - 1 - LEAST_CHART_ROWS - 1))
      return [
        head,
        ...chartRows(look, model, inner, Math.max(1, rows - 1 - extras.length), glyphs),
        ...extras,
      ]
    },
  }
}

/** Of a word there is no past but since when it has been so. */
function wordRows({ item: { value, heldMs } }: Look, { startedAt, now }: Model): Row[] {
  if (value === null) return [[span('nothing is known of its past', 'dim')]]
  const isAll = heldMs >= now - startedAt - 1_000
  return [
    [span(`so for ${isAll ? 'at least ' : ''}${formatRoughly(heldMs)}; of words no history is kept`, 'dim')],
  ]
}

function belowRows(look: Look, panel: Panel, index: number, model: Model, area: Area): Row[] {
  const { width } = area
  const of = (columns: number): Row[] => {
    const series = seriesRows(look, model, columns)
    const full = panel.heights(columns - 4).full + 2
    return [
      ...series,
      ...(series.length === 0 ? [] : [[]]),
      ...overview(panel, index, columns, Math.max(3, full), area),
    ]
  }
  if (width < LEAST_BESIDE) return [...detailRows(look, model, width), [], ...of(width)]
  const half = Math.floor(width / 2)
  const [left, right] = [detailRows(look, model, half), of(width - half)]
  return Array.from({ length: Math.max(left.length, right.length) }, (_, y) => [
    ...padRow(left[y] ?? [], half),
    ...(right[y] ?? []),
  ])
}

/** The panel as it stands among the others. */
function overview(
  panel: Panel,
  index: number,
  width: number,
  height: number,
  { glyphs }: Area,
): readonly Row[] {
  return framed(panel.draw({ width: width - 4, height: height - 2, glyphs }), panel, index, width, height)
}

function framed(
  rows: readonly Row[],
  panel: Panel,
  index: number,
  width: number,
  height: number,
): readonly Row[] {
  return frameRows(
    rows,
    { title: panel.config.title, number: index + 1, level: panel.level, via: panel.via, isFocused: true },
    width,
    height,
  )
}
