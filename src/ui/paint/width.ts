import { endOfSgr, KNOWN_WIDTH } from './known.ts'
import stringWidth from './stringWidth.ts'

const ESCAPE = 0x1b
const NEWLINE = 0x0a

/** Columns of the widest line of a styled text, exactly as Ink measures it. */
export function widestLine(text: string): number {
  let widest = 0
  let columns = 0
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i)
    const known = KNOWN_WIDTH[unit]
    if (known) columns += known
    else if (unit === NEWLINE) {
      if (columns > widest) widest = columns
      columns = 0
    } else if (unit === ESCAPE) {
      const end = endOfSgr(text, i)
      if (end === 0) return measured(text)
      i = end - 1
    } else return measured(text)
  }
  return Math.max(widest, columns)
}

function measured(text: string): number {
  return Math.max(...text.split('\n').map((line) => stringWidth(line)))
}
