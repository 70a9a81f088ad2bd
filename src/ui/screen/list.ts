import { type Row, span } from '../../core/row.ts'
import { compareLevels } from '../../core/verdict.ts'
import type { Panel } from '../../panels/panel.ts'
import { badge } from '../../widgets/badge.ts'
import { fitRow, pad, padRow } from '../../widgets/fit.ts'

const BADGE_WIDTH = 9

/** A panel with its place among all of them, which is its number on the screen. */
export type Numbered = { readonly panel: Panel; readonly index: number }

/** One row a panel: its number, title, level, and the worst of it. Where not all fit, the most urgent stay, in their order. */
export function listRows(numbered: readonly Numbered[], focus: number, width: number, height: number): Row[] {
  const kept =
    numbered.length <= height
      ? numbered
      : numbered
          .toSorted((a, b) => compareLevels(a.panel.level, b.panel.level) || a.index - b.index)
          .slice(0, height)
          .sort((a, b) => a.index - b.index)
  return kept.map(({ panel, index }) => listRow(panel, index, index === focus, width))
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
    ...padRow(badge(panel.level, null), BADGE_WIDTH),
    span(' '),
  ]
  return fitRow([...head, ...panel.summary(Math.max(0, width - titleWidth - BADGE_WIDTH - 6))], width)
}
