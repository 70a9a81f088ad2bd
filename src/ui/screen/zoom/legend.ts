import type { Mark } from '../../../core/mark.ts'
import type { Model } from '../../../core/model.ts'
import { type Row, span } from '../../../core/row.ts'
import { type EpochMs, formatClockMinute, formatRoughly } from '../../../core/time.ts'
import { columnMark, MARK_LOOK } from '../../../panels/marks.ts'
import { fitRow } from '../../../widgets/fit.ts'
import { LOOK } from '../strip.ts'

/** What the marks of the time axis are, the newest first, in at most `rows` rows; what has none of its own is counted. */
export function legendRows(marks: readonly Mark[], model: Model, width: number, rows: number): Row[] {
  if (marks.length === 0 || rows < 1) return []
  const newest = marks.toReversed()
  const shown = newest.length <= rows ? newest : newest.slice(0, rows - 1)
  const hidden = newest.length - shown.length
  return [
    ...shown.map((mark) => fitRow(legendRow(mark, model), width)),
    ...(hidden === 0 ? [] : [[span(`+${hidden} more marks`, 'dim')]]),
  ]
}

function legendRow(mark: Mark, model: Model): Row {
  const { sign, role } = MARK_LOOK[mark.kind]
  const head: Row = [
    span(`${sign}${columnMark(mark, () => 0).number}`.padEnd(3), role),
    span(`${clock(mark.at, model.now)} `, 'dim'),
  ]
  switch (mark.kind) {
    case 'deployment': {
      const version = mark.version === null ? '' : ` ${mark.version}`
      return [...head, span('deployed'), span(version), span(`, by ${model.deployment.atFrom}`, 'dim')]
    }
    case 'action':
    case 'reverted': {
      const { title, now, after, who, state, words } = mark.deed
      const what = mark.kind === 'action' ? `${now} → ${after}` : 'taken back'
      const { word, role } = LOOK[state]
      return [
        ...head,
        span(title, 'strong'),
        span(` ${what}`),
        span(` by ${who}: `, 'dim'),
        span(word, role),
        span(mark.kind === 'action' ? '' : `, ${words}`, 'dim'),
      ]
    }
    case 'event': {
      const { title, to } = mark.event
      const end = to <= model.now ? `to ${clock(to, model.now)}` : `until ${clock(to, model.now)}`
      return [...head, span(title), span(` ${end}`, 'dim')]
    }
    case 'alert': {
      const { name, summary } = mark.alert
      return [
        ...head,
        span(name, 'strong'),
        span(` fires for ${formatRoughly(model.now - mark.at)}`, 'warn'),
        span(summary === '' ? '' : `  ${summary}`, 'dim'),
      ]
    }
  }
}

/** Time of day in UTC; of another day with its date. */
export function clock(at: EpochMs, now: EpochMs): string {
  const isToday = Math.floor(at / 86_400_000) === Math.floor(now / 86_400_000)
  return isToday
    ? formatClockMinute(at)
    : `${new Date(at).toISOString().slice(5, 10)} ${formatClockMinute(at)}`
}
