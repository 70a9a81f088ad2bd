import * as z from 'zod'
import { identifier } from '../../schema/fields.ts'
import { panelFields } from '../../schema/panel.ts'

/** How many criteria of a gate are passed, and which are not. */
export const gatesConfig = z.strictObject({
  ...panelFields,
  kind: z.literal('gates'),
  gate: identifier,
})
export type GatesConfig = z.infer<typeof gatesConfig>
