import * as z from 'zod'
import { identifier } from '../../schema/fields.ts'
import { panelFields } from '../../schema/panel.ts'

/** The past of a signal with its limits. */
export const chartConfig = z.strictObject({
  ...panelFields,
  kind: z.literal('chart'),
  signal: identifier,
})
export type ChartConfig = z.infer<typeof chartConfig>
