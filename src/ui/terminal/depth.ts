import { type Colour, DEFAULT_COLOUR, isPalette, isTrue, paletteColour } from '../paint/colour.ts'

/** How many colours the terminal draws. */
export type ColourDepth = 'none' | '16' | '256' | 'true'

export type Environment = Readonly<Record<string, string | undefined>>

const TRUE_COLOUR_TERMINAL = /-direct$|^xterm-(kitty|ghostty)|^(alacritty|foot|wezterm|contour)/

/** What `FORCE_COLOR` asks for, as Node and most of its programs read it. */
const FORCED: Readonly<Record<string, ColourDepth>> = {
  '0': 'none',
  false: 'none',
  '1': '16',
  '2': '256',
  '3': 'true',
}

/**
 * Colours by the environment alone: `FORCE_COLOR` (0 … 3) has the last word; `NO_COLOR` (https://no-color.org) and `TERM=dumb`
 * switch them off, `COLORTERM` or a known terminal gives true colour, `-256color` the palette of 256, any other terminal 16.
 */
export function colourDepth(env: Environment): ColourDepth {
  const { NO_COLOR, FORCE_COLOR = '', COLORTERM = '', TERM = '' } = env
  const forced = FORCED[FORCE_COLOR]
  if (forced !== undefined) return forced
  if (NO_COLOR || TERM === 'dumb' || TERM === '') return 'none'
  if (/^(truecolor|24bit)$/i.test(COLORTERM) || TRUE_COLOUR_TERMINAL.test(TERM)) return 'true'
  if (/256(color)?$/.test(TERM)) return '256'
  return /-m(ono)?$|^vt[12345]\d\d$/.test(TERM) ? 'none' : '16'
}

/** The nearest colour that the depth has. */
export function reduceColour(colour: Colour, depth: ColourDepth): Colour {
  if (colour === DEFAULT_COLOUR || depth === 'true') return colour
  if (depth === 'none') return DEFAULT_COLOUR
  const indexed = isTrue(colour) ? paletteColour(nearestOf256(colour & 0xffffff)) : colour
  return depth === '256' || !isPalette(indexed) || (indexed & 0xff) < 16
    ? indexed
    : paletteColour(nearestOf16(indexed & 0xff))
}

/** The same colour in fewer bytes where xterm's palette has it, whose entries from 16 on are the same everywhere. */
export function shortestColour(colour: Colour): Colour {
  const indexed = reduceColour(colour, '256')
  return isTrue(colour) && rgbOf(indexed & 0xff) === (colour & 0xffffff) ? indexed : colour
}

/** Steps of the colour cube of xterm's palette, entries 16 to 231. */
const STEPS = [0, 95, 135, 175, 215, 255] as const

const channels = (rgb: number) => [(rgb >> 16) & 0xff, (rgb >> 8) & 0xff, rgb & 0xff] as const

function nearestOf256(rgb: number): number {
  const [red, green, blue] = channels(rgb)
  const cube = 16 + 36 * nearestStep(red) + 6 * nearestStep(green) + nearestStep(blue)
  const grey = 232 + Math.max(0, Math.min(23, Math.round((red + green + blue) / 30 - 0.8)))
  return distance(rgb, rgbOf(grey)) < distance(rgb, rgbOf(cube)) ? grey : cube
}

function nearestStep(value: number): number {
  let nearest = 0
  for (const [i, step] of STEPS.entries()) {
    if (Math.abs(step - value) < Math.abs((STEPS[nearest] ?? 0) - value)) nearest = i
  }
  return nearest
}

function rgbOf(index: number): number {
  if (index >= 232) return (8 + (index - 232) * 10) * 0x10101
  const cube = index - 16
  const step = (n: number) => STEPS[n % 6] ?? 0
  return (step(Math.trunc(cube / 36)) << 16) | (step(Math.trunc(cube / 6)) << 8) | step(cube)
}

function distance(a: number, b: number): number {
  const [r1, g1, b1] = channels(a)
  const [r2, g2, b2] = channels(b)
  return (r1 - r2) ** 2 + (g1 - g2) ** 2 + (b1 - b2) ** 2
}

/** Less colourful than this is a grey. */
const LEAST_COLOURFUL = 0.25

/** By hue and brightness, since the 16 colours look different on every terminal. */
function nearestOf16(index: number): number {
  const all = channels(rgbOf(index))
  const [darkest, brightest] = [Math.min(...all), Math.max(...all)]
  if (brightest - darkest < brightest * LEAST_COLOURFUL || brightest < 48) return greyOf16(brightest)
  const middle = (darkest + brightest) / 2
  const hue = all.reduce<number>((sum, value, i) => sum + (value >= middle ? 1 << i : 0), 0)
  return brightest > 200 ? hue + 8 : hue
}

/** Black, dark grey, light grey and white are the entries 0, 8, 7 and 15. */
const greyOf16 = (value: number): number => (value < 64 ? 0 : value < 178 ? 8 : value < 242 ? 7 : 15)
