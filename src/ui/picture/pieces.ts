import { clustersOf } from '../../core/clusters.ts'
import { cellWidth } from '../../core/width.ts'
import { STROKES, shapeOf } from './glyph.ts'

/** Part of a text that can be put at its column by itself. */
export type Piece = {
  readonly text: string
  /** Cells from the beginning of the text. */
  readonly column: number
  readonly cells: number
  /** It is drawn, not written. */
  readonly isSign: boolean
}

/** Letters that a monospaced font has; with anything else among them they would not stand at their columns. */
const WORDS = /[\u0021-\u007e\u00a1-\u00ac\u00ae-\u017f]+(?: [\u0021-\u007e\u00a1-\u00ac\u00ae-\u017f]+)*/y

/** A text in pieces: words, runs of one stroke, and every other sign alone. Blanks have nothing to draw. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  let column = 0
  for (let index = 0; index < text.length; ) {
    const piece = pieceAt(text, index)
    const cells = cellWidth(piece)
    if (cells > 0 && piece.trim() !== '')
      pieces.push({ text: piece, column, cells, isSign: shapeOf([...piece][0] ?? '') !== null })
    column += cells
    index += piece.length
  }
  return pieces
}

function pieceAt(text: string, index: number): string {
  WORDS.lastIndex = index
  const [words] = WORDS.exec(text) ?? []
  // A mark that follows belongs to the last letter.
  if (words !== undefined && !/\p{M}|\u200d/u.test(text.charAt(index + words.length))) return words
  const [{ segment = '' } = {}] = clustersOf(text.slice(index, index + 64))
  if (STROKES[segment] === undefined) return segment
  let end = index
  while (text.startsWith(segment, end)) end += segment.length
  return text.slice(index, end)
}
