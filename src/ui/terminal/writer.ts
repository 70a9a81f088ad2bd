import { DEFAULT_COLOUR } from '../paint/colour.ts'
import { createGrid, type Grid, glyphText, isBlank, isSameCell, SPACE, TAIL } from '../paint/grid.ts'
import { KNOWN_WIDTH } from '../paint/known.ts'
import { INVERSE, type Pen, PLAIN, SHOWS_ON_BLANK } from '../paint/pen.ts'
import { type ColourDepth, reduceColour } from './depth.ts'
import { moveCursor, type Position } from './move.ts'
import { changePen } from './stroke.ts'

/** What the terminal remembers from one frame to the next. */
export type TerminalState = { readonly cursor: Position | undefined; readonly pen: Readonly<Pen> }

export type Frame = { readonly bytes: string; readonly state: TerminalState }

/** Begin and end of a synchronized update (DEC private mode 2026): the terminal shows the frame at once. */
const BEGIN = '\u001b[?2026h'
const END = '\u001b[?2026l'
const RESET_AND_ERASE = '\u001b[m\u001b[2J'
const ERASE_TO_END = '\u001b[K'

/** So many characters, such as a clock and an age, are written at once and read at once: terminals take a kilobyte or more. */
const LONGEST_AT_ONCE = 64

export const UNKNOWN_STATE: TerminalState = { cursor: undefined, pen: PLAIN }

/** So many unchanged cells are written again at most, where that is shorter than a cursor move. */
const LONGEST_BRIDGE = 8
/** From so many cells on, a run of blanks is erased (ECH) and passed rather than written. */
const SHORTEST_ERASURE = 12

/**
 * The shortest bytes that turn the screen `previous` into `next`, changing nothing but the changed cells; empty if none
 * changed. Without `previous`, or if the size changed, the screen is erased and written as a whole.
 * A frame of several runs is one synchronized update; a single run needs none, nor does what is too short to be torn.
 */
export function encodeFrame(
  previous: Grid | undefined,
  next: Grid,
  state: TerminalState,
  depth: ColourDepth,
): Frame {
  const isWhole = !previous || previous.columns !== next.columns || previous.rows !== next.rows
  const shown = isWhole ? createGrid(next.columns, next.rows) : previous
  const writer = createRun(next, isWhole ? UNKNOWN_STATE : state, depth)
  for (let y = 0; y < next.rows; y += 1) writeRow(shown, next, y, writer)
  const { text, runs } = writer.written()
  const body = isWhole ? RESET_AND_ERASE + text : text
  const isTearable = isWhole || (runs > 1 && body.length > LONGEST_AT_ONCE)
  return { bytes: isTearable ? BEGIN + body + END : body, state: writer.state() }
}

type Run = ReturnType<typeof createRun>

function writeRow(shown: Grid, next: Grid, y: number, run: Run): void {
  const { columns } = next
  const start = y * columns
  for (let x = 0; x < columns; x += 1) {
    const index = start + x
    if (isSameCell(shown, next, index)) continue
    if (isBlank(next, index)) {
      const blanks = blankRun(next, index, start + columns)
      const changed = changedIn(shown, next, index, blanks)
      if (x + blanks === columns && changed > 3) {
        run.eraseToEnd(x, y)
        return
      }
      if (changed >= SHORTEST_ERASURE) {
        run.erase(x, y, blanks)
        x += blanks - 1
        continue
      }
    }
    if (next.glyphs[index] !== TAIL) run.write(x, y)
  }
}

function blankRun(grid: Grid, from: number, end: number): number {
  let index = from
  while (index < end && isBlank(grid, index)) index += 1
  return index - from
}

function changedIn(shown: Grid, next: Grid, from: number, cells: number): number {
  let changed = 0
  for (let index = from; index < from + cells; index += 1) if (!isSameCell(shown, next, index)) changed += 1
  return changed
}

/** Collects bytes while it follows the terminal's cursor and pen. */
function createRun(grid: Grid, { cursor: startCursor, pen: startPen }: TerminalState, depth: ColourDepth) {
  let text = ''
  let runs = 0
  let cursor = startCursor
  let pen = startPen

  const penOf = (index: number): Pen => ({
    fg: reduceColour(grid.fg[index] ?? DEFAULT_COLOUR, depth),
    bg: reduceColour(grid.bg[index] ?? DEFAULT_COLOUR, depth),
    attributes: grid.attributes[index] ?? 0,
  })

  function take(wanted: Readonly<Pen>): void {
    text += changePen(pen, wanted)
    pen = wanted
  }

  function moveTo(x: number, y: number): void {
    if (cursor && cursor.y === y && cursor.x === x) return
    runs += 1
    const move = moveCursor(cursor, { x, y })
    text += bridge(x, y, move.length) ?? move
    cursor = { x, y }
  }

  /** The unchanged cells up to here as they are, if that is shorter than the move and the pen is the same. */
  function bridge(x: number, y: number, limit: number): string | undefined {
    if (!cursor || cursor.y !== y || cursor.x < 0 || cursor.x >= x || x - cursor.x > LONGEST_BRIDGE)
      return undefined
    let between = ''
    for (let index = y * grid.columns + cursor.x; index < y * grid.columns + x; index += 1) {
      const glyph = grid.glyphs[index] ?? TAIL
      if (glyph >= 0x7f || glyph < SPACE || !drawsAlike(index, glyph)) return undefined
      between += String.fromCharCode(glyph)
    }
    return between.length <= limit ? between : undefined
  }

  function drawsAlike(index: number, glyph: number): boolean {
    const wanted = penOf(index)
    if (glyph === SPACE && looksBlankWith(wanted)) return wanted.bg === pen.bg
    return changePen(pen, wanted) === ''
  }

  /** Whether a space in this pen looks the same as one in the present pen, but for the background. */
  const looksBlankWith = (wanted: Readonly<Pen>): boolean =>
    (wanted.attributes & SHOWS_ON_BLANK) === 0 && (pen.attributes & SHOWS_ON_BLANK) === 0

  return {
    write(x: number, y: number): void {
      const index = y * grid.columns + x
      const glyph = grid.glyphs[index] ?? SPACE
      const isWide = x + 1 < grid.columns && grid.glyphs[index + 1] === TAIL
      moveTo(x, y)
      if (!(glyph === SPACE && drawsAlike(index, glyph))) take(penOf(index))
      const isCertain = glyph < 0x10000 && KNOWN_WIDTH[glyph] !== 0
      // A terminal that takes a wide glyph for a narrow one would keep what stood in its second column.
      if (isWide && !isCertain) text += `  ${moveCursor({ x: -1, y }, { x, y })}`
      text += shownText(grid, index)
      const after = x + (isWide ? 2 : 1)
      cursor = { x: isCertain && after < grid.columns ? after : -1, y }
    },
    eraseToEnd(x: number, y: number): void {
      moveTo(x, y)
      takeErasing()
      text += ERASE_TO_END
    },
    erase(x: number, y: number, cells: number): void {
      moveTo(x, y)
      takeErasing()
      text += `\u001b[${cells}X`
    },
    written: () => ({ text, runs }),
    state: (): TerminalState => ({ cursor, pen }),
  }

  /** Erased cells take the pen's background, on some terminals its inversion too. */
  function takeErasing(): void {
    if (pen.bg !== DEFAULT_COLOUR || (pen.attributes & INVERSE) !== 0) take(PLAIN)
  }
}

/** The grid holds printable cells only; whatever else might ever get there must not reach the terminal. */
function shownText(grid: Grid, index: number): string {
  const text = glyphText(grid, index)
  const unit = text.charCodeAt(0)
  return unit >= SPACE && (unit < 0x7f || unit > 0x9f) ? text : '\ufffd'
}
