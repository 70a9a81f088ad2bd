import { describeValue } from '../../../core/describe.ts'
import type { Model } from '../../../core/model.ts'
import { type Row, span } from '../../../core/row.ts'
import type { Piece, Point } from '../../../core/series.ts'
import type { SignalConfig } from '../../../core/signal.ts'
import { type EpochMs, formatClock, formatRoughly, formatTPlus } from '../../../core/time.ts'
import type { Columns } from '../../../core/zoom.ts'
import { limitLines } from '../../../panels/limits.ts'
import { badge } from '../../../widgets/badge.ts'
import { BRIDGED_STEPS } from '../../../widgets/buckets.ts'
import { flow } from '../spread.ts'
import type { Look } from './look.ts'

/** The worse side of a series: where all its limits are lower ones, the low values. */
function worseOf({ item }: Pick<Look, 'item'>): 'high' | 'low' {
  const limits = limitLines(item)
  return limits.length > 0 && limits.every(({ side }) => side === 'lower') ? 'low' : 'high'
}

/**
 * The point that a column of the chart shows: the worse of those in it, else the last one before, as long as it still
 * holds there; null in a gap, and where nothing is known.
 */
function pointUnder(
  pieces: readonly Piece[],
  cursor: EpochMs,
  { cellMs, to }: Pick<Columns, 'cellMs' | 'to'>,
  worse: 'high' | 'low',
): Point | null {
  const start = Math.floor(cursor / cellMs) * cellMs
  const end = Math.min(start + cellMs - 1, to)
  for (const { points, stepMs } of pieces) {
    const inside = points.filter(({ at }) => at >= start && at <= end)
    if (inside.length > 0)
      return inside.reduce((a, b) => ((worse === 'high' ? b.value > a.value : b.value < a.value) ? b : a))
    const last = points.findLast(({ at }) => at < start)
    if (last !== undefined && start - last.at <= stepMs * BRIDGED_STEPS) return last
  }
  return null
}

/** The value under the cursor with its time, and what the verdict was then. */
export function momentRow(look: Look, cursor: EpochMs, model: Model, width: number): Row {
  const { pieces, columns, item, levels, shown } = look
  const point = pointUnder(pieces, cursor, columns, worseOf(look))
  const at = point?.at ?? cursor
  const level = levels.findLast((one) => one.at <= at)?.level
  const baseline = item.before === null ? null : beforeAt(item.before.points, at, item.series.stepMs)
  const { deployment, now } = model
  const age = deployment.at === null ? '' : formatTPlus(at - deployment.at)
  return flow(
    [
      [span(`│ ${formatClock(at)}`, 'accent')],
      [
        point === null
          ? span('no value then', 'unknown')
          : span(describeValue(shown.config, point.value), 'strong'),
      ],
      point === null || level === undefined || shown.config.rules.length === 0 ? [] : badge(level, null),
      age === '' ? [] : [span(age, 'dim')],
      [span(`${formatRoughly(now - at)} ago`, 'dim')],
      baseline === null
        ? []
        : [span(`the same hour before the deployment: ${describeValue(shown.config, baseline)}`, 'dim')],
    ].filter((piece) => piece.length > 0),
    [span('  ')],
    width,
  )
}

/** What another series was at the cursor, as short as can be: its value, or a dash. */
export function valueThen(
  config: SignalConfig,
  pieces: readonly Piece[],
  cursor: EpochMs,
  columns: Columns,
): string {
  const point = pointUnder(pieces, cursor, columns, 'high')
  return point === null ? '—' : describeValue(config, point.value)
}

const beforeAt = (points: readonly Point[], at: EpochMs, stepMs: number): number | null =>
  points.findLast((point) => point.at <= at && at - point.at <= 2 * stepMs)?.value ?? null
