import { changePen, isSamePen, type Pen, PLAIN } from './pen.ts'
import { type Picture, SEEN_ON_BLANK } from './picture.ts'

export type Limit = {
  /** Turns a terminal that shows `before`, with a plain pen, into one that shows `after`. */
  readonly output: string
  /** The same as bytes of UTF-8. */
  readonly bytes: number
  /** How many cells changed. */
  readonly cells: number
  /** The rows of these cells, top to bottom. */
  readonly rows: readonly number[]
}

type Place = { readonly x: number; readonly y: number }

/**
 * Output that changes the changed cells and nothing else: the shortest move to each, the shortest change of the pen,
 * its text. It uses neither erasing nor scrolling, so a cleverer program may stay below it.
 */
export function limitOf(before: Picture, after: Picture): Limit {
  const { columns, rows, texts } = after
  const changed = (i: number): boolean => isChanged(before, after, i)
  const pieces: string[] = []
  const changedRows: number[] = []
  let cells = 0
  let pen = PLAIN
  // Unknown at first, and after the last column, where terminals differ.
  let cursor: Place | null = null
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const i = y * columns + x
      const text = texts[i] ?? ''
      // The second half of a wide character comes with the first.
      const width = texts[i + 1] === '' && x + 1 < columns ? 2 : 1
      if (text === '' || !(changed(i) || (width === 2 && changed(i + 1)))) continue
      pieces.push(moveTo({ x, y }, cursor, after, pen))
      const wanted = penFor(after, i, pen)
      pieces.push(changePen(pen, wanted), text)
      pen = wanted
      cursor = x + width < columns ? { x: x + width, y } : null
      cells += width
      if (changedRows.at(-1) !== y) changedRows.push(y)
    }
  }
  const output = pieces.join('')
  return { output, bytes: Buffer.byteLength(output), cells, rows: changedRows }
}

function isChanged(before: Picture, after: Picture, i: number): boolean {
  return (
    before.texts[i] !== after.texts[i] ||
    before.fg[i] !== after.fg[i] ||
    before.bg[i] !== after.bg[i] ||
    before.attributes[i] !== after.attributes[i]
  )
}

/** On a blank only the background and a few attributes can be seen: the rest of the pen stays as it is. */
function penFor({ texts, fg, bg, attributes }: Picture, i: number, pen: Pen): Pen {
  const wanted = { fg: fg[i] ?? -1, bg: bg[i] ?? -1, attributes: attributes[i] ?? 0 }
  if (texts[i] !== ' ' || (wanted.attributes & SEEN_ON_BLANK) !== 0) return wanted
  return { fg: pen.fg, bg: wanted.bg, attributes: pen.attributes & ~SEEN_ON_BLANK }
}

/** The shortest way there, which always lies to the right or below. */
function moveTo(to: Place, from: Place | null, picture: Picture, pen: Pen): string {
  const direct = `\x1b[${to.y > 0 ? to.y + 1 : ''}${to.x > 0 ? `;${to.x + 1}` : ''}H`
  if (from === null) return direct
  if (to.y === from.y) return shortest([direct, forward(to.x - from.x), ...rewritten(from, to, picture, pen)])
  const down = '\r\n'.repeat(Math.min(to.y - from.y, 4))
  return to.y - from.y > 4 ? direct : shortest([direct, down + forward(to.x)])
}

const forward = (by: number): string => (by === 0 ? '' : `\x1b[${by > 1 ? by : ''}C`)

/** Writing what is there already, where the pen is right for it. */
function rewritten(from: Place, to: Place, picture: Picture, pen: Pen): string[] {
  const start = from.y * picture.columns
  if (to.x - from.x > 6) return []
  const between = Array.from({ length: to.x - from.x }, (_, offset) => start + from.x + offset)
  const isRight = between.every((i) => isSamePen(penFor(picture, i, pen), pen))
  return isRight ? [between.map((i) => picture.texts[i]).join('')] : []
}

const shortest = (candidates: readonly string[]): string =>
  candidates.reduce((best, next) => (Buffer.byteLength(next) < Buffer.byteLength(best) ? next : best))
