import * as z from 'zod'
import { duration } from '../../schema/fields.ts'

const HOURS = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/
const NOT_HOURS = 'not hours of the day; write them like "22:00-07:00"'

/** `22:00-07:00`, in minutes since midnight. */
const quietHours = z
  .string(NOT_HOURS)
  .regex(HOURS, NOT_HOURS)
  .transform((text) => {
    const [, ...digits] = HOURS.exec(text) ?? []
    const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = digits.map(Number)
    return { from: fromHour * 60 + fromMinute, to: toHour * 60 + toMinute }
  })

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    // That is how it says that it does not know it.
    return false
  }
}

/** When the terminal calls somebody who does not look. */
export const authoredNotify = z.strictObject({
  on: z
    .array(z.enum(['crit', 'stale', 'warn']))
    .default(['crit'])
    .describe('The levels to call for; empty for none'),
  bell: z.boolean().default(true).describe('Ring the bell of the terminal'),
  desktop: z
    .enum(['off', 'osc9', 'osc777'])
    .default('off')
    .describe('A notification: osc9 (iTerm2, Windows Terminal, ConEmu, ...), osc777 (foot, urxvt, VTE, ...)'),
  quiet: z.array(quietHours).default([]).describe('Hours in which nobody is called: "22:00-07:00"'),
  zone: z
    .string()
    .refine(isTimeZone, 'not a time zone; write it like Europe/Berlin')
    .default('UTC')
    .describe('Of the quiet hours'),
  atMostEvery: duration.prefault('5m').describe('For the same series'),
})
export type AuthoredNotify = z.output<typeof authoredNotify>
