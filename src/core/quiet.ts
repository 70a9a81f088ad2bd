import type { EpochMs } from './time.ts'

/** Hours of the day in which nobody is to be woken, in minutes since midnight; where it ends before it begins, over midnight. */
export type QuietHours = { readonly from: number; readonly to: number }

/** By the clock on the wall in that time zone, whatever it does twice a year. */
export function isQuiet(hours: readonly QuietHours[], zone: string, now: EpochMs): boolean {
  if (hours.length === 0) return false
  const minute = minuteOfDay(zone, now)
  return hours.some(({ from, to }) =>
    from < to ? minute >= from && minute < to : minute >= from || minute < to,
  )
}

function minuteOfDay(zone: string, now: EpochMs): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now)
  const partOf = (type: 'hour' | 'minute'): number => Number(parts.find((part) => part.type === type)?.value)
  return partOf('hour') * 60 + partOf('minute')
}
