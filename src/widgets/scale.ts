/** The least "round" number (1, 2, 2.5, 5 × 10ⁿ) that is not below the value; 0 for 0. */
export function roundUp(value: number): number {
  if (value <= 0) return 0
  const power = 10 ** Math.floor(Math.log10(value))
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= value * (1 - 1e-9)) ?? 10
  return factor * power
}

/** The ends of a chart's axis. */
export type Scale = { readonly low: number; readonly high: number }

/**
 * Round ends that hold all values, with 0 among them unless the values lie far from it.
 * Round, so that the axis rarely changes while values move.
 */
export function scaleFor(values: readonly number[]): Scale {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (const value of values) {
    min = Math.min(min, value)
    max = Math.max(max, value)
  }
  if (min > max) return { low: 0, high: 1 }
  if (min >= 0 && min < max * 0.6) min = 0
  if (max <= 0 && max > min * 0.6) max = 0
  const step = roundUp((max - min) / 4) || roundUp(Math.abs(max) / 10) || 0.25
  const low = Math.floor(min / step + 1e-9) * step
  const high = Math.ceil(max / step - 1e-9) * step
  return high > low ? { low, high } : { low: low - step, high: high + step }
}

/** Where the value lies between the ends, 0 … 1, held inside. */
export function fractionOf({ low, high }: Scale, value: number): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)))
}
