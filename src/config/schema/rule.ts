import * as z from 'zod'
import { duration, word } from '../../schema/fields.ts'

const oneLimit = 'give "warn", "crit" or both'
const hasLimit = (limits: { warn?: unknown; crit?: unknown }): boolean =>
  limits.warn !== undefined || limits.crit !== undefined

const limits = z
  .strictObject({ warn: z.number().optional(), crit: z.number().optional() })
  .refine(hasLimit, oneLimit)

const range = z.tuple([z.number(), z.number()])
const ranges = z.strictObject({ warn: range.optional(), crit: range.optional() }).refine(hasLimit, oneLimit)

/** A value as a source reads it: a number stays a number, yes and no become words. */
const value = z.union([z.number(), z.string(), z.boolean().transform(String)])
const values = z.union([z.array(value).min(1), value.transform((single) => [single])])
const words = z.strictObject({ warn: values.optional(), crit: values.optional() }).refine(hasLimit, oneLimit)

const deviation = z
  .strictObject({
    target: z.number(),
    warn: z.number().nonnegative().optional(),
    crit: z.number().nonnegative().optional(),
  })
  .refine(hasLimit, oneLimit)

const conditions = {
  above: limits.optional().describe('Broken above the limit'),
  atLeast: limits.optional().describe('Broken at the limit and above'),
  below: limits.optional().describe('Broken below the limit'),
  atMost: limits.optional().describe('Broken at the limit and below'),
  outside: ranges.optional().describe('Broken outside of a range; both its ends are allowed'),
  equals: words.optional().describe('The bad values'),
  differs: words.optional().describe('The only good values'),
  deviates: deviation.optional().describe('Broken where |value − target| reaches the limit'),
}

/** What a rule can ask; it has exactly one of these. */
export const OPERATORS = [
  'above',
  'atLeast',
  'below',
  'atMost',
  'outside',
  'equals',
  'differs',
  'deviates',
] as const satisfies readonly (keyof typeof conditions)[]
export type Operator = (typeof OPERATORS)[number]

/** A rule as its author writes it. */
export const authoredRule = z
  .strictObject({
    id: z.string().min(1).optional().describe('Made of the operator and the labels where absent'),
    where: z.record(z.string(), word).default({}).describe('The series it judges: those with these labels'),
    for: duration.prefault('0s').describe('How long the limit must be broken before the level is raised'),
    hysteresis: z
      .number()
      .nonnegative()
      .default(0)
      .describe('How far a value must come back before the level is lowered, in the unit of the signal'),
    ...conditions,
  })
  // For editors; the check of the whole profile has better words for it.
  .meta({ oneOf: OPERATORS.map((operator) => ({ required: [operator] })) })
export type AuthoredRule = z.output<typeof authoredRule>
