import { type Colour, DEFAULT_COLOUR, isPalette } from '../paint/colour.ts'
import { rgbOf } from '../terminal/depth.ts'

/** What a picture is painted on: a terminal has colours of its own, a picture brings them along. */
export type Paper = {
  readonly background: string
  readonly foreground: string
  readonly edge: string
  /** The sixteen that themes name. */
  readonly named: readonly string[]
}

export const DARK_PAPER: Paper = {
  background: '#0f141b',
  foreground: '#c8d0da',
  edge: '#2a3340',
  named: [
    ...['#1c232d', '#e5534b', '#57ab5a', '#d9a441', '#539bf5', '#b083f0', '#39b6c4', '#e6edf3'],
    ...['#6b7785', '#ff6b61', '#6bc46d', '#f2c55c', '#6cb6ff', '#dcbdfb', '#56d4dd', '#ffffff'],
  ],
}

/** `#rrggbb`; the given one where it is the terminal's own. */
export function hexOf(colour: Colour, own: string, { named }: Paper): string {
  if (colour === DEFAULT_COLOUR) return own
  const index = colour & 0xff
  const rgb = isPalette(colour) ? (named[index] ?? rgbOf(index)) : colour & 0xffffff
  return typeof rgb === 'string' ? rgb : `#${rgb.toString(16).padStart(6, '0')}`
}
