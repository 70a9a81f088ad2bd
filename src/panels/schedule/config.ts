import * as z from 'zod'
import { identifier } from '../../schema/fields.ts'
import { panelFields } from '../../schema/panel.ts'

/** How a planned value goes from `from` to `to`. */
const STRATEGIES = ['linear', 'cosine', 'exponential', 'constant'] as const

/** A value that follows a plan over a progress, such as an entropy coefficient over training steps. */
export const scheduleConfig = z
  .strictObject({
    ...panelFields,
    kind: z.literal('schedule'),
    signal: identifier.describe('The value as it is'),
    progress: identifier.describe('How far it has come, in the unit of `over`'),
    from: z.number(),
    to: z.number(),
    over: z.number().positive().describe('The progress at which the plan arrives'),
    strategy: z.enum(STRATEGIES).default('linear'),
    also: z.array(identifier).default([]).describe('More signals, a few words each'),
  })
  .refine(
    ({ strategy, from, to }) => strategy !== 'exponential' || (from > 0 && to > 0),
    'an exponential plan needs "from" and "to" above 0',
  )
export type ScheduleConfig = z.infer<typeof scheduleConfig>
