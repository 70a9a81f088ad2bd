import { z } from 'zod'
import { httpFields, sourceFields } from '../../schema/source.ts'

/** A server with JSON endpoints; the signals say which, and where in the answers their values are. */
export const healthConfig = z.strictObject({
  kind: z.literal('health'),
  ...sourceFields,
  ...httpFields,
})
export type HealthConfig = z.infer<typeof healthConfig>
