/** A number as Go's strconv.ParseFloat takes it: `0.5`, `1e3`, `+Inf`, `0x1p-2`; null where it takes none. */
export function parseGoFloat(text: string): number | null {
  const special = /^([+-]?)inf(?:inity)?$/i.exec(text)
  if (special !== null) return special[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  if (/^nan$/i.test(text)) return Number.NaN
  const plain = text.replace(/(?<=[\da-fx])_(?=[\da-f])/gi, '')
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) {
    const value = Number(plain)
    return Number.isFinite(value) ? value : null
  }
  const hex = /^([+-]?)0x([\da-f]*)\.?([\da-f]*)p([+-]?\d+)$/i.exec(plain)
  if (hex === null) return null
  const [, sign, whole = '', fraction = '', exponent] = hex
  if (whole + fraction === '') return null
  const mantissa = Number(`0x${whole}${fraction}`)
  return (sign === '-' ? -1 : 1) * mantissa * 2 ** (Number(exponent) - 4 * fraction.length)
}

/** A number as Go writes it with all its digits and no exponent: `100000000000000000000000`, `0.0000001`, `+Inf`. */
export function formatGoFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf'
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  const [digits = '', exponent] = String(Math.abs(value)).split('e')
  if (exponent === undefined) return sign + digits
  const [whole = '', fraction = ''] = digits.split('.')
  const point = whole.length + Number(exponent)
  const all = whole + fraction
  return point <= 0 ? `${sign}0.${'0'.repeat(-point)}${all}` : `${sign}${all.padEnd(point, '0')}`
}
