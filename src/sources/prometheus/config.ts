import * as z from 'zod'
import { httpFields, sourceFields, standInFields } from '../../schema/source.ts'

/** A server that speaks the HTTP API of Prometheus: itself, Thanos, Mimir, VictoriaMetrics. */
export const prometheusConfig = z.strictObject({
  kind: z.literal('prometheus'),
  ...sourceFields,
  ...standInFields,
  ...httpFields,
})
export type PrometheusConfig = z.infer<typeof prometheusConfig>
