import { cellWidth } from './width.ts'

/**
 * Whatever could move the cursor, hide a neighbour or occupy no cell: controls (C0, C1, DEL), format characters
 * (bidi, zero width, tags), line separators, lone surrogates and everything Unicode lets a terminal ignore.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u
const MARK = /\p{M}/u

const MOST_MARKS = 4
const DOTTED_CIRCLE = '\u25cc'
const REPLACEMENT = '\ufffd'
const ELLIPSIS = '…'
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/

/** Code units that one cell may take at most: a base and its marks, each of two units. */
const UNITS_A_CELL = 2 * (1 + MOST_MARKS)

/**
 * Makes untrusted text safe to show: what would be invisible or interpreted by a terminal is spelled out
 * (`\x1b[31m`, `\n`, `\u{202e}`), the fifth and further combining marks on one letter become one U+FFFD, and what is
 * longer than `maxCells` terminal cells ends in `…`. Sanitising twice changes nothing more.
 * Every text is sanitised where it is read; see CVE-2021-25743 for what happens otherwise.
 */
export function sanitise(text: string, maxCells = 256): string {
  if (text.length <= maxCells && PRINTABLE_ASCII.test(text)) return text
  const head = headOf(text, maxCells * UNITS_A_CELL)
  const shown = spellOut(head)
  return cap(shown, maxCells, head.length < text.length)
}

/** A bound on the work: what is cut here would not have fitted anyway. A pair of surrogates is not torn. */
function headOf(text: string, units: number): string {
  if (text.length <= units) return text
  const isTorn = /[\ud800-\udbff]/.test(text.charAt(units - 1))
  return text.slice(0, isTorn ? units - 1 : units)
}

/** The text as clusters: a base with its marks, or a whole escape. */
function spellOut(text: string): string[] {
  const clusters: string[] = []
  let marks = 0
  for (const char of text) {
    if (INVISIBLE.test(char)) {
      clusters.push(...escapeOf(char))
      marks = 0
    } else if (MARK.test(char)) {
      marks += 1
      if (clusters.length === 0) clusters.push(DOTTED_CIRCLE)
      if (marks <= MOST_MARKS) clusters.push((clusters.pop() ?? '') + char)
      else if (marks === MOST_MARKS + 1) clusters.push(REPLACEMENT)
    } else {
      clusters.push(char)
      marks = 0
    }
  }
  return clusters
}

function cap(clusters: readonly string[], maxCells: number, isCut: boolean): string {
  let cells = 0
  let kept = 0
  let keptWithEllipsis = 0
  for (const cluster of clusters) {
    // What a terminal may show as nothing still counts, or there could be any number of it.
    cells += Math.max(1, cellWidth(cluster))
    if (cells > maxCells) break
    kept += 1
    if (cells < maxCells) keptWithEllipsis = kept
  }
  if (kept === clusters.length && !isCut) return clusters.join('')
  return maxCells < 1 ? '' : clusters.slice(0, keptWithEllipsis).join('') + ELLIPSIS
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escapeOf(char: string): string {
  const short = SHORT_ESCAPES[char]
  if (short !== undefined) return short
  const code = char.codePointAt(0) ?? 0
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`
}
