/** A cell of a picture, in its own units: signs are drawn in these, so that they join whatever font the viewer has. */
export const CELL = { width: 8, height: 16 } as const

/** How a shape is put on paper: filled, a thin line, a thick one, or round dots. */
export type Ink = 'fill' | 'line' | 'heavy' | 'dots'

/** Pieces of an SVG path that begin at the upper left corner of a cell. */
export type Shape = Readonly<Partial<Record<Ink, string>>>

const SHAPES: Readonly<Record<string, Shape>> = {
  '─': { line: 'm0 8h8' },
  '│': { line: 'm4 0v16' },
  '╭': { line: 'm4 16v-4q0-4 4-4' },
  '╮': { line: 'm0 8q4 0 4 4v4' },
  '╰': { line: 'm4 0v4q0 4 4 4' },
  '╯': { line: 'm0 8q4 0 4-4v-4' },
  '┄': { line: 'm.7 8h1.2m1.5 0h1.2m1.5 0h1.2' },
  '┊': { line: 'm4 1v2m0 2v2m0 2v2m0 2v2' },
  '┬': { line: 'm0 8h8m-4 0v8' },
  '┼': { line: 'm0 8h8m-4-4v8' },
  '┿': { heavy: 'm0 8h8', line: 'm4 3v10' },
  '━': { heavy: 'm0 8h8' },
  '╸': { heavy: 'm0 8h4' },
  '●': { fill: 'm1 8a3 3 0 1 0 6 0a3 3 0 1 0-6 0z' },
  '○': { line: 'm1 8a3 3 0 1 0 6 0a3 3 0 1 0-6 0z' },
  '◐': { line: 'm1 8a3 3 0 1 0 6 0a3 3 0 1 0-6 0z', fill: 'm4 5a3 3 0 0 0 0 6z' },
  '◌': { dots: 'm7 8h0m-.9 2.1h0m-2.1.9h0m-2.1-.9h0m-.9-2.1h0m.9-2.1h0m2.1-.9h0m2.1.9h0' },
  '▲': { fill: 'm4 4.5l3.8 7h-7.6z' },
  '△': { line: 'm4 5l3.2 6h-6.4z' },
  '✖': { heavy: 'm1.4 5.4l5.2 5.2m0-5.2l-5.2 5.2' },
  '◆': { fill: 'm4 4.6l3 3.4l-3 3.4l-3-3.4z' },
  '▴': { fill: 'm4 5.6l2.6 4.8h-5.2z' },
  '▸': { fill: 'm2 4.5l5 3.5l-5 3.5z' },
  '→': { line: 'm.6 8h6.6m-2.6-2.6l2.6 2.6l-2.6 2.6' },
  '▕': { fill: rectangle(7, 0, 1, 16) },
  '▀': { fill: rectangle(0, 0, 8, 8) },
  ...eighths('▏▎▍▌▋▊▉█', (n) => rectangle(0, 0, n, 16)),
  ...eighths('▁▂▃▄▅▆▇', (n) => rectangle(0, 16 - 2 * n, 8, 2 * n)),
}

function rectangle(x: number, y: number, width: number, height: number): string {
  return `m${x} ${y}h${width}v${height}h-${width}z`
}

function eighths(signs: string, shape: (n: number) => string): Record<string, Shape> {
  return Object.fromEntries([...signs].map((sign, index) => [sign, { fill: shape(index + 1) }]))
}

/** Signs that are one stroke through the cell, so that a run of them is one stroke too. */
export const STROKES: Readonly<
  Record<string, { readonly ink: Ink; readonly shape: (cells: number) => string }>
> = {
  '─': { ink: 'line', shape: (cells) => `m0 8h${8 * cells}` },
  '━': { ink: 'heavy', shape: (cells) => `m0 8h${8 * cells}` },
  '█': { ink: 'fill', shape: (cells) => rectangle(0, 0, 8 * cells, 16) },
}

const BRAILLE = 0x2800
/** Where the eight dots of a braille cell are, by their bits. */
const DOTS = [
  [2, 2],
  [2, 6],
  [2, 10],
  [6, 2],
  [6, 6],
  [6, 10],
  [2, 14],
  [6, 14],
] as const

/** How a sign is drawn; null for what a font is for. */
export function shapeOf(sign: string): Shape | null {
  const known = SHAPES[sign]
  if (known !== undefined) return known
  const bits = (sign.codePointAt(0) ?? 0) - BRAILLE
  if (bits < 0 || bits > 0xff) return null
  let [x, y] = [0, 0]
  let dots = ''
  for (const [bit, [toX, toY]] of DOTS.entries()) {
    if ((bits & (1 << bit)) === 0) continue
    dots += `m${toX - x} ${toY - y}h0`
    ;[x, y] = [toX, toY]
  }
  return { dots }
}
