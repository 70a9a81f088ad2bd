import type { Glyphs } from '../core/look.ts'

export type { Glyphs }

/** What a set of glyphs draws numbers with. */
type Ink = {
  /** One cell, from low to high; four signs or a multiple of it, so that the last quarter can mean: beyond the limit. */
  readonly heights: string
  /** Points of a plot beside and above each other in one cell. */
  readonly fineness: { readonly x: 1 | 2; readonly y: 1 | 2 | 4 }
  /** A piece of a dotted line, for a legend; not to be taken for a limit. */
  readonly dotted: string
}

const EIGHTHS = '▁▂▃▄▅▆▇█'

export const INK: Readonly<Record<Glyphs, Ink>> = {
  braille: { heights: EIGHTHS, fineness: { x: 2, y: 4 }, dotted: '⠂⠂' },
  block: { heights: EIGHTHS, fineness: { x: 1, y: 2 }, dotted: '▀ ▀' },
  // The font of a PC's text mode has halves and no eighths.
  console: { heights: '_-▄█', fineness: { x: 1, y: 2 }, dotted: '▀ ▀' },
  ascii: { heights: '_-=#', fineness: { x: 1, y: 1 }, dotted: '::' },
}
