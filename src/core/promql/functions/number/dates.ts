/** A moment in UTC, as the date functions see it. */
type CivilTime = {
  readonly year: number
  /** 1 for January. */
  readonly month: number
  readonly day: number
  /** 1 for the first of January. */
  readonly dayOfYear: number
  /** 0 for Sunday. */
  readonly dayOfWeek: number
  readonly hour: number
  readonly minute: number
}

const DAY_SECONDS = 86_400
const DAYS_IN_400_YEARS = 146_097
/** Days from the first of March of year 0 to 1970. */
const DAYS_BEFORE_1970 = 719_468
const DAYS_BEFORE_MARCH = 59

/** What Prometheus makes of NaN, ±Inf and whatever no 64 bits can hold, on the machines it mostly runs on (amd64). */
const NO_TIME_SECONDS = 2 ** 63

/**
 * Seconds since the epoch, fractions cut off, as a date of the Gregorian calendar, however far away:
 * JavaScript's Date ends in the year 275760, Prometheus' does not.
 * Years are counted from March, so that the leap day is the last of the year.
 */
function civilTime(value: number): CivilTime {
  const seconds = Math.abs(value) < NO_TIME_SECONDS ? Math.trunc(value) : NO_TIME_SECONDS
  const second = modulo(seconds, DAY_SECONDS)
  const days = Math.round((seconds - second) / DAY_SECONDS)
  const dayOfEra = modulo(days + DAYS_BEFORE_1970, DAYS_IN_400_YEARS)
  const era = (days + DAYS_BEFORE_1970 - dayOfEra) / DAYS_IN_400_YEARS
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayFromMarch = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayFromMarch + 2) / 153)
  const month = ((monthFromMarch + 2) % 12) + 1
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return {
    year,
    month,
    day: dayFromMarch - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
    dayOfYear:
      month <= 2 ? dayFromMarch - 305 : dayFromMarch + DAYS_BEFORE_MARCH + (isLeap(year) ? 1 : 0) + 1,
    dayOfWeek: modulo(days + 4, 7),
    hour: Math.floor(second / 3600),
    minute: Math.floor((second % 3600) / 60),
  }
}

export const minute = (seconds: number): number => civilTime(seconds).minute
export const hour = (seconds: number): number => civilTime(seconds).hour
export const dayOfWeek = (seconds: number): number => civilTime(seconds).dayOfWeek
export const dayOfMonth = (seconds: number): number => civilTime(seconds).day
export const dayOfYear = (seconds: number): number => civilTime(seconds).dayOfYear
export const month = (seconds: number): number => civilTime(seconds).month
export const year = (seconds: number): number => civilTime(seconds).year

export function daysInMonth(seconds: number): number {
  const { month, year } = civilTime(seconds)
  if (month === 2) return isLeap(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** The remainder that is never negative, nor −0. */
const modulo = (value: number, by: number): number => ((value % by) + by) % by
