import { DEFAULT_COLOUR, paletteColour, trueColour } from './colour.ts'
import { BOLD, DIM, INVERSE, ITALIC, type Pen, resetPen, STRIKE, UNDERLINE } from './pen.ts'

/** Applies the parameters of an SGR sequence (`1;38;5;208`) to the pen. What can't be drawn (blink, conceal, fonts) is passed over. */
export function applySgr(parameters: string, pen: Pen): void {
  const codes = parameters.split(';')
  for (let i = 0; i < codes.length; i += 1) {
    const code = Number(codes[i])
    if (code === 38 || code === 48) {
      const isIndexed = codes[i + 1] === '5'
      const [a, b, c] = [Number(codes[i + 2] ?? 0), Number(codes[i + 3] ?? 0), Number(codes[i + 4] ?? 0)]
      const colour = isIndexed ? paletteColour(a) : trueColour(a, b, c)
      if (code === 38) pen.fg = colour
      else pen.bg = colour
      i += isIndexed ? 2 : 4
    } else applyCode(code, pen)
  }
}

function applyCode(code: number, pen: Pen): void {
  if (code === 0) resetPen(pen)
  else if (code >= 30 && code <= 37) pen.fg = paletteColour(code - 30)
  else if (code >= 90 && code <= 97) pen.fg = paletteColour(code - 90 + 8)
  else if (code >= 40 && code <= 47) pen.bg = paletteColour(code - 40)
  else if (code >= 100 && code <= 107) pen.bg = paletteColour(code - 100 + 8)
  else if (code === 39) pen.fg = DEFAULT_COLOUR
  else if (code === 49) pen.bg = DEFAULT_COLOUR
  else applyAttribute(code, pen)
}

function applyAttribute(code: number, pen: Pen): void {
  const on = ATTRIBUTE_ON.get(code)
  if (on !== undefined) pen.attributes |= on
  else pen.attributes &= ~(ATTRIBUTE_OFF.get(code) ?? 0)
}

const ATTRIBUTE_ON: ReadonlyMap<number, number> = new Map([
  [1, BOLD],
  [2, DIM],
  [3, ITALIC],
  [4, UNDERLINE],
  [7, INVERSE],
  [9, STRIKE],
])
const ATTRIBUTE_OFF: ReadonlyMap<number, number> = new Map([
  [22, BOLD | DIM],
  [23, ITALIC],
  [24, UNDERLINE],
  [27, INVERSE],
  [29, STRIKE],
])
