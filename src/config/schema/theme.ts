import * as z from 'zod'
import { COLOURS } from '../../core/look.ts'
import { ROLES, type Role } from '../../core/row.ts'

/** A named colour or #rrggbb. Which it is not is said by the reader, which knows what was probably meant. */
const colour = z
  .string('not a colour; "#rrggbb" needs its quotes, since # begins a comment')
  .describe(`"#rrggbb", or one of ${COLOURS.join(', ')}`)

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

/** A theme that stands by itself: every role must be there. */
export const authoredTheme = z.strictObject({
  title: z.string().min(1),
  backgrounds: z.array(z.string()).min(1, 'say on which backgrounds it can be read'),
  roles: z.strictObject(roles),
  alarm: z.strictObject({ system: authoredStyle, border: authoredStyle }),
})

/** What a theme says that extends another one. */
export const authoredChange = authoredTheme
  .extend({ roles: authoredTheme.shape.roles.partial(), alarm: authoredTheme.shape.alarm.partial() })
  .partial()
