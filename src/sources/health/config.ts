import * as z from 'zod'
import { httpFields, sourceFields } from '../../schema/source.ts'

/** A server with JSON endpoints that tell how it is: `/health`, `/version`. */
export const healthConfig = z.strictObject({
  kind: z.literal('health'),
  ...sourceFields,
  ...httpFields,
})
export type HealthConfig = z.infer<typeof healthConfig>
