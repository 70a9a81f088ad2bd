import type { DurationMs, EpochMs } from './time.ts'

/** One signal over the whole screen: which of the panel's series, over which stretch of time. */
export type Zoom = {
  /** The id of the series that is looked at; null for all of the panel together. */
  readonly series: string | null
  readonly spanMs: DurationMs
  /** The last moment shown; null follows the present. */
  readonly until: EpochMs | null
  /** The moment pointed at, or null. */
  readonly cursor: EpochMs | null
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** Stretches of time a zoom can show, the closest first. */
export const SPANS: readonly DurationMs[] = [15 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS, 48 * HOUR_MS]
const FIRST_SPAN_MS = HOUR_MS

/** A zoom as it opens: the last hour, up to now. */
export const openZoom = (series: string | null): Zoom => ({
  series,
  spanMs: FIRST_SPAN_MS,
  until: null,
  cursor: null,
})

/** The columns of a chart on the grid of time: column `first` to `first + cells − 1`, each `cellMs` long. */
export type Columns = {
  readonly cells: number
  readonly cellMs: DurationMs
  readonly first: number
  readonly from: EpochMs
  readonly to: EpochMs
}

/** Cells of the frame around the chart, and of the value axis at its left, which a narrow screen has no room for. */
const FRAME_CELLS = 4
const AXIS_CELLS = 10
const LEAST_WITH_AXIS = 40

export const axisCells = (screenColumns: number): number => (screenColumns < LEAST_WITH_AXIS ? 0 : AXIS_CELLS)

/**
 * The columns that the chart has on a screen of that width. They are known here, not only where the chart is drawn, so
 * that the cursor goes by whole columns.
 */
export function columnsOf(
  { spanMs, until }: Pick<Zoom, 'spanMs' | 'until'>,
  screenColumns: number,
  now: EpochMs,
): Columns {
  const cells = Math.max(1, screenColumns - FRAME_CELLS - axisCells(screenColumns))
  // Even, so that two points fit beside each other into one column.
  const cellMs = 2 * Math.ceil(spanMs / cells / 2)
  const to = until ?? now
  const first = Math.floor(to / cellMs) - cells + 1
  return { cells, cellMs, first, from: first * cellMs, to }
}

/** Between what a zoom can move, on a screen of that width. */
export type Bounds = { readonly screenColumns: number; readonly now: EpochMs; readonly earliest: EpochMs }

/** The same stretch of time, ending there; at its ends it stays. */
function movedTo(zoom: Zoom, until: EpochMs, { now, earliest }: Bounds): Zoom {
  const last = Math.max(until, earliest + zoom.spanMs)
  return { ...zoom, until: last >= now ? null : last }
}

/** Earlier (`by` < 0) or later by so many of its spans. A cursor that would be left behind comes along. */
export function panned(zoom: Zoom, by: number, bounds: Bounds): Zoom {
  return kept(movedTo(zoom, (zoom.until ?? bounds.now) + by * zoom.spanMs, bounds), bounds)
}

/** Closer (`by` < 0) or wider by so many steps; the cursor, else the end, stays where it is. */
export function spanned(zoom: Zoom, by: number, bounds: Bounds): Zoom {
  const index = SPANS.indexOf(zoom.spanMs) + by
  const spanMs = SPANS[Math.min(SPANS.length - 1, Math.max(0, index))] ?? zoom.spanMs
  const until = zoom.until ?? bounds.now
  const anchor = zoom.cursor ?? until
  const moved = movedTo({ ...zoom, spanMs }, anchor + ((until - anchor) * spanMs) / zoom.spanMs, bounds)
  return kept(moved, bounds)
}

/** The cursor one column further; the first step puts it at the end, and at an edge the chart goes along. */
export function stepped(zoom: Zoom, by: number, bounds: Bounds): Zoom {
  const { cells, cellMs, first, to } = columnsOf(zoom, bounds.screenColumns, bounds.now)
  const last = first + cells - 1
  if (zoom.cursor === null) return pointedAt(zoom, last * cellMs, bounds)
  const column = Math.min(last, Math.max(first, Math.floor(zoom.cursor / cellMs))) + by
  const quarter = Math.sign(by) * (zoom.spanMs / 4)
  const isInside = column >= first && column <= last
  return pointedAt(isInside ? zoom : movedTo(zoom, to + quarter, bounds), column * cellMs, bounds)
}

/** The deployment in the middle of the chart, the cursor on it. */
export const aroundMoment = (zoom: Zoom, at: EpochMs, bounds: Bounds): Zoom =>
  pointedAt(movedTo(zoom, at + zoom.spanMs / 2, bounds), at, bounds)

/** With its cursor in sight, where it has one. */
const kept = (zoom: Zoom, bounds: Bounds): Zoom =>
  zoom.cursor === null ? zoom : pointedAt(zoom, zoom.cursor, bounds)

/** The cursor at that moment, or at the nearest one that is shown. */
function pointedAt(zoom: Zoom, at: EpochMs, { screenColumns, now }: Bounds): Zoom {
  const { cells, cellMs, first } = columnsOf(zoom, screenColumns, now)
  const column = Math.floor(at / cellMs)
  if (column >= first && column < first + cells) return { ...zoom, cursor: at }
  return { ...zoom, cursor: (column < first ? first : first + cells - 1) * cellMs }
}
