import * as z from 'zod'
import { duration, identifier, moment } from '../../schema/fields.ts'
import { CONDITION_FORMS, CONDITION_PATTERN, type Condition, readCondition } from '../condition.ts'

/** Something that is looked at again and again. */
export const authoredCheck = z.strictObject({
  title: z.string().min(1),
  every: duration,
  signals: z.array(identifier).min(1).describe('What has to be read for it to be done'),
})
export type AuthoredCheck = z.output<typeof authoredCheck>

/** A part of the watch, in time since the deployment. */
export const authoredPhase = z.strictObject({
  id: identifier,
  title: z.string().min(1).optional(),
  from: duration,
  to: duration,
  checks: z.array(authoredCheck).default([]),
  expectations: z.array(z.string().min(1)).default([]),
})
export type AuthoredPhase = z.output<typeof authoredPhase>

/** What is said of the value of a series: `< 0.005`, `= closed`, `deviation < 0.05`, `not crit`. */
export const condition = z
  .string()
  .meta({ pattern: CONDITION_PATTERN.source })
  .transform((text, { issues }): Condition => {
    const read = readCondition(text)
    if (read !== null) return read
    issues.push({ code: 'custom', input: text, message: `not a condition; ${CONDITION_FORMS}` })
    return z.NEVER
  })

const criterion = z.strictObject({
  id: identifier,
  title: z.string().min(1).optional(),
  signal: identifier,
  condition: condition
    .optional()
    .describe('Of every series; where absent, no limit of its rules may be broken'),
  for: duration.prefault('0s').describe('How long it must have been so, without interruption'),
  awaits: z
    .array(z.strictObject({ signal: identifier, condition }))
    .default([])
    .describe('Numbers whose pace tells when the criterion will be passed'),
})

/** What must hold before something may be done. */
export const authoredGate = z.strictObject({
  title: z.string().min(1).optional(),
  criteria: z.array(criterion).default([]),
  requires: z.array(identifier).default([]).describe('Gates that must be passed as well'),
  byHand: z
    .array(z.string().min(1))
    .default([])
    .describe('What belongs to it and nothing measures; it is shown, not judged'),
})
export type AuthoredGate = z.output<typeof authoredGate>

/** The parts of the traffic that a new version gets one after the other. */
export const authoredCanary = z.strictObject({
  stages: z.array(z.number().positive().max(1)).min(1).describe('Ratios, rising: [0.01, 0.05, 0.25, 1]'),
  gate: identifier.describe('The gate before each step'),
  signal: identifier.optional().describe('What tells the part of the traffic it has now'),
  at: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('That part, where no signal tells it: --set canary.at=0.05'),
})
export type AuthoredCanary = z.output<typeof authoredCanary>

/** Something outside the system that is known to come. */
export const authoredEvent = z.strictObject({
  kind: identifier.describe('For the runbooks: spike'),
  title: z.string().min(1),
  from: moment,
  to: moment,
})
export type AuthoredEvent = z.output<typeof authoredEvent>
