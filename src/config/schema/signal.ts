import * as z from 'zod'
import { UNITS } from '../../core/units.ts'
import { duration, identifier, word } from '../../schema/fields.ts'
import { authoredRule } from './rule.ts'

/** A signal as its author writes it. How it is read must fit the kind of its source. */
export const authoredSignal = z.strictObject({
  title: z.string().min(1).optional().describe('A few words for people; the id where absent'),
  source: identifier.describe('The source it is read from'),
  query: z
    .string()
    .min(1)
    .optional()
    .describe(
      'A PromQL expression; $since_deployment is the time since the deployment, $before_deployment the whole days after which an offset is before it',
    ),
  get: z
    .string()
    .startsWith('/', 'not a path; it begins with "/" and is added to the url of the source')
    .optional()
    .describe('The path of a JSON endpoint; {label} is replaced by each value of "expect"'),
  pick: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Where in the answer the value is: services.workers.llm; a * stands for each value of the label',
    ),
  field: z.string().min(1).optional().describe('A named field of the source: memory_free_ratio'),
  label: z.string().min(1).optional().describe('The label that tells its series apart'),
  expect: z.array(word).default([]).describe('Values of the label that must be there'),
  unit: z.enum(UNITS).default('number'),
  digits: z.int().min(0).max(9).optional().describe("Decimals to show; the unit's own where absent"),
  staleAfter: duration.optional().describe('How old a value may be; defaults.staleAfter where absent'),
  failures: z.int().positive().default(1).describe('Failed reads in a row before they count'),
  onFailure: z.enum(['unknown', 'warn', 'crit']).default('unknown').describe('The verdict once they count'),
  optional: z.boolean().default(false).describe('It may have no data, and then nothing is wrong'),
  baseline: z
    .boolean()
    .default(false)
    .describe('Compare it with the same hours of the last day before the deployment'),
  states: z.record(z.string(), z.string().min(1)).default({}).describe('Words for values that are states'),
  rules: z.array(authoredRule).default([]),
})
export type AuthoredSignal = z.output<typeof authoredSignal>
