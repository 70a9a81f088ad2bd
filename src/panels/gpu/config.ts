import * as z from 'zod'
import { identifier } from '../../schema/fields.ts'
import { panelFields } from '../../schema/panel.ts'

/** The accelerators: one row each, the signals joined by their label. */
export const gpuConfig = z.strictObject({
  ...panelFields,
  kind: z.literal('gpu'),
  utilization: identifier,
  memoryFree: identifier.optional().describe('Free part of the memory, a ratio'),
  memoryUsed: identifier.optional(),
  memoryTotal: identifier.optional(),
  temperature: identifier.optional(),
  power: identifier.optional(),
  powerLimit: identifier.optional().describe('On the page of GPUs, as the next two'),
  eccErrors: identifier.optional(),
  throttled: identifier.optional().describe('What holds the clocks back, in words'),
})
export type GpuConfig = z.infer<typeof gpuConfig>
