import { formatDuration } from './time.ts'

/** Units a signal can be in. Values stay in the base unit of Prometheus (seconds, ratios, bytes) until they are shown. */
export const UNITS = [
  'seconds',
  /** Seconds too, but of a length of time that people read as `42m56s`: an age, not a latency. */
  'duration',
  'ratio',
  'points',
  'count',
  'number',
  'bytes',
  'bytesPerSecond',
  'celsius',
  'watts',
  'perSecond',
  'state',
] as const
export type Unit = (typeof UNITS)[number]

/** The value with its unit as people read it: `3.41 s`, `58.9 %`, `41.8 GiB`. `digits` overrides the decimals. */
export function formatValue(value: number, unit: Unit, digits?: number): string {
  const suffix = unitSuffix(value, unit, digits)
  const number = formatNumber(value, unit, digits)
  return suffix === '' ? number : `${number} ${suffix}`
}

/** A limit as it was configured, with no more decimals than it has: `3.2 s`, `20 %`. */
export function formatLimit(limit: number, unit: Unit): string {
  const exact = formatNumber(limit, unit, LIMIT_DIGITS)
  if (limit !== 0 && Number(exact) === 0) return formatValue(limit, unit)
  const number = exact.replace(/\.(\d*?)0+$/, (_, kept: string) => (kept === '' ? '' : `.${kept}`))
  return [number, unitSuffix(limit, unit, LIMIT_DIGITS)].filter(Boolean).join(' ')
}

const LIMIT_DIGITS = 6

/** The number alone, in the scale its unit is shown in (ratios in percent, bytes in the largest binary prefix). */
export function formatNumber(value: number, unit: Unit, digits?: number): string {
  switch (unit) {
    case 'seconds':
      return isMilliseconds(value) ? milliseconds(value * 1000, digits) : seconds(value, digits)
    case 'duration':
      return `${value < 0 ? '−' : ''}${formatDuration(Math.abs(value) * 1000)}`
    case 'ratio':
    case 'points':
      return fixed(value * 100, digits ?? 1)
    case 'count':
      return grouped(fixed(value, digits ?? (Number.isInteger(value) ? 0 : 1)))
    case 'bytes':
    case 'bytesPerSecond': {
      const power = binaryPower(value, digits)
      return fixed(value / 1024 ** power, bytesDigits(power, digits))
    }
    case 'celsius':
    case 'watts':
      return fixed(value, digits ?? 0)
    case 'perSecond':
    case 'number':
      return digits === undefined ? significant(value) : fixed(value, digits)
    case 'state':
      return String(value)
  }
}

/** The unit's sign for this value; empty where the number speaks for itself. */
export function unitSuffix(value: number, unit: Unit, digits?: number): string {
  switch (unit) {
    case 'seconds':
      return isMilliseconds(value) ? 'ms' : 's'
    case 'ratio':
      return '%'
    case 'points':
      return 'points'
    case 'bytes':
      return bytesSign(value, digits)
    case 'bytesPerSecond':
      return `${bytesSign(value, digits)}/s`
    case 'celsius':
      return '°C'
    case 'watts':
      return 'W'
    case 'perSecond':
      return '/s'
    case 'duration':
    case 'count':
    case 'number':
    case 'state':
      return ''
  }
}

/** Below what rounds to 0.10 s. */
const isMilliseconds = (seconds: number): boolean => seconds !== 0 && Math.abs(seconds) < 0.0995

const milliseconds = (ms: number, digits?: number): string =>
  fixed(ms, digits ?? (Math.abs(ms) < 9.95 ? 1 : 0))

const seconds = (value: number, digits?: number): string =>
  fixed(value, digits ?? (Math.abs(value) >= 99.995 ? 0 : 2))

const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const

const bytesSign = (bytes: number, digits?: number): string => BINARY[binaryPower(bytes, digits)] ?? 'B'

const bytesDigits = (power: number, digits?: number): number => digits ?? (power === 0 ? 0 : 1)

/** The smallest prefix in which the rounded number stays below 1024: 1023.6 B are 1.0 KiB. */
function binaryPower(bytes: number, digits?: number): number {
  const power = BINARY.findIndex(
    (_, power) => Number((Math.abs(bytes) / 1024 ** power).toFixed(bytesDigits(power, digits))) < 1024,
  )
  return power === -1 ? BINARY.length - 1 : power
}

/** Digits as a screen wants them: a true minus sign, and no "-0.00". */
function fixed(value: number, digits: number): string {
  const text = value.toFixed(digits)
  if (!text.startsWith('-')) return text
  return Number(text) === 0 ? text.slice(1) : trueMinus(text)
}

/** Three significant digits, and powers of ten for what is very large or very small. */
function significant(value: number): string {
  if (value === 0) return '0'
  const magnitude = Math.floor(Math.log10(Math.abs(value)))
  if (magnitude >= 6 || magnitude < -5) return trueMinus(value.toExponential(2))
  return fixed(value, Math.max(0, 2 - magnitude))
}

const trueMinus = (text: string): string => text.replaceAll('-', '−')

/** Thousands apart by a no-break space, as ISO 80000 asks: `10 000`. */
function grouped(text: string): string {
  return text.replace(/(?<!\.\d*)\B(?=(\d{3})+(?!\d))/g, '\u00a0')
}
