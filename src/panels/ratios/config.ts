import * as z from 'zod'
import { identifier } from '../../schema/fields.ts'
import { panelFields } from '../../schema/panel.ts'

/** Values with their limits, as bars. */
export const ratiosConfig = z.strictObject({
  ...panelFields,
  kind: z.literal('ratios'),
  signals: z.array(identifier).min(1),
})
export type RatiosConfig = z.infer<typeof ratiosConfig>
