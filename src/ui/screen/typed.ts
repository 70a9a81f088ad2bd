import type { Field } from '../../core/acting/field.ts'
import { type Row, span } from '../../core/row.ts'
import { cellWidth } from '../../core/width.ts'

/** A line that is being typed, its cursor always in sight: of a text that is too long the part around it is shown. */
export function typedSpans({ text, cursor }: Field, room: number): Row {
  const characters = [...text]
  const under = characters[cursor]
  const before = lastWithin(characters.slice(0, cursor), Math.max(4, room) - 2)
  if (under === undefined) return [span(before), span('_', 'accent')]
  return [span(before), span(under, 'banner'), span(characters.slice(cursor + 1).join(''))]
}

/** As many of the last characters as have room. */
function lastWithin(characters: readonly string[], room: number): string {
  let from = characters.length
  let used = 0
  while (from > 0) {
    used += cellWidth(characters[from - 1] ?? '')
    if (used > room) break
    from -= 1
  }
  return characters.slice(from).join('')
}
