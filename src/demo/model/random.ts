/** Draws from a stream that is fully determined by the state it started from. */
export interface Random {
  /** Uniform in [0, 1). */
  readonly uniform: () => number
  /** Standard normal: mean 0, deviation 1. */
  readonly normal: () => number
  /** How many events happen where `mean` are expected. */
  readonly poisson: (mean: number) => number
  /** How many of `trials` succeed, each with probability `ratio`. */
  readonly binomial: (trials: number, ratio: number) => number
  /** The state to carry on from. */
  readonly state: () => number
}

const POISSON_EXACT_BELOW = 30
const BINOMIAL_EXACT_BELOW = 60

/** Mulberry32 with the distributions the world needs. Same state, same draws. */
export function createRandom(initialState: number): Random {
  let state = initialState >>> 0

  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())

  const roundedNormal = (mean: number, variance: number): number =>
    Math.max(0, Math.round(mean + Math.sqrt(variance) * normal()))

  const poisson = (mean: number): number => {
    if (mean <= 0) return 0
    if (mean >= POISSON_EXACT_BELOW) return roundedNormal(mean, mean)
    const limit = Math.exp(-mean)
    let count = 0
    for (let product = uniform(); product > limit; product *= uniform()) count += 1
    return count
  }

  const binomial = (trials: number, ratio: number): number => {
    if (trials <= 0 || ratio <= 0) return 0
    if (ratio >= 1) return trials
    const mean = trials * ratio
    if (trials >= BINOMIAL_EXACT_BELOW && mean > 10 && trials - mean > 10) {
      return Math.min(trials, roundedNormal(mean, mean * (1 - ratio)))
    }
    let successes = 0
    for (let trial = 0; trial < trials; trial += 1) if (uniform() < ratio) successes += 1
    return successes
  }

  return { uniform, normal, poisson, binomial, state: () => state }
}

/** One step of a mean-reverting noise of deviation 1 that forgets itself in about `memorySeconds`. */
export function wander(value: number, dtSeconds: number, memorySeconds: number, random: Random): number {
  const kept = Math.exp(-dtSeconds / memorySeconds)
  return value * kept + Math.sqrt(1 - kept * kept) * random.normal()
}

/** Moves `value` towards `target`, covering 63 % of the way in `timeConstantSeconds`, whatever the slice. */
export function approach(
  value: number,
  target: number,
  dtSeconds: number,
  timeConstantSeconds: number,
): number {
  return target + (value - target) * Math.exp(-dtSeconds / timeConstantSeconds)
}
