import { createContext } from 'react'
import type { Chrome, Style, Theme } from '../../core/look.ts'
import { ROLES, type Role } from '../../core/row.ts'
import { type Colour, DEFAULT_COLOUR, parseColour } from '../paint/colour.ts'
import { BOLD, DIM, INVERSE, type Pen, PLAIN, UNDERLINE } from '../paint/pen.ts'
import { type ColourDepth, shortestColour } from '../terminal/depth.ts'
import { sixteenFor } from './sixteen.ts'

/** How every role is drawn. */
export type Pens = Readonly<Record<Role, Readonly<Pen>>>

/** How a theme draws on a terminal of that depth, for a system that the screen names that loudly. */
export function pensOf(theme: Theme, depth: ColourDepth, chrome: Chrome = 'calm'): Pens {
  const roles = chrome === 'alarm' ? { ...theme.roles, ...theme.alarm } : theme.roles
  const background = parseColour(theme.backgrounds[0]) & 0xffffff
  return recordOf((role) => ({
    fg: colourFor(parseColour(roles[role].color), role, depth, background),
    bg: DEFAULT_COLOUR,
    attributes: attributesOf(roles[role]),
  }))
}

function colourFor(colour: Colour, role: Role, depth: ColourDepth, background: number): Colour {
  switch (depth) {
    case 'none':
      return DEFAULT_COLOUR
    case '16':
      return sixteenFor(colour, role, background)
    case '256':
    case 'true':
      return shortestColour(colour)
  }
}

const attributesOf = ({ bold, dim, underline, inverse }: Style): number =>
  (bold ? BOLD : 0) | (dim ? DIM : 0) | (underline ? UNDERLINE : 0) | (inverse ? INVERSE : 0)

const recordOf = (pen: (role: Role) => Readonly<Pen>): Pens =>
  Object.fromEntries(ROLES.map((role) => [role, pen(role)])) as Record<Role, Readonly<Pen>> // every role is listed

/** Without a theme everything is plain. */
export const PensContext = createContext<Pens>(recordOf(() => PLAIN))
