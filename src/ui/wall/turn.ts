import type { DurationMs, EpochMs } from '../../core/time.ts'

/** Places of panels that are seen together, and which panel begins them. */
export type Turn = {
  readonly page: number
  readonly pages: number
  readonly first: number
  readonly count: number
  readonly columns: number
}

/** A panel with fewer rows, its frame included, says little from afar. */
const LEAST_ROWS = 9

/** Which panels are shown now: time alone decides, so that all walls of a system turn together. */
export function turnAt(
  now: EpochMs,
  turnMs: DurationMs,
  panels: number,
  width: number,
  height: number,
): Turn | null {
  if (panels === 0 || height < LEAST_ROWS - 2 || width < 40) return null
  const across = width >= 280 ? 4 : width >= 180 ? 3 : width >= 100 ? 2 : 1
  const seen = across * Math.max(1, Math.floor(height / LEAST_ROWS))
  const pages = Math.ceil(panels / seen)
  // As even as can be: no page is left with one panel alone.
  const count = Math.ceil(panels / pages)
  const page = Math.floor(now / turnMs) % pages
  const first = page * count
  return {
    page,
    pages,
    first,
    count: Math.min(count, panels - first),
    columns: Math.min(across, count),
  }
}
