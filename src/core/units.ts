/** Units a signal can be in. Values stay in the base unit of Prometheus (seconds, ratios, bytes) until they are shown. */
export const UNITS = [
  'seconds',
  'ratio',
  'points',
  'count',
  'number',
  'bytes',
  'celsius',
  'watts',
  'perSecond',
  'state',
] as const
export type Unit = (typeof UNITS)[number]

/** The value with its unit as people read it: `3.41 s`, `58.9 %`, `41.8 GiB`. `digits` overrides the decimals. */
export function formatValue(value: number, unit: Unit, digits?: number): string {
  const suffix = unitSuffix(value, unit)
  const number = formatNumber(value, unit, digits)
  return suffix === '' ? number : `${number} ${suffix}`
}

/** The number alone, in the scale its unit is shown in (ratios in percent, bytes in the largest binary prefix). */
export function formatNumber(value: number, unit: Unit, digits?: number): string {
  switch (unit) {
    case 'seconds':
      return isMilliseconds(value)
        ? fixed(value * 1000, digits ?? 0)
        : fixed(value, digits ?? (Math.abs(value) >= 100 ? 0 : 2))
    case 'ratio':
    case 'points':
      return fixed(value * 100, digits ?? 1)
    case 'count':
      return grouped(fixed(value, digits ?? (Number.isInteger(value) ? 0 : 1)))
    case 'bytes':
      return fixed(value / 1024 ** binaryPower(value), digits ?? (binaryPower(value) === 0 ? 0 : 1))
    case 'celsius':
    case 'watts':
      return fixed(value, digits ?? 0)
    case 'perSecond':
      return significant(value, digits ?? 3)
    case 'number':
      return digits === undefined ? significant(value, 3) : fixed(value, digits)
    case 'state':
      return String(value)
  }
}

/** The unit's sign for this value; empty where the number speaks for itself. */
export function unitSuffix(value: number, unit: Unit): string {
  switch (unit) {
    case 'seconds':
      return isMilliseconds(value) ? 'ms' : 's'
    case 'ratio':
      return '%'
    case 'points':
      return 'points'
    case 'bytes':
      return ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'][binaryPower(value)] ?? 'B'
    case 'celsius':
      return '°C'
    case 'watts':
      return 'W'
    case 'perSecond':
      return '/s'
    case 'count':
    case 'number':
    case 'state':
      return ''
  }
}

const isMilliseconds = (seconds: number): boolean => seconds !== 0 && Math.abs(seconds) < 0.1

const binaryPower = (bytes: number): number =>
  Math.abs(bytes) < 1024 ? 0 : Math.min(5, Math.floor(Math.log2(Math.abs(bytes)) / 10))

/** Digits as a screen wants them: a true minus sign, and no "-0.00". */
function fixed(value: number, digits: number): string {
  const text = value.toFixed(digits)
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−')
}

function significant(value: number, digits: number): string {
  if (value === 0) return '0'
  const magnitude = Math.floor(Math.log10(Math.abs(value)))
  if (magnitude >= 6 || magnitude < -5) return value.toExponential(2).replace('-', '−')
  return fixed(value, Math.max(0, digits - 1 - magnitude))
}

/** Thousands apart by a no-break space, as ISO 80000 asks: `10 000`. */
function grouped(text: string): string {
  return text.replace(/\B(?=(\d{3})+(?!\d))/g, '\u00a0')
}
