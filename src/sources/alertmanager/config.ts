import { z } from 'zod'
import { duration } from '../../schema/fields.ts'
import { httpFields, sourceFields } from '../../schema/source.ts'

/** The fields a signal can read, and the label that tells their series apart; null for a single series. */
export const alertmanagerFields = {
  active: null,
  silenced: null,
  active_by_severity: 'severity',
} as const

/** An Alertmanager, version 2 of its API. */
export const alertmanagerConfig = z.strictObject({
  kind: z.literal('alertmanager'),
  ...sourceFields,
  interval: duration.prefault('15s').describe('Time between two polls'),
  ...httpFields,
  filter: z
    .array(z.string().min(1))
    .default([])
    .describe('Only alerts that fit all these matchers, as Alertmanager writes them: severity="critical"'),
})
export type AlertmanagerConfig = z.infer<typeof alertmanagerConfig>
