import { type Role, type Row, span } from '../../core/row.ts'
import { cellWidth } from '../../core/width.ts'
import { wrapWords } from '../screen/spread.ts'

/** A dialog before it is fitted into the screen: what scrolls, and the lines that never do. */
export type DialogParts = {
  readonly title: string
  /** In the upper border, at the right: `plan 7f3a · expires in 58 s`. */
  readonly aside: string
  readonly role: Role
  readonly body: readonly Row[]
  /** First line of the body to show. */
  readonly scroll: number
  readonly foot: readonly Row[]
}

const NAME = 9
/** More lines than these can't be read before the plan is void. */
const MOST_LINES = 40

/** `name  text`, the text in as many lines as it needs; nothing of it is left out. */
export function namedRows(name: string, text: string, width: number, role: Role = 'text'): Row[] {
  const room = Math.max(8, width - NAME - 1)
  return wrapWords(broken(text, room), room, MOST_LINES).map((line, index) => [
    span((index === 0 ? name : '').padEnd(NAME), 'dim'),
    span(' '),
    span(line, role),
  ])
}

/** Words that are longer than a line, in pieces: an address must be readable to its end. */
function broken(text: string, room: number): string {
  return text
    .split(' ')
    .flatMap((word) => (cellWidth(word) <= room ? [word] : pieces(word, room)))
    .join(' ')
}

function pieces(word: string, room: number): string[] {
  const found: string[] = []
  let piece = ''
  for (const character of word) {
    if (cellWidth(piece + character) > room) {
      found.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...found, piece]
}
