import boxes from 'cli-boxes'
import type { BoxProps } from 'ink'
import type { Clip } from './clip.ts'
import { parseColour } from './colour.ts'
import type { Grid } from './grid.ts'
import { paintLine } from './line.ts'
import { DIM, type Pen } from './pen.ts'

/** A box in grid coordinates. */
export type Frame = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
export type Sides = {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

type Style = Pick<BoxProps, 'backgroundColor' | Extract<keyof BoxProps, `border${string}`>>

/** Columns and rows that the border takes on each side: 0 or 1. */
export function borderSides(style: Style): Sides {
  const width = (side: boolean | undefined) => (style.borderStyle && side !== false ? 1 : 0)
  return {
    top: width(style.borderTop),
    right: width(style.borderRight),
    bottom: width(style.borderBottom),
    left: width(style.borderLeft),
  }
}

export function paintBackground(grid: Grid, frame: Frame, style: Style, sides: Sides, clip: Clip): void {
  if (!style.backgroundColor) return
  const width = frame.width - sides.left - sides.right
  const height = frame.height - sides.top - sides.bottom
  if (width <= 0 || height <= 0) return
  const blank = ' '.repeat(width)
  const pen: Pen = { fg: 0, bg: parseColour(style.backgroundColor), attributes: 0 }
  for (let row = 0; row < height; row += 1) {
    paintLine(grid, frame.x + sides.left, frame.y + sides.top + row, blank, clip, pen)
  }
}

export function paintBorder(grid: Grid, frame: Frame, style: Style, sides: Sides, clip: Clip): void {
  if (!style.borderStyle) return
  const box = typeof style.borderStyle === 'string' ? boxes[style.borderStyle] : style.borderStyle
  const { x, y, width, height } = frame
  const across = Math.max(0, width - sides.left - sides.right)
  const [left, right] = [sides.left === 1, sides.right === 1]
  if (sides.top) {
    const line = (left ? box.topLeft : '') + box.top.repeat(across) + (right ? box.topRight : '')
    paintLine(grid, x, y, line, clip, penOf(style, 'Top'))
  }
  for (let row = y + sides.top; row < y + height - sides.bottom; row += 1) {
    if (left) paintLine(grid, x, row, box.left, clip, penOf(style, 'Left'))
    if (right) paintLine(grid, x + width - 1, row, box.right, clip, penOf(style, 'Right'))
  }
  if (sides.bottom) {
    const line = (left ? box.bottomLeft : '') + box.bottom.repeat(across) + (right ? box.bottomRight : '')
    paintLine(grid, x, y + height - 1, line, clip, penOf(style, 'Bottom'))
  }
}

function penOf(style: Style, side: 'Top' | 'Right' | 'Bottom' | 'Left'): Pen {
  const isDim = style[`border${side}DimColor`] ?? style.borderDimColor
  return {
    fg: parseColour(style[`border${side}Color`] ?? style.borderColor),
    bg: parseColour(style[`border${side}BackgroundColor`] ?? style.borderBackgroundColor),
    attributes: isDim ? DIM : 0,
  }
}
