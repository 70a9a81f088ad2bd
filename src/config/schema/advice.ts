import * as z from 'zod'
import { duration, identifier } from '../../schema/fields.ts'
import { condition } from './watch.ts'

/** A part of something: `> 50%`. */
const part = z
  .string()
  .regex(/^>=? \d+(\.\d+)?%$/, 'not a part; write it like "> 50%"')
  .transform((text) => {
    const [op = '', percent = ''] = text.split(' ')
    return { op: op === '>=' ? ('>=' as const) : ('>' as const), limit: Number.parseFloat(percent) / 100 }
  })

/** A state of one signal, or an alert; the check of the whole profile says what goes with what. */
const single = z.strictObject({
  signal: identifier.optional(),
  is: z.enum(['warn', 'crit']).optional().describe('Its verdict is raised to that level'),
  condition: condition.optional().describe('Of some series'),
  part: part.optional().describe('Of so many series instead of some'),
  lost: part.optional().describe('So much is gone of the most there was in the known past'),
  alert: z.string().min(1).optional().describe('An alert of that name fires; a * stands for anything'),
  event: identifier.optional().describe('An event of that kind is under way'),
  within: duration.optional().describe('Or begins within that time'),
})
export type AuthoredSingle = z.output<typeof single>

const allSingles = z.strictObject({ all: z.array(single).min(1) })
const anySingles = z.strictObject({ any: z.array(single).min(1) })
const inner = z.union([single, allSingles, anySingles])
const when = z.union([
  single,
  z.strictObject({ all: z.array(inner).min(1) }),
  z.strictObject({ any: z.array(inner).min(1) }),
])
export type AuthoredWhen = z.output<typeof when>

/** What the runbook asks for in a state. */
export const authoredAdvice = z.strictObject({
  id: identifier,
  when,
  for: duration.prefault('0s').describe('How long it must have been so'),
  say: z.string().min(1).describe('An order: downshift to fast'),
  action: identifier.optional().describe('The action that does it'),
  done: when.optional().describe('What shows that it was followed; then it is no longer asked for'),
  page: z.string().min(1).describe('Where it stands: "001: circuit breaker open"'),
  urgency: z
    .enum(['crit', 'warn', 'note'])
    .default('warn')
    .describe('A note stays on its page, the others are named at the top'),
})
export type AuthoredAdvice = z.output<typeof authoredAdvice>
