/** As Prometheus (Go) takes the larger: +Inf wins even over NaN. */
const larger = (a: number, b: number): number =>
  a === Number.POSITIVE_INFINITY || b === Number.POSITIVE_INFINITY ? Number.POSITIVE_INFINITY : Math.max(a, b)

/** As Prometheus (Go) takes the smaller: −Inf wins even over NaN. */
const smaller = (a: number, b: number): number =>
  a === Number.NEGATIVE_INFINITY || b === Number.NEGATIVE_INFINITY ? Number.NEGATIVE_INFINITY : Math.min(a, b)

export const clampMin = (value: number, [least = Number.NaN]: readonly number[]): number =>
  larger(least, value)

export const clampMax = (value: number, [most = Number.NaN]: readonly number[]): number =>
  smaller(most, value)

export const clamp = (value: number, [least = Number.NaN, most = Number.NaN]: readonly number[]): number =>
  larger(least, smaller(most, value))

/** To the nearest multiple, halves upwards. Multiplied by the inverse, so that 0.1 gives what is written as 0.3. */
export function round(value: number, [toNearest = 1]: readonly number[]): number {
  const inverse = 1 / toNearest
  return Math.floor(value * inverse + 0.5) / inverse
}
