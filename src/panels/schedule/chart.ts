import { type Row, span } from '../../core/row.ts'
import { cellWidth } from '../../core/width.ts'
import { axisWidthOf, withAxis } from '../../widgets/chart.ts'
import { blank, fitRow, rowWidth } from '../../widgets/fit.ts'
import { type Glyphs, INK } from '../../widgets/glyphs.ts'
import { type Plot, pointsPerCell } from '../../widgets/plot.ts'
import type { Scale } from '../../widgets/scale.ts'
import { shortNumber } from '../text.ts'
import type { Schedule } from './judge.ts'
import { plannedAt } from './plan.ts'

/** Value over progress, the plan behind what happened. The last row is the axis. */
export function pathChart(data: Schedule, width: number, height: number, glyphs: Glyphs): readonly Row[] {
  const { unit, digits } = data.item.signal
  const ends = [data.plan.from, data.plan.to].map((value) => ({
    value,
    text: shortNumber(value, unit, digits),
  }))
  const rows = withAxis((cells) => plotOf(data, cells, glyphs), ends, width, height - 1, glyphs)
  const axisWidth = axisWidthOf(ends, width)
  return [...rows, [blank(axisWidth), ...legend(data, width - axisWidth, glyphs)]]
}

function plotOf({ plan, path, item }: Schedule, cells: number, glyphs: Glyphs): Plot {
  const points = Math.max(1, cells * pointsPerCell(glyphs))
  const planned = Array.from({ length: points }, (_, x) =>
    plannedAt(plan, (x / Math.max(1, points - 1)) * plan.over),
  )
  const role = item.note === '' ? 'chart' : 'stale'
  return {
    lines: [
      { values: actual(path, plan.over, points), roleOf: () => role, isDotted: false },
      { values: planned, roleOf: () => 'plan', isDotted: true },
    ],
    limits: [],
    scale: scaleOf(plan, path),
  }
}

/** The plan fills the chart; what strayed from it widens the scale. */
function scaleOf({ from, to }: Schedule['plan'], path: Schedule['path']): Scale {
  const values = [from, to, ...path.map(({ value }) => value)]
  const low = values.reduce((a, b) => Math.min(a, b))
  const high = values.reduce((a, b) => Math.max(a, b))
  return high > low ? { low, high } : { low: low - 1, high: high + 1 }
}

/** The newest value at each progress; a step that skips columns is bridged, a way back is not. */
function actual(path: Schedule['path'], over: number, points: number): readonly (number | null)[] {
  const columns: (number | null)[] = Array.from({ length: points }, () => null)
  let previous: number | null = null
  for (const { progress, value } of path) {
    const x = Math.round((progress / over) * (points - 1))
    if (x < 0 || x >= points) continue
    const from = previous !== null && previous < x ? previous + 1 : x
    for (let column = from; column <= x; column++) columns[column] = value
    previous = x
  }
  return columns
}

/** `0  plan ┄┄  actual ──  10 000` under the chart. */
function legend({ plan, progress }: Schedule, width: number, glyphs: Glyphs): Row {
  const { unit, digits } = progress.signal
  const end = span(shortNumber(plan.over, unit, digits), 'dim')
  const start = span('0', 'dim')
  const middle = [
    span(INK[glyphs].dotted, 'plan'),
    span(' plan  ', 'dim'),
    span('──', 'chart'),
    span(' actual', 'dim'),
  ]
  const room = width - rowWidth(middle) - cellWidth(end.text) - 1
  if (room >= 4) {
    const left = Math.floor(room / 2)
    return [start, blank(left), ...middle, blank(room - left), end]
  }
  const bare = width - cellWidth(end.text) - 1
  return bare >= 1 ? [start, blank(bare), end] : fitRow([end], width)
}
