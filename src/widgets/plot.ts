import type { Role, Row, Span } from '../core/row.ts'
import { type Glyphs, INK } from './glyphs.ts'
import { fractionOf, type Scale } from './scale.ts'
import { append } from './spark.ts'

/** One line of a plot; its values lie side by side, `pointsPerCell` to a cell. */
export type PlotLine = {
  readonly values: readonly (number | null)[]
  readonly roleOf: (value: number) => Role
  /** Every second point only, and another sign in ASCII: what was planned, or was so once, rather than what is. */
  readonly isDotted: boolean
}

export type Plot = {
  /** The first lies in front. */
  readonly lines: readonly PlotLine[]
  readonly limits: readonly { readonly value: number; readonly role: Role }[]
  readonly scale: Scale
}

export const pointsPerCell = (glyphs: Glyphs): number => INK[glyphs].fineness.x

/** Bits of the points of a cell, row by row from the top. */
const BRAILLE = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
]
const HALVES = [' ', '▀', '▄', '█']

type CellInk = { bits: number; role: Role; isDotted: boolean }

/** Lines over a field of `width × height` cells; a gap stays blank, limits are dashed lines behind everything. */
export function plot(
  { lines, limits, scale }: Plot,
  width: number,
  height: number,
  glyphs: Glyphs,
): readonly Row[] {
  const layers = lines.map((line) => inkLine(line, scale, width, height, glyphs))
  const limitRows = new Map(
    limits
      .filter(({ value }) => value >= scale.low && value <= scale.high)
      .map(({ value, role }) => [rowOf(scale, value, height), role] as const),
  )
  return Array.from({ length: height }, (_, y) => {
    const spans: Span[] = []
    for (let x = 0; x < width; x++) {
      const ink = layers.map((layer) => layer.get(y * width + x)).find((found) => found !== undefined)
      const limitRole = limitRows.get(y)
      if (ink !== undefined) append(spans, signOf(ink, glyphs), ink.role)
      else if (limitRole !== undefined) append(spans, '┄', limitRole)
      else append(spans, ' ', 'text')
    }
    return spans
  })
}

/** The row of a value, from the top. */
export function rowOf(scale: Scale, value: number, height: number): number {
  return Math.min(height - 1, Math.floor((1 - fractionOf(scale, value)) * height))
}

function inkLine(
  { values, roleOf, isDotted }: PlotLine,
  scale: Scale,
  width: number,
  height: number,
  glyphs: Glyphs,
): Map<number, CellInk> {
  const fine = INK[glyphs].fineness
  const cells = new Map<number, CellInk>()
  let previous: number | null = null
  values.slice(0, width * fine.x).forEach((value, x) => {
    if (value === null || (isDotted && x % 2 === 1)) {
      previous = isDotted ? previous : null
      return
    }
    const y = rowOf(scale, value, height * fine.y)
    for (const at of isDotted ? [y] : joined(previous, y)) {
      const cell = Math.floor(at / fine.y) * width + Math.floor(x / fine.x)
      const bit = bitOf(glyphs, x % fine.x, at % fine.y)
      cells.set(cell, { bits: (cells.get(cell)?.bits ?? 0) | bit, role: roleOf(value), isDotted })
    }
    previous = y
  })
  return cells
}

/** The points from where the line was, exclusive, to where it is: a steep line stays one line. */
function joined(from: number | null, to: number): readonly number[] {
  if (from === null || Math.abs(from - to) <= 1) return [to]
  const step = Math.sign(to - from)
  return Array.from({ length: Math.abs(to - from) }, (_, index) => from + step * (index + 1))
}

function bitOf(glyphs: Glyphs, x: number, y: number): number {
  return glyphs === 'braille' ? (BRAILLE[y]?.[x] ?? 0) : 1 << y
}

function signOf({ bits, isDotted }: CellInk, glyphs: Glyphs): string {
  switch (INK[glyphs].fineness.y) {
    case 4:
      return String.fromCodePoint(0x2800 + bits)
    case 2:
      return HALVES[bits] ?? ' '
    case 1:
      return isDotted ? ':' : '*'
  }
}
