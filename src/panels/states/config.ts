import * as z from 'zod'
import { identifier } from '../../schema/fields.ts'
import { panelFields } from '../../schema/panel.ts'

/** A state machine per label, such as circuit breakers, and what else is known of the same thing. */
export const statesConfig = z.strictObject({
  ...panelFields,
  kind: z.literal('states'),
  signal: identifier,
  beside: identifier.optional().describe('A signal with the same label: another opinion on the same thing'),
  trips: identifier.optional().describe('How often the state was left'),
  also: z.array(identifier).default([]).describe('More signals, a few words each'),
})
export type StatesConfig = z.infer<typeof statesConfig>
