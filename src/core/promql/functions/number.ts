import { dayOfMonth, dayOfWeek, dayOfYear, daysInMonth, hour, minute, month, year } from './number/dates.ts'
import { clamp, clampMax, clampMin, round } from './number/limits.ts'

/** A function of one value with its scalar arguments in order. */
export type NumberFunction = (value: number, scalars: readonly number[]) => number

const mathematical =
  (of: (value: number) => number): NumberFunction =>
  (value) =>
    of(value)

/** The functions that make one number of another. Dates are of seconds since the epoch, in UTC. */
export const NUMBER_FUNCTIONS: Readonly<Record<string, NumberFunction>> = {
  abs: mathematical(Math.abs),
  acos: mathematical(Math.acos),
  acosh: mathematical(Math.acosh),
  asin: mathematical(Math.asin),
  asinh: mathematical(Math.asinh),
  atan: mathematical(Math.atan),
  atanh: mathematical(Math.atanh),
  ceil: mathematical(Math.ceil),
  clamp,
  clamp_max: clampMax,
  clamp_min: clampMin,
  cos: mathematical(Math.cos),
  cosh: mathematical(Math.cosh),
  day_of_month: mathematical(dayOfMonth),
  day_of_week: mathematical(dayOfWeek),
  day_of_year: mathematical(dayOfYear),
  days_in_month: mathematical(daysInMonth),
  deg: (value) => (value * 180) / Math.PI,
  exp: mathematical(Math.exp),
  floor: mathematical(Math.floor),
  hour: mathematical(hour),
  ln: mathematical(Math.log),
  log10: mathematical(Math.log10),
  log2: mathematical(Math.log2),
  minute: mathematical(minute),
  month: mathematical(month),
  rad: (value) => (value * Math.PI) / 180,
  round,
  sgn: mathematical(Math.sign),
  sin: mathematical(Math.sin),
  sinh: mathematical(Math.sinh),
  sqrt: mathematical(Math.sqrt),
  tan: mathematical(Math.tan),
  tanh: mathematical(Math.tanh),
  year: mathematical(year),
}

/** Whether the function's result has no series at all, whatever the values: `clamp` with its limits the wrong way round. */
export function isAlwaysEmpty(name: string, scalars: readonly number[]): boolean {
  const [least = Number.NaN, most = Number.NaN] = scalars
  return name === 'clamp' && most < least
}
