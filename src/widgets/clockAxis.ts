import { type Row, span } from '../core/row.ts'
import { type DurationMs, type EpochMs, formatClockMinute } from '../core/time.ts'
import { overlay } from './overlay.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Ticks lie so far apart, the closest first; each divides a day, so that midnight is one. */
const STEPS: readonly DurationMs[] = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12, 24].map((hours) => hours * HOUR_MS),
]
/** Labels closer than this run together. */
const LEAST_CELLS = 12
const NOW = ' now'

/** What lies under a chart of fixed times: `──┬13:30──────┬13:45────── now`, in UTC, a date at each midnight. */
export function clockAxis(
  { first, cells, cellMs }: { readonly first: number; readonly cells: number; readonly cellMs: DurationMs },
  endsNow: boolean,
): Row {
  const stepMs = STEPS.find((step) => step / cellMs >= LEAST_CELLS) ?? DAY_MS
  const end = endsNow && cells > 2 * NOW.length ? cells - NOW.length : cells
  const ticks = Math.ceil((cells * cellMs) / stepMs) + 1
  const begin = Math.ceil((first * cellMs) / stepMs) * stepMs
  const line: Row = [span('─'.repeat(end), 'border'), span(end < cells ? NOW : '', 'dim')]
  return Array.from({ length: ticks }, (_, index) => begin + index * stepMs).reduce<Row>((row, at) => {
    const column = Math.floor(at / cellMs) - first
    const label = labelOf(at)
    if (column < 0 || column + 1 + label.length > end) return row
    return overlay(overlay(row, column, '┬', 'border'), column + 1, label, 'dim')
  }, line)
}

/** `13:45`; at midnight the day that begins: `Mar 14`. */
function labelOf(at: EpochMs): string {
  if (at % DAY_MS !== 0) return formatClockMinute(at)
  return new Date(at).toLocaleDateString('en-GB', { timeZone: 'UTC', month: 'short', day: 'numeric' })
}
