export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

export const mean = (values: readonly number[]): number => sum(values) / values.length

/** The value that a share of all values does not exceed (nearest rank); NaN where there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

export type Point = { readonly x: number; readonly y: number }

/**
 * The slope of the regression line of points in order, and its standard error; null for fewer than three points. What follows
 * each other resembles each other, so only as many points count for the error as are worth an independent one (Santer et al. 2000,
 * by the autocorrelation of the residuals at lag 1).
 */
export function slopeOf(points: readonly Point[]): { slope: number; standardError: number } | null {
  if (points.length < 3) return null
  const middle = { x: mean(points.map(({ x }) => x)), y: mean(points.map(({ y }) => y)) }
  const spread = sum(points.map(({ x }) => (x - middle.x) ** 2))
  if (spread === 0) return null
  const slope = sum(points.map(({ x, y }) => (x - middle.x) * (y - middle.y))) / spread
  const residuals = points.map(({ x, y }) => y - middle.y - slope * (x - middle.x))
  const rest = sum(residuals.map((residual) => residual ** 2))
  const alike = sum(residuals.slice(1).map((residual, i) => residual * (residuals[i] ?? 0)))
  const likeness = rest === 0 ? 0 : Math.min(0.99, Math.max(0, alike / rest))
  const worth = Math.max(3, (points.length * (1 - likeness)) / (1 + likeness))
  return { slope, standardError: Math.sqrt(rest / (worth - 2) / spread) }
}

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
