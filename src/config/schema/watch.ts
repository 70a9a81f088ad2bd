import * as z from 'zod'
import { duration, identifier } from '../../schema/fields.ts'

/** A part of the watch, in time since the deployment. */
export const authoredPhase = z.strictObject({
  id: identifier,
  title: z.string().min(1).optional(),
  from: duration,
  to: duration,
  checks: z.array(z.strictObject({ title: z.string().min(1), every: duration })).default([]),
  expectations: z.array(z.string().min(1)).default([]),
})
export type AuthoredPhase = z.output<typeof authoredPhase>

/** What a criterion asks of every series of its signal: `< 0.005`, `= closed`, `deviation < 0.05`. */
const CONDITION = /^(deviation )?([<>]=?|!?=) \S+$/

const criterion = z.strictObject({
  id: identifier,
  title: z.string().min(1).optional(),
  signal: identifier,
  condition: z
    .string()
    .regex(CONDITION, 'not a condition; write it like "< 0.005", "= closed" or "deviation < 0.05"')
    .optional()
    .describe('Where it differs from the rules of the signal'),
})

/** What must hold before something may be done. */
export const authoredGate = z.strictObject({
  title: z.string().min(1).optional(),
  criteria: z.array(criterion).default([]),
  requires: z.array(identifier).default([]).describe('Gates that must be passed as well'),
})
export type AuthoredGate = z.output<typeof authoredGate>
