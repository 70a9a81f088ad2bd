import { type Row, span } from '../../core/row.ts'
import type { Panel } from '../../panels/panel.ts'
import { badge, offBadge } from '../../widgets/badge.ts'
import { fitRow, pad, padRow } from '../../widgets/fit.ts'
import { byUrgency } from '../layout/arrange.ts'

const BADGE_WIDTH = 9

/**
 * One row a panel: its number, title, level, and the worst of it. Where not all fit, the most urgent stay, in their order,
 * and the focused one, so that one sees where one is.
 */
export function listRows(panels: readonly Panel[], focus: number, width: number, height: number): Row[] {
  const urgent = byUrgency(panels).slice(0, height)
  const kept = new Set(height > 1 && !urgent.includes(focus) ? [...urgent.slice(0, -1), focus] : urgent)
  return panels.flatMap((panel, index) =>
    kept.has(index) ? [listRow(panel, index, index === focus, width)] : [],
  )
}

/** One panel in one row. */
export function listRow(panel: Panel, index: number, isFocused: boolean, width: number): Row {
  const titleWidth = Math.min(24, Math.max(8, Math.floor(width * 0.25)))
  const head = [
    span(isFocused ? '▌' : ' ', 'accent'),
    span(String(index + 1).padStart(2), 'dim'),
    span(' '),
    span(pad(panel.config.title, titleWidth), isFocused ? 'accent' : 'text'),
    span(' '),
    ...padRow(panel.isOff ? offBadge() : badge(panel.level, null), BADGE_WIDTH),
    span(' '),
  ]
  return fitRow([...head, ...panel.summary(Math.max(0, width - titleWidth - BADGE_WIDTH - 6))], width)
}
