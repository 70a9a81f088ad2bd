import { type Row, span } from '../../core/row.ts'
import { formatClock, formatRoughly } from '../../core/time.ts'
import { cellWidth } from '../../core/width.ts'
import { badge, offBadge, symbol } from '../../widgets/badge.ts'
import { rowWidth, truncate } from '../../widgets/fit.ts'
import { rowsSection, type Section, stack, wholeSection } from '../../widgets/stack.ts'
import { type Column, cell, column, drawn, tableLines } from '../../widgets/table.ts'
import type { Area, Heights } from '../kind.ts'
import type { Alerts, FiringAlert } from './judge.ts'

const ALERTS_WANTED = 4

/** Steady while alerts come and go, where there is room: a panel that grows pushes others away. */
export function heights(data: Alerts): Heights {
  const others = (data.blindness === null ? 0 : 1) + (footerOf(data) === '' ? 0 : 1)
  const full = Math.max(2, data.firing.length + others)
  const steady = Math.max(ALERTS_WANTED, full)
  return { full, least: 2, roomy: { least: steady, full: steady } }
}

export function draw(data: Alerts, { width, height }: Area): readonly Row[] {
  const { firing, blindness } = data
  const list = tableLines(columnsOf(firing, blindness !== null, data.now), width)
  const levels = firing.map(({ level }) => (blindness === null ? level : 'ok'))
  const footer = footerOf(data)
  return stack(
    [
      ...(blindness === null ? [] : [headSection(blindRow(data, width))]),
      ...(firing.length === 0 && blindness === null
        ? [headSection([span(truncate('no alerts firing', width), 'dim')])]
        : [rowsSection(list, levels, 1)]),
      ...(footer === '' ? [] : [wholeSection([[span(truncate(footer, width), 'dim')]], 2)]),
    ],
    height,
  )
}

const headSection = (row: Row): Section => ({ rows: 1, urgent: 1, least: 1, rank: 0, draw: () => [row] })

/** An empty list of a source that gives no answer is not "no alerts". */
export function blindRow({ blindness, isOff, now }: Alerts, width: number): Row {
  if (blindness === null) return []
  const { level, since, reason } = blindness
  const head = isOff ? offBadge(width) : badge(level, since === null ? null : now - since, width)
  const known =
    isOff || since === null ? reason : `unknown since ${formatClock(since).slice(0, 5)}: ${reason}`
  const room = width - rowWidth(head) - 2
  return room < 8 ? head : [...head, span('  '), span(truncate(known, room), 'dim')]
}

function footerOf({ silenced, firing, blindness }: Alerts): string {
  const quiet = silenced === 0 ? '' : `· ${silenced} silenced`
  if (blindness === null || firing.length === 0) return quiet
  return ['· as of the last answer', quiet].filter((part) => part !== '').join(' ')
}

function columnsOf(firing: readonly FiringAlert[], isBlind: boolean, now: number): readonly Column[] {
  const nameWidth = Math.max(1, ...firing.map(({ alert }) => cellWidth(alert.name)))
  const distinctionWidth = Math.min(
    24,
    Math.max(0, ...firing.map(({ distinction }) => cellWidth(distinction))),
  )
  const role = (level: FiringAlert['level']) => (isBlind ? 'stale' : level === 'ok' ? 'dim' : 'text')
  return [
    column({
      cells: firing.map(({ level }) => cell([isBlind ? symbol('stale') : symbol(level)])),
      width: 1,
      dropRank: 1,
    }),
    column({
      cells: firing.map(({ alert, level }) =>
        drawn((room) => [span(truncate(alert.name, room), role(level))]),
      ),
      width: nameWidth,
      least: Math.min(nameWidth, 8),
      shrinkRank: 1.5,
      dropRank: 0,
      gap: 1,
    }),
    column({
      cells: firing.map(({ distinction }) =>
        drawn((room) => [span(truncate(distinction, room), isBlind ? 'stale' : 'dim')]),
      ),
      width: distinctionWidth,
      least: Math.min(distinctionWidth, 6),
      dropRank: 3,
    }),
    column({
      cells: firing.map(({ alert }) =>
        cell([span(formatRoughly(now - alert.startsAt), isBlind ? 'stale' : 'dim')]),
      ),
      width: 5,
      align: 'right',
      dropRank: 2,
    }),
    column({
      cells: firing.map(({ alert }) =>
        drawn((room) => [span(truncate(alert.summary, room), isBlind ? 'stale' : 'dim')]),
      ),
      width: 16,
      least: 12,
      growsTo: Number.POSITIVE_INFINITY,
      dropRank: 4,
    }),
  ]
}
