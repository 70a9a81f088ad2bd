import type { Role } from '../../core/row.ts'
import { type Colour, DEFAULT_COLOUR, isPalette } from '../paint/colour.ts'
import { reduceColour } from '../terminal/depth.ts'
import { contrast } from './contrast.ts'

/** The 16 colours as xterm draws them. Other terminals differ, but not in what is dark and what is light. */
export const XTERM_16 = [
  0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000,
  0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
] as const

/** Roles of lines and areas. They are seen at less contrast than text is read at. */
const DRAWN: ReadonlySet<Role> = new Set<Role>([
  'chart',
  'limit',
  'plan',
  'baseline',
  'border',
  'borderFocus',
  'bar',
  'barEmpty',
])

/** The least contrast of a role with its background (WCAG 2, AA): 4.5 for text, 3 for what is drawn. */
export const leastContrast = (role: Role): number => (DRAWN.has(role) ? 3 : 4.5)

const BRIGHT = 8

/**
 * What stands for a true colour where there are 16: the nearest, its darker or brighter twin where that one can't be seen
 * on the background (0xrrggbb), else the terminal's own text colour. Named colours stay what they are.
 */
export function sixteenFor(colour: Colour, role: Role, background: number): Colour {
  if (colour === DEFAULT_COLOUR || isPalette(colour)) return colour
  const nearest = reduceColour(colour, '16')
  const isSeen = (one: Colour): boolean =>
    contrast(XTERM_16[one & 0xf] ?? background, background) >= leastContrast(role)
  return [nearest, nearest ^ BRIGHT].find(isSeen) ?? DEFAULT_COLOUR
}
