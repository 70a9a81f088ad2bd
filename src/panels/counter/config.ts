import * as z from 'zod'
import { identifier } from '../../schema/fields.ts'
import { panelFields } from '../../schema/panel.ts'

/** A count over a window, and when its counter rose. */
export const counterConfig = z.strictObject({
  ...panelFields,
  kind: z.literal('counter'),
  signal: identifier,
  counter: identifier.optional().describe('The raw counter: each rise in its history is an event'),
  progress: identifier.optional().describe('Shown before and after each event, such as a training step'),
  also: z.array(identifier).default([]).describe('More signals, a few words each'),
})
export type CounterConfig = z.infer<typeof counterConfig>
