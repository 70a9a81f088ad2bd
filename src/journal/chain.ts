import { BEGINNING, type Line, readLine } from './line.ts'

/** The last line that was written whole, kept beside the journal so that lines cut off at its end are missed. */
export type Head = { readonly seq: number; readonly hash: string }

export type Chain = {
  readonly lines: readonly Line[]
  readonly head: Head
  /** Numbers of the lines that were left half written by a crash; nothing was done upon them. */
  readonly torn: readonly number[]
  /** Whether the text ends in the middle of a line. */
  readonly endsTorn: boolean
  /** The first line that is not what was written, or that something is missing before. */
  readonly damage: Damage | null
}

export type Damage = { readonly line: number; readonly words: string }

/**
 * Reads a journal. A line that can't be read is torn where the chain goes on over it, and damage where it does not:
 * what follows a torn line was chained to the one before it.
 */
export function readChain(text: string, head: Head | null): Chain {
  const rows = text.split('\n')
  const endsTorn = rows.at(-1) !== ''
  if (!endsTorn) rows.pop()
  const lines: Line[] = []
  const torn: number[] = []
  /** Not to be read, since the last line that was. */
  let unread: number[] = []
  let damage: Damage | null = null
  for (const [index, row] of rows.entries()) {
    const line = readLine(row)
    if (line === null) {
      unread.push(index + 1)
      continue
    }
    const before = lines.at(-1)
    if (line.prev !== (before?.hash ?? BEGINNING) || line.seq !== (before?.seq ?? 0) + 1) {
      damage = { line: unread[0] ?? index + 1, words: unread.length > 0 ? EDITED : MISSING }
      break
    }
    torn.push(...unread)
    unread = []
    lines.push(line)
  }
  damage ??= cutOff(lines, head, unread[0] ?? null, rows.length)
  const { seq, hash } = lines.at(-1) ?? { seq: 0, hash: BEGINNING }
  return { lines, head: { seq, hash }, torn: [...torn, ...unread], endsTorn, damage }
}

const EDITED = 'the line was edited'
const MISSING = 'a line before it was deleted, added or moved'

/** The end of a chain does not tell whether something followed; the head does. */
function cutOff(
  lines: readonly Line[],
  head: Head | null,
  unread: number | null,
  rows: number,
): Damage | null {
  // A crash may have come between the first line and its head, but not between later ones and any head at all.
  if (head === null) return lines.length > 1 ? { line: rows, words: 'the file that names it is gone' } : null
  if (head.seq === 0 || lines[head.seq - 1]?.hash === head.hash) return null
  if (unread !== null) return { line: unread, words: EDITED }
  return { line: rows + 1, words: `entry ${head.seq} was written, and is no longer there` }
}
