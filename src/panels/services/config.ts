import * as z from 'zod'
import { identifier } from '../../schema/fields.ts'
import { panelFields } from '../../schema/panel.ts'

/** What the page of services shows of one service. */
const service = z.strictObject({
  name: z.string().min(1).describe('As the controls and actions of the profile call it'),
  health: identifier.optional(),
  replicas: identifier.optional(),
  queue: identifier.optional(),
  restarts: identifier.optional(),
  version: identifier.optional(),
})

/** Many small states or counts, a few words each. */
export const servicesConfig = z.strictObject({
  ...panelFields,
  kind: z.literal('services'),
  signals: z.array(identifier).min(1),
  services: z.array(service).default([]).describe('A row each on the page of services'),
})
export type ServicesConfig = z.infer<typeof servicesConfig>
