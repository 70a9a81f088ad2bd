import type { ByMode, Mode } from './names.ts'
import { approach } from './random.ts'

/** Answer cache of one mode: least recently used out first, entries expire after their time to live. */
export interface Cache {
  readonly ttlSeconds: number
  /** The time to live most entries have; follows `ttlSeconds` as old entries leave. */
  readonly effectiveTtlSeconds: number
  readonly entries: number
  readonly hits: number
  readonly misses: number
  /** Hits over lookups of about the last minute. */
  readonly hitRatio: number
}

export const CACHE_MAX_ENTRIES = 1000
const DEFAULT_TTL_SECONDS = 600

/** Hit ratio an endless time to live would reach, and the time to live that reaches half of it. */
const CEILING: ByMode<number> = { fast: 0.9, balanced: 0.89, creative: 0.5 }
const HALF_TTL_SECONDS: ByMode<number> = { fast: 105, balanced: 110, creative: 140 }

/** Chance that a lookup hits. Rarer repetition asks for a longer life to reach the same ratio. */
export function hitChance(mode: Mode, effectiveTtlSeconds: number, repetition: number): number {
  const half = HALF_TTL_SECONDS[mode] / repetition ** 1.5
  return (CEILING[mode] * effectiveTtlSeconds) / (effectiveTtlSeconds + half)
}

export function createCache(mode: Mode): Cache {
  return {
    ttlSeconds: DEFAULT_TTL_SECONDS,
    effectiveTtlSeconds: DEFAULT_TTL_SECONDS,
    entries: 0,
    hits: 0,
    misses: 0,
    hitRatio: hitChance(mode, DEFAULT_TTL_SECONDS, 1),
  }
}

/** The cache after a slice with so many hits and misses. */
export function stepCache(cache: Cache, hits: number, misses: number, dtSeconds: number): Cache {
  const lookups = hits + misses
  const ttl = cache.effectiveTtlSeconds
  const filled = approach(cache.entries, (misses / dtSeconds) * ttl, dtSeconds, ttl)
  return {
    ttlSeconds: cache.ttlSeconds,
    effectiveTtlSeconds: approach(ttl, cache.ttlSeconds, dtSeconds, 25),
    entries: Math.min(CACHE_MAX_ENTRIES, filled),
    hits: cache.hits + hits,
    misses: cache.misses + misses,
    hitRatio: lookups > 0 ? approach(cache.hitRatio, hits / lookups, dtSeconds, 60) : cache.hitRatio,
  }
}
