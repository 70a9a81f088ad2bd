import { type Role, type Row, type Span, span } from '../core/row.ts'

export type Bar = {
  /** The filled part, 0 … 1; null draws an empty bar. */
  readonly part: number | null
  /** Where the target or the limit is, 0 … 1, or null. */
  readonly mark: number | null
  /** The role of the filled part. */
  readonly role: Role
}

/**
 * A bar in exactly `width` cells: heavy as far as it is filled, to half a cell, thin to its end, the mark across it:
 * `━━━━━╸──┼───`. A line, as the ruler of the 48 hours: a number stands beside it, and full cells would be the loudest of a
 * screen where all is well.
 */
export function bar({ part, mark, role }: Bar, width: number): Row {
  if (width < 1) return []
  const halves = Math.round(Math.min(1, Math.max(0, part ?? 0)) * width * 2)
  const full = Math.floor(halves / 2)
  const filled = '━'.repeat(full) + (halves % 2 === 1 ? '╸' : '')
  const empty = '─'.repeat(width - filled.length)
  const at = mark === null || mark < 0 || mark > 1 ? null : Math.min(width - 1, Math.floor(mark * width))
  if (at === null) return pieces(span(filled, role), span(empty, 'barEmpty'))
  const cross = span(at < full ? '┿' : '┼', 'limit')
  return at < filled.length
    ? pieces(
        span(filled.slice(0, at), role),
        cross,
        span(filled.slice(at + 1), role),
        span(empty, 'barEmpty'),
      )
    : pieces(
        span(filled, role),
        span('─'.repeat(at - filled.length), 'barEmpty'),
        cross,
        span('─'.repeat(width - at - 1), 'barEmpty'),
      )
}

const pieces = (...spans: readonly Span[]): Row => spans.filter(({ text }) => text !== '')
