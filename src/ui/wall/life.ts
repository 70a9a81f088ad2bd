import type { Model } from '../../core/model.ts'
import { type Row, span } from '../../core/row.ts'
import { formatDuration } from '../../core/time.ts'
import { newestAt } from './data.ts'

const TRACK = 12
/** Values are read every few seconds; without one for so long, something is wrong. */
const LATE_MS = 20_000

/**
 * A mark whose place is the time of the newest value: it moves when data comes and stands still when none does, whatever
 * the clock says. Beside it how long ago that was.
 */
export function lifeRow(model: Model): Row {
  const at = newestAt(model)
  if (at === null) return [span('·'.repeat(TRACK), 'dim'), span(' no data yet', 'unknown')]
  const place = Math.floor(at / 1000) % TRACK
  const ageMs = model.now - at
  const isLate = ageMs > LATE_MS
  return [
    span('·'.repeat(place), 'dim'),
    span('●', isLate ? 'stale' : 'accent'),
    span('·'.repeat(TRACK - 1 - place), 'dim'),
    span(` newest value ${formatDuration(ageMs)} old`, isLate ? 'warn' : 'dim'),
  ]
}
