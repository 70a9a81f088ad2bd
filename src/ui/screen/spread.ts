import { type Row, span } from '../../core/row.ts'
import { cellWidth } from '../../core/width.ts'
import { rowWidth } from '../../widgets/fit.ts'

/** Some text at the left, some at the right end of a line; the right one goes first where both don't fit. */
export function spread(left: Row, right: Row, width: number): Row {
  const gap = width - rowWidth(left) - rowWidth(right)
  return gap < 1 ? left : [...left, span(' '.repeat(gap)), ...right]
}

/** As many of the pieces as fit, in order, with something between them. Pieces are never cut. */
export function flow(pieces: readonly Row[], between: Row, width: number): Row {
  const row: Row[] = []
  let used = 0
  for (const piece of pieces) {
    const needed = rowWidth(piece) + (row.length === 0 ? 0 : rowWidth(between))
    if (needed === 0 || used + needed > width) continue
    if (row.length > 0) row.push(between)
    row.push(piece)
    used += needed
  }
  return row.flat()
}

/** Where a line may end: at a blank, but not between a number and its unit, nor what it counts. */
const BREAK = / (?!(?<=\d )(?:ms|s|m|h|d|%|points|more|[KMGTP]?i?B(?:\/s)?|°C|W|\/s)(?![\p{L}\p{N}]))/u

/** Text in lines of at most `width` cells, broken between words; at most `lines` of them, the last one marked if more was to come. */
export function wrapWords(text: string, width: number, lines: number): string[] {
  const wrapped: string[] = []
  let line = ''
  for (const word of text.split(BREAK)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (cellWidth(longer) <= width) {
      line = longer
      continue
    }
    if (line !== '') wrapped.push(line)
    line = word
  }
  wrapped.push(line)
  if (wrapped.length <= lines) return wrapped
  const kept = wrapped.slice(0, lines)
  const last = kept.at(-1) ?? ''
  const shorter = last.split(BREAK).slice(0, -1)
  return [...kept.slice(0, -1), cellWidth(`${last} …`) <= width ? `${last} …` : [...shorter, '…'].join(' ')]
}
