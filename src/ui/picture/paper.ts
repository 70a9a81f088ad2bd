import type { Theme } from '../../core/look.ts'
import { type Colour, DEFAULT_COLOUR, isPalette, parseColour } from '../paint/colour.ts'
import { rgbOf } from '../terminal/depth.ts'

/** What a picture is painted on: a terminal has colours of its own, a picture brings them along. */
export type Paper = {
  readonly background: string
  readonly foreground: string
  readonly edge: string
  /** The sixteen that themes name. */
  readonly named: readonly string[]
}

const DARK_PAPER: Paper = {
  background: '#0f141b',
  foreground: '#c8d0da',
  edge: '#2a3340',
  named: [
    ...['#1c232d', '#e5534b', '#57ab5a', '#d9a441', '#539bf5', '#b083f0', '#39b6c4', '#e6edf3'],
    ...['#6b7785', '#ff6b61', '#6bc46d', '#f2c55c', '#6cb6ff', '#dcbdfb', '#56d4dd', '#ffffff'],
  ],
}

const LIGHT_PAPER: Paper = {
  background: '#ffffff',
  foreground: '#1f2328',
  edge: '#d1d9e0',
  named: [
    ...['#1f2328', '#b3261e', '#1a6b30', '#835600', '#0550ae', '#7b3fbf', '#0e7490', '#57606a'],
    ...['#6e7781', '#cf222e', '#116329', '#9a6700', '#0969da', '#8250df', '#1b7c83', '#1f2328'],
  ],
}

/** Dark or light, as the terminals are that the theme is for. */
export function paperOf({ backgrounds: [plainest = '#000000'] }: Pick<Theme, 'backgrounds'>): Paper {
  const rgb = parseColour(plainest) & 0xffffff
  const brightness = (rgb >> 16) + ((rgb >> 8) & 0xff) + (rgb & 0xff)
  return brightness < (3 * 0xff) / 2 ? DARK_PAPER : LIGHT_PAPER
}

/** `#rrggbb`; the given one where it is the terminal's own. */
export function hexOf(colour: Colour, own: string, { named }: Paper): string {
  if (colour === DEFAULT_COLOUR) return own
  const index = colour & 0xff
  const rgb = isPalette(colour) ? (named[index] ?? rgbOf(index)) : colour & 0xffffff
  return typeof rgb === 'string' ? rgb : `#${rgb.toString(16).padStart(6, '0')}`
}
