import type { Breaker } from './model/breaker.ts'
import { failureRatio } from './model/breaker.ts'
import { CACHE_MAX_ENTRIES } from './model/cache.ts'
import { DATABASE_MAX_CONNECTIONS } from './model/machine.ts'
import type { ByMode, ByModel, Model } from './model/names.ts'
import { byMode, byModel, MODELS } from './model/names.ts'
import { callSeconds } from './model/serving.ts'
import { presentFaults } from './model/step.ts'
import type { World } from './model/world.ts'

/** What the platform answers on its JSON endpoints, in the words of its own interface. */

export type HealthStatus = 'healthy' | 'degraded' | 'unhealthy'

export const VERSION = '0.2.0'
export const PREVIOUS_VERSION = '0.1.0'

export interface HealthAnswer {
  readonly status: HealthStatus
  readonly version: string
  readonly timestamp: string
  readonly services: {
    readonly database: HealthStatus
    readonly redis: HealthStatus
    readonly workers: { readonly llm: number; readonly rl: number }
  }
}

export interface ModelHealth {
  readonly status: HealthStatus
  readonly latency_ms: number
  readonly failure_ratio: number
  readonly circuit_breaker: Breaker['state']
}

export interface CacheAnswer {
  readonly hits: number
  readonly misses: number
  readonly hit_rate: number
  readonly ttl_seconds: number
  readonly size: number
  readonly max_size: number
}

/** Health of the application itself; a failing model is the business of `llmHealth`. */
export function health(world: World, timestamp: Date): HealthAnswer {
  const database = world.machine.databaseConnections > 0.9 * DATABASE_MAX_CONNECTIONS ? 'degraded' : 'healthy'
  const idle = world.workers.llm === 0
  return {
    status: idle ? 'unhealthy' : database,
    version: VERSION,
    timestamp: timestamp.toISOString(),
    services: { database, redis: 'healthy', workers: world.workers },
  }
}

/** Median latency of one call in balanced mode counts as slow from this many milliseconds. */
const SLOW_CALL_MS = 3500

export function modelHealth(world: World, model: Model): ModelHealth {
  const breaker = world.breakers[model]
  const failing = failureRatio(breaker)
  const latencyMs = Math.round(1000 * callSeconds('balanced', model, presentFaults(world)))
  const troubled = breaker.state === 'half-open' || failing >= 0.2 || latencyMs >= SLOW_CALL_MS
  return {
    status: breaker.state === 'open' ? 'unhealthy' : troubled ? 'degraded' : 'healthy',
    latency_ms: latencyMs,
    failure_ratio: Math.round(1000 * failing) / 1000,
    circuit_breaker: breaker.state,
  }
}

/** Healthy only if every model is; unhealthy only if every model is. */
export function llmHealth(world: World): {
  readonly status: HealthStatus
  readonly models: ByModel<ModelHealth>
} {
  const models = byModel((model) => modelHealth(world, model))
  const all = (status: HealthStatus): boolean => MODELS.every((model) => models[model].status === status)
  return { status: all('healthy') ? 'healthy' : all('unhealthy') ? 'unhealthy' : 'degraded', models }
}

/** Each model whose breaker is not closed is an active downshift, and so is serving mode fast. */
export function downshiftStats(world: World, timeOf: (ageSeconds: number) => Date) {
  const { total, lastAtAgeSeconds } = world.downshift
  const brokenModels = MODELS.filter((model) => world.breakers[model].state !== 'closed')
  return {
    mode: world.serving,
    auto: true,
    active_downshifts: brokenModels.length + (world.serving === 'fast' ? 1 : 0),
    total,
    last_downshift_at: lastAtAgeSeconds === undefined ? null : timeOf(lastAtAgeSeconds).toISOString(),
  }
}

export function cacheStats(world: World): ByMode<CacheAnswer> {
  return byMode((mode) => {
    const cache = world.caches[mode]
    return {
      hits: cache.hits,
      misses: cache.misses,
      hit_rate: Math.round(10_000 * cache.hitRatio) / 10_000,
      ttl_seconds: cache.ttlSeconds,
      size: Math.round(cache.entries),
      max_size: CACHE_MAX_ENTRIES,
    }
  })
}
