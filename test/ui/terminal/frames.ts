import fc from 'fast-check'
import { type Colour, isTrue } from '../../../src/ui/paint/colour.ts'
import { createGrid, type Grid, glyphText } from '../../../src/ui/paint/grid.ts'
import { paintLine } from '../../../src/ui/paint/line.ts'
import {
  BOLD,
  DIM,
  INVERSE,
  ITALIC,
  type Pen,
  SHOWS_ON_BLANK,
  STRIKE,
  UNDERLINE,
} from '../../../src/ui/paint/pen.ts'
import { type ColourDepth, reduceColour } from '../../../src/ui/terminal/depth.ts'
import type { ShownCell } from '../../support/emulator.ts'

export type Stroke = { readonly x: number; readonly y: number; readonly text: string; readonly pen: Pen }

const WORDS = [
  'a',
  'p95 3.41 s',
  '한국어',
  '서비스',
  '日本語',
  '⣀⣤⣶⣿',
  '│ queue │',
  '        ',
  '                         ',
  '🚀',
  '● ok',
  'e\u0301q\u0323',
  '❤️',
  '🇰🇷',
  '…',
  '▁▂▃',
  '0123456789'.repeat(5),
  '가'.repeat(30),
] as const
const COLOURS: readonly Colour[] = [
  0,
  0,
  (1 << 24) | 1,
  (1 << 24) | 12,
  (1 << 24) | 200,
  (2 << 24) | 0x12a0ff,
  (2 << 24) | 0xffffff,
]
const ATTRIBUTES = [
  0,
  0,
  0,
  BOLD,
  DIM,
  BOLD | DIM,
  ITALIC,
  UNDERLINE,
  INVERSE,
  STRIKE,
  UNDERLINE | INVERSE | BOLD,
] as const

const pen = fc.record<Pen>({
  fg: fc.constantFrom(...COLOURS),
  bg: fc.constantFrom(...COLOURS),
  attributes: fc.constantFrom(...ATTRIBUTES),
})

const stroke = (columns: number, rows: number): fc.Arbitrary<Stroke> =>
  fc.record({
    x: fc.integer({ min: -3, max: columns - 1 }),
    y: fc.nat(rows - 1),
    text: fc.constantFrom(...WORDS),
    pen,
  })

/** Strokes upon strokes: every frame adds a few to the last one, now and then all are wiped, now and then the size changes. */
export const film: fc.Arbitrary<Grid[]> = fc
  .array(
    fc.record({
      columns: fc.integer({ min: 2, max: 45 }),
      rows: fc.integer({ min: 1, max: 9 }),
      steps: fc.array(
        fc.record({
          isWiped: fc.nat(5).map((n) => n === 0),
          strokes: fc.array(stroke(45, 9), { maxLength: 5 }),
        }),
        { minLength: 1, maxLength: 6 },
      ),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((scenes) => scenes.flatMap(({ columns, rows, steps }) => developed(columns, rows, steps)))

type Step = { readonly isWiped: boolean; readonly strokes: readonly Stroke[] }

function developed(columns: number, rows: number, steps: readonly Step[]): Grid[] {
  let all: Stroke[] = []
  return steps.map(({ isWiped, strokes }) => {
    all = [...(isWiped ? [] : all), ...strokes]
    return drawn(columns, rows, all)
  })
}

export function drawn(columns: number, rows: number, strokes: readonly Stroke[]): Grid {
  const grid = createGrid(columns, rows)
  const clip = { x1: 0, x2: columns, y1: 0, y2: rows }
  for (const { x, y, text, pen: strokePen } of strokes) paintLine(grid, x, y, text, clip, { ...strokePen })
  return grid
}

const NAMES: readonly (readonly [number, string])[] = [
  [BOLD, 'bold'],
  [DIM, 'dim'],
  [ITALIC, 'italic'],
  [UNDERLINE, 'underline'],
  [INVERSE, 'inverse'],
  [STRIKE, 'strike'],
]

/** What an emulator must show for the grid. On a blank, only what can be seen counts. */
export function expectedCells(grid: Grid, depth: ColourDepth): ShownCell[][] {
  return Array.from({ length: grid.rows }, (_, y) =>
    Array.from({ length: grid.columns }, (_, x) => {
      const i = y * grid.columns + x
      return {
        text: glyphText(grid, i),
        fg: named(reduceColour(grid.fg[i] ?? 0, depth)),
        bg: named(reduceColour(grid.bg[i] ?? 0, depth)),
        attributes: NAMES.flatMap(([bit, name]) => ((grid.attributes[i] ?? 0) & bit ? [name] : [])).join(' '),
      }
    }),
  )
}

function named(colour: Colour): string {
  if (colour === 0) return 'default'
  return isTrue(colour) ? `#${(colour & 0xffffff).toString(16).padStart(6, '0')}` : `${colour & 0xff}`
}

/** The same cells with all that can't be seen on a blank left out. */
export function visible(cells: ShownCell[][]): ShownCell[][] {
  const seen = new Set(NAMES.filter(([bit]) => bit & SHOWS_ON_BLANK).map(([, name]) => name))
  return cells.map((row) =>
    row.map((cell) => {
      if (cell.text !== ' ') return cell
      const kept = cell.attributes.split(' ').filter((name) => seen.has(name))
      return { ...cell, fg: kept.length > 0 ? cell.fg : 'default', attributes: kept.join(' ') }
    }),
  )
}
