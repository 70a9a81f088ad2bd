import * as z from 'zod'
import { identifier } from '../../schema/fields.ts'
import { panelFields } from '../../schema/panel.ts'

/** The alerts a source knows, the worst first. */
export const alertsConfig = z.strictObject({
  ...panelFields,
  kind: z.literal('alerts'),
  source: identifier,
})
export type AlertsConfig = z.infer<typeof alertsConfig>
