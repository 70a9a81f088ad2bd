import { createContext } from 'react'
import { ROLES, type Role } from '../../core/row.ts'
import { DEFAULT_COLOUR, parseColour } from '../paint/colour.ts'
import { BOLD, DIM, INVERSE, type Pen, PLAIN } from '../paint/pen.ts'
import type { Style, Theme } from './theme.ts'

/** How every role is drawn. */
export type Pens = Readonly<Record<Role, Readonly<Pen>>>

export function pensOf(theme: Theme): Pens {
  return recordOf((role) => penOf(theme[role]))
}

const recordOf = (pen: (role: Role) => Readonly<Pen>): Pens =>
  Object.fromEntries(ROLES.map((role) => [role, pen(role)])) as Record<Role, Readonly<Pen>> // every role is listed

const penOf = ({ color, bold, dim, inverse }: Style): Pen => ({
  fg: parseColour(color),
  bg: DEFAULT_COLOUR,
  attributes: (bold ? BOLD : 0) | (dim ? DIM : 0) | (inverse ? INVERSE : 0),
})

/** Without a theme everything is plain. */
export const PensContext = createContext<Pens>(recordOf(() => PLAIN))
