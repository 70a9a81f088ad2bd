import * as z from 'zod'
import { identifier } from '../../schema/fields.ts'
import { panelFields } from '../../schema/panel.ts'

/** Many small states or counts, a few words each. */
export const servicesConfig = z.strictObject({
  ...panelFields,
  kind: z.literal('services'),
  signals: z.array(identifier).min(1),
})
export type ServicesConfig = z.infer<typeof servicesConfig>
