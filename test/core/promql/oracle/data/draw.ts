import type { StoredSeries } from '../../../../../src/core/promql/storage.ts'
import type { Labels } from '../../../../../src/core/sample.ts'
import type { DurationMs, EpochMs } from '../../../../../src/core/time.ts'
import { createRandom, type Random } from '../../../../../src/demo/model/random.ts'

/** All samples lie between these. A leap day, so that dates have something to say. */
export const START: EpochMs = Date.UTC(2024, 1, 29)
export const END: EpochMs = START + 100 * 60_000

/** `HYPERCARE_ORACLE_SEED` draws other series and other expressions than everyday's. */
export const SEED = Number(process.env.HYPERCARE_ORACLE_SEED ?? 42)

/** A sample; null is a staleness marker. */
export type Drawn = readonly [at: EpochMs, value: number | null]

/** Chance of its own for each name, so that one series more leaves the others as they were. */
export function randomFor(name: string): Random {
  let state = SEED
  for (const character of name) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return createRandom(state)
}

export function seriesOf(name: string, labels: Labels, samples: readonly Drawn[]): StoredSeries {
  return {
    labels: { __name__: name, ...labels },
    samples: {
      times: Float64Array.from(samples, ([at]) => at),
      values: Float64Array.from(samples, ([, value]) => value ?? Number.NaN),
      stale: samples.some(([, value]) => value === null)
        ? Uint8Array.from(samples, ([, value]) => (value === null ? 1 : 0))
        : null,
    },
  }
}

export type Scrapes = {
  readonly everyMs: DurationMs
  /** How much later than due a scrape may be. */
  readonly jitterMs?: DurationMs
  readonly from?: EpochMs
  readonly to?: EpochMs
}

/** When a series is scraped, from `from` to `to`, both included. */
export function scrapes(
  random: Random,
  { everyMs, jitterMs = 0, from = START, to = END }: Scrapes,
): EpochMs[] {
  const times: EpochMs[] = []
  for (let due = from; due <= to; due += everyMs) times.push(due + Math.floor(random.uniform() * jitterMs))
  return times
}

/** Counts up in whole numbers and falls to nearly zero now and then. */
export function counter(
  random: Random,
  times: readonly EpochMs[],
  mean: number,
  resetChance = 0.01,
): Drawn[] {
  let count = random.poisson(mean * 10)
  return times.map((at): Drawn => {
    count = random.uniform() < resetChance ? random.poisson(mean) : count + random.poisson(mean)
    return [at, count]
  })
}

/** Goes up and down about `level`; rounded to multiples of `grain`, so that sums are the same in whatever order. */
export function walk(random: Random, times: readonly EpochMs[], level: number, grain = 0): Drawn[] {
  let off = random.normal()
  return times.map((at): Drawn => {
    off = 0.95 * off + 0.3 * random.normal()
    const value = level * (1 + off / 4)
    return [at, grain === 0 ? value : Math.round(value / grain) * grain]
  })
}

/** Without the samples of these stretches of time, each given in minutes after the start. */
export function without(
  samples: readonly Drawn[],
  ...gaps: readonly (readonly [from: number, to: number])[]
): Drawn[] {
  const isLost = (at: EpochMs): boolean => gaps.some(([from, to]) => at >= minute(from) && at < minute(to))
  return samples.filter(([at]) => !isLost(at))
}

export const minute = (minutes: number): EpochMs => START + minutes * 60_000
