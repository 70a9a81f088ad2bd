import * as z from 'zod'
import { identifier } from '../../schema/fields.ts'
import { panelFields } from '../../schema/panel.ts'

/** Several signals: a row for each label where they share one, else a row for each. */
export const tableConfig = z.strictObject({
  ...panelFields,
  kind: z.literal('table'),
  signals: z.array(identifier).min(1),
})
export type TableConfig = z.infer<typeof tableConfig>
