// By its path, since the build puts this file in the place of the package: `--alias:string-width=./src/ui/paint/stringWidth.ts`.
import measure, { type Options } from '../../../node_modules/string-width/index.js'
import { endOfSgr, KNOWN_WIDTH } from './known.ts'

const ESCAPE = 0x1b

/**
 * Columns of a styled text, the same as string-width says, only that ordinary text takes no regular expressions. Ink
 * measures each changed text by it, which was a third of all CPU time.
 */
export default function stringWidth(text: string, options?: Options): number {
  if (options?.ambiguousIsNarrow === false || options?.countAnsiEscapeCodes) return measure(text, options)
  let columns = 0
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i)
    const known = KNOWN_WIDTH[unit]
    if (known) {
      columns += known
      continue
    }
    const afterSgr = unit === ESCAPE ? endOfSgr(text, i) : 0
    if (afterSgr === 0) return measure(text, options)
    i = afterSgr - 1
  }
  return columns
}
