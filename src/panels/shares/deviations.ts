import { eachPointWithPast } from '../../core/past.ts'
import { type Row, span } from '../../core/row.ts'
import type { Point } from '../../core/series.ts'
import { instanceId } from '../../core/signal.ts'
import { formatValue } from '../../core/units.ts'
import { type TimeChart, timeAxis } from '../../widgets/chart.ts'
import { chartsUnder, loudLimits } from '../charts.ts'
import type { Area } from '../kind.ts'
import { axisWithMarks } from '../marks.ts'
import type { Share, Shares } from './judge.ts'

/** Under each line how far its share was from its target since the deployment; null where there is no room for it. */
export function deviationsUnder(
  linesOf: () => readonly Row[],
  data: Shares,
  area: Area,
): readonly Row[] | null {
  const { shares, from, marks } = data
  const now = shares[0]?.item.now ?? from
  const charts = shares.map((share) =>
    share.target === null ? null : () => chartOf(share, share.target ?? 0, data),
  )
  const legend = [span('deviation from the target', 'dim')]
  const time = { now, lengthMs: now - from }
  const under = (width: number): Row =>
    axisWithMarks(timeAxis(time.lengthMs, width, legend), marks, time, width, area.glyphs)
  return chartsUnder(linesOf, charts, under, area)
}

function chartOf({ item }: Share, target: number, { past, from }: Shares): TimeChart {
  const { series, signal, key, now, note } = item
  const id = instanceId(signal.id, key)
  const points: Point[] = []
  eachPointWithPast(past, { id, series }, (at, value) => {
    if (at >= from) points.push({ at, value: value - target })
  })
  return {
    pieces: [{ points, stepMs: past.series.get(id)?.stepMs ?? series.stepMs }],
    before: [],
    time: { now, lengthMs: now - from },
    limits: loudLimits(item).map((line) => ({ ...line, value: line.value - target })),
    guides: [],
    role: note === '' ? 'chart' : 'stale',
    format: (value) => formatValue(value, 'points'),
  }
}
