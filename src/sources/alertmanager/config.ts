import * as z from 'zod'
import { httpFields, sourceFields } from '../../schema/source.ts'

/** An Alertmanager, by its v2 API. */
export const alertmanagerConfig = z.strictObject({
  kind: z.literal('alertmanager'),
  ...sourceFields,
  ...httpFields,
  filter: z
    .array(z.string().min(1))
    .default([])
    .describe('Matchers as Alertmanager writes them: severity="critical", team=~"ml|data"'),
})
export type AlertmanagerConfig = z.infer<typeof alertmanagerConfig>

/** What a signal can read here. */
export const ALERTMANAGER_FIELDS = ['active', 'silenced', 'active_by_severity'] as const
