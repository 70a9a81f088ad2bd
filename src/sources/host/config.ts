import * as z from 'zod'
import { sourceFields } from '../../schema/source.ts'

/** The fields a signal can read, and the label that tells their series apart; null for a single series. */
export const hostFields = {
  cpu_ratio: null,
  memory_ratio: null,
  swap_ratio: null,
  load1: null,
  disk_ratio: 'mount',
} as const
export type HostField = keyof typeof hostFields

/** The machine this program runs on. */
export const hostConfig = z.strictObject({
  kind: z.literal('host'),
  ...sourceFields,
  disks: z.array(z.string().min(1)).default(['/']).describe('Mount points whose use is read'),
})
export type HostConfig = z.infer<typeof hostConfig>
