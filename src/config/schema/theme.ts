import * as z from 'zod'
import { COLOURS } from '../../core/look.ts'
import { ROLES, type Role } from '../../core/row.ts'

/** A named colour or #rrggbb. Which it is not is said by the reader, which knows what was probably meant. */
const colour = z.string().describe(`"#rrggbb", or one of ${COLOURS.join(', ')}`)

const authoredStyle = z.strictObject({
  color: colour.optional(),
  bold: z.boolean().optional(),
  dim: z.boolean().optional(),
  underline: z.boolean().optional(),
  inverse: z.boolean().optional(),
})

const roles = Object.fromEntries(ROLES.map((role) => [role, authoredStyle])) as Record<
  Role,
  typeof authoredStyle
> // every role is listed

/** A theme as it stands once what it extends lies under it. Every role must be there. */
export const authoredTheme = z.strictObject({
  title: z.string().min(1),
  backgrounds: z.array(z.string()).min(1, 'say on which backgrounds it can be read'),
  roles: z.strictObject(roles),
  alarm: z.strictObject({ system: authoredStyle, border: authoredStyle }),
})
