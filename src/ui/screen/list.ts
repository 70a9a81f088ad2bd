import { type Row, span } from '../../core/row.ts'
import type { Panel } from '../../panels/panel.ts'
import { badge, offBadge } from '../../widgets/badge.ts'
import { fitRow, pad, padRow } from '../../widgets/fit.ts'
import { byUrgency } from '../layout/arrange.ts'

const BADGE_WIDTH = 9

/** A panel with its place among all of them, which is its number on the screen. */
export type Numbered = { readonly panel: Panel; readonly index: number }

/**
 * One row a panel: its number, title, level, and the worst of it. Where not all fit, the most urgent stay, in their order,
 * and the focused one, so that one sees where one is.
 */
export function listRows(numbered: readonly Numbered[], focus: number, width: number, height: number): Row[] {
  const urgent = byUrgency(numbered.map(({ panel }) => panel)).slice(0, height)
  const focused = numbered.findIndex(({ index }) => index === focus)
  const isLeftOut = focused >= 0 && height > 1 && !urgent.includes(focused)
  const kept = new Set(isLeftOut ? [...urgent.slice(0, -1), focused] : urgent)
  return numbered.flatMap(({ panel, index }, at) =>
    kept.has(at) ? [listRow(panel, index, index === focus, width)] : [],
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
