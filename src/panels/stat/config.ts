import * as z from 'zod'
import { identifier } from '../../schema/fields.ts'
import { panelFields } from '../../schema/panel.ts'

/** One value, large. */
export const statConfig = z.strictObject({
  ...panelFields,
  kind: z.literal('stat'),
  signal: identifier,
})
export type StatConfig = z.infer<typeof statConfig>
