import * as z from 'zod'
import { identifier } from '../../schema/fields.ts'
import { panelFields } from '../../schema/panel.ts'

/** The machine the program or its source runs on. */
export const hostPanelConfig = z.strictObject({
  ...panelFields,
  kind: z.literal('host'),
  cpu: identifier,
  memory: identifier,
  disk: identifier.optional(),
  load: identifier.optional(),
})
export type HostPanelConfig = z.infer<typeof hostPanelConfig>
