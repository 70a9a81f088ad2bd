import * as z from 'zod'
import { ROLES, type Role } from '../../core/row.ts'

const COLOURS = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
  'gray',
  'redBright',
  'greenBright',
  'yellowBright',
  'blueBright',
  'magentaBright',
  'cyanBright',
  'whiteBright',
] as const

const style = z.strictObject({
  color: z
    .union([z.enum(COLOURS), z.string().regex(/^#[0-9a-f]{6}$/i, 'not a colour name or #rrggbb')])
    .optional(),
  bold: z.boolean().optional(),
  dim: z.boolean().optional(),
  inverse: z.boolean().optional(),
})
export type Style = z.infer<typeof style>

/** A theme file: how every role looks. */
export const themeSchema = z.strictObject({ title: z.string(), roles: z.record(z.enum(ROLES), style) })

export type Theme = Readonly<Record<Role, Style>>
