import * as z from 'zod'
import { identifier } from '../../schema/fields.ts'
import { panelFields } from '../../schema/panel.ts'

/** One latency-like signal per label, with its past; other quantiles of it beside where there is room. */
export const quantilesConfig = z.strictObject({
  ...panelFields,
  kind: z.literal('quantiles'),
  signal: identifier,
  also: z
    .array(identifier)
    .default([])
    .describe('The same per label, other quantiles: shown where the panel is wide'),
})
export type QuantilesConfig = z.infer<typeof quantilesConfig>
