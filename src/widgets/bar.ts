import { type Role, type Row, span } from '../core/row.ts'
import { type Glyphs, INK } from './glyphs.ts'

export type Bar = {
  /** The filled part, 0 … 1; null draws an empty bar. */
  readonly part: number | null
  /** Where the target or the limit is, 0 … 1, or null. */
  readonly mark: number | null
  /** The role of the filled part. */
  readonly role: Role
}

/** A bar in exactly `width` cells with its edges, filled as finely as the glyphs allow, the mark drawn over it: `▕████┊▋  ▏`. */
export function bar({ part, mark, role }: Bar, width: number, glyphs: Glyphs): Row {
  const inner = width - 2
  if (inner < 1) return []
  const filled = fill(part, inner, glyphs)
  const at = mark === null || mark < 0 || mark > 1 ? null : Math.min(inner - 1, Math.floor(mark * inner))
  const cells = [...filled]
  const before = cells.slice(0, at ?? inner).join('')
  const after = at === null ? '' : cells.slice(at + 1).join('')
  return [
    span('▕', 'barEmpty'),
    span(before, role),
    ...(at === null ? [] : [span('┊', 'limit'), span(after, role)]),
    span('▏', 'barEmpty'),
  ].filter(({ text }) => text !== '')
}

function fill(part: number | null, inner: number, glyphs: Glyphs): string {
  const bounded = part === null ? 0 : Math.min(1, Math.max(0, part))
  const { full, parts } = INK[glyphs]
  const filled = Math.round(bounded * inner * parts.length)
  return (full.repeat(Math.floor(filled / parts.length)) + parts[filled % parts.length]).padEnd(inner)
}
