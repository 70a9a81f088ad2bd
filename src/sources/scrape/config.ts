import * as z from 'zod'
import { duration, word } from '../../schema/fields.ts'
import { httpFields, sourceFields, standInFields } from '../../schema/source.ts'
import { targetLabels } from './labels.ts'

const { url, maxBytes, ...access } = httpFields

const labelName = z
  .string()
  .regex(/^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/, 'not the name of a label; use letters, digits and "_"')

const target = z.strictObject({
  url: url.describe('Where it exposes its metrics; /metrics is added where there is no path'),
  job: z.string().min(1).describe('The label "job" of its series, as in the configuration of Prometheus'),
  labels: z.record(labelName, word).default({}).describe('More labels of its series'),
  ...access,
})
export type TargetConfig = z.infer<typeof target>

/** Reads the metrics of exporters itself, and evaluates PromQL over what it has read since it was started. */
export const scrapeConfig = z.strictObject({
  kind: z.literal('scrape'),
  ...sourceFields,
  ...standInFields,
  targets: z
    .array(target)
    .min(1, 'at least one target is needed')
    .superRefine((targets, { addIssue }) => {
      const seen = new Set<string>()
      for (const [index, each] of targets.entries()) {
        const labels = JSON.stringify(Object.entries(targetLabels(each)).sort())
        if (seen.has(labels)) addIssue({ code: 'custom', path: [index, 'url'], message: SAME_LABELS })
        seen.add(labels)
      }
    }),
  lookback: duration
    .prefault('5m')
    .describe('How long a series without a new sample still has its last value'),
  ...access,
  maxBytes,
  maxSeries: z.int().positive().default(20_000).describe('Cap on the series of one target'),
  maxSeriesInAll: z
    .int()
    .positive()
    .default(50_000)
    .describe('Cap on the series that are kept, of all targets together'),
})
export type ScrapeConfig = z.infer<typeof scrapeConfig>

const SAME_LABELS = 'another target has the same job, host and port; tell them apart by a label'
