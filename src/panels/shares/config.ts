import * as z from 'zod'
import { identifier } from '../../schema/fields.ts'
import { panelFields } from '../../schema/panel.ts'

/** Parts of a whole against their targets; the targets are those of the signal's `deviates` rules. */
export const sharesConfig = z.strictObject({
  ...panelFields,
  kind: z.literal('shares'),
  signal: identifier,
})
export type SharesConfig = z.infer<typeof sharesConfig>
