import { describe, expect, it } from 'vitest'
import { createPlatformMetrics } from '../../src/demo/metrics.ts'
import { MODELS, MODES, STATUSES } from '../../src/demo/model/names.ts'
import type { ScenarioName } from '../../src/demo/model/scenarios.ts'
import { createWorld, playWorld } from '../../src/demo/model/step.ts'
import { exposedTypes, keyOf, parseExposition } from './exposition.ts'

const DEPLOYED_AT_SECONDS = 1_760_000_000

function expose(scenario: ScenarioName) {
  const metrics = createPlatformMetrics({ deployedAtSeconds: DEPLOYED_AT_SECONDS, gpuUuid: 'GPU-1' })
  let world = createWorld({ seed: 1, scenario, startAgeSeconds: 600, witness: metrics.observe })
  return {
    world: () => world,
    after: async (seconds: number) => {
      world = playWorld(world, seconds, 1, metrics.observe)
      metrics.publish(world)
      const text = await metrics.expose()
      return { text, samples: parseExposition(text), types: exposedTypes(text) }
    },
  }
}

/** Every metric and its labels, as dashboards and profiles ask for them. */
const EXPECTED: Readonly<Record<string, readonly [type: string, series: number, labels: readonly string[]]>> =
  {
    http_request_duration_seconds: ['histogram', 0, ['mode']],
    http_requests_total: ['counter', 24, ['mode', 'status']],
    llm_requests_total: ['counter', 9, ['mode', 'model']],
    llm_json_fallback_used_total: ['counter', 3, ['model']],
    circuit_breaker_state: ['gauge', 3, ['model']],
    circuit_breaker_trips_total: ['counter', 3, ['model']],
    cache_hits_total: ['counter', 3, ['mode']],
    cache_misses_total: ['counter', 3, ['mode']],
    cache_hit_rate: ['gauge', 3, ['mode']],
    ppo_entropy_coef: ['gauge', 1, []],
    ppo_training_step: ['gauge', 1, []],
    ppo_loss: ['gauge', 1, []],
    ppo_reward: ['gauge', 1, []],
    rl_entropy: ['gauge', 1, ['algorithm']],
    rl_reward_ma: ['gauge', 2, ['window']],
    rl_reward: ['histogram', 0, []],
    reward_normalizer_mean: ['gauge', 1, []],
    reward_normalizer_std: ['gauge', 1, []],
    checkpoint_saves_total: ['counter', 1, []],
    checkpoint_rollbacks_total: ['counter', 3, ['reason']],
    checkpoint_last_save_timestamp_seconds: ['gauge', 1, []],
    celery_queue_length: ['gauge', 1, []],
    pg_stat_database_numbackends: ['gauge', 1, []],
    pg_settings_max_connections: ['gauge', 1, []],
    redis_memory_used_bytes: ['gauge', 1, []],
    process_start_time_seconds: ['gauge', 1, []],
    DCGM_FI_DEV_GPU_UTIL: ['gauge', 1, ['UUID', 'gpu', 'modelName']],
    DCGM_FI_DEV_FB_USED: ['gauge', 1, ['UUID', 'gpu', 'modelName']],
    DCGM_FI_DEV_FB_FREE: ['gauge', 1, ['UUID', 'gpu', 'modelName']],
    DCGM_FI_DEV_GPU_TEMP: ['gauge', 1, ['UUID', 'gpu', 'modelName']],
    DCGM_FI_DEV_POWER_USAGE: ['gauge', 1, ['UUID', 'gpu', 'modelName']],
  }

describe('the exposition', () => {
  it('has exactly the metrics of the platform, every series from the first scrape', async () => {
    const { samples, types } = await expose('calm').after(0)
    expect([...types.keys()].sort()).toEqual(Object.keys(EXPECTED).sort())
    for (const [name, [type, series, labels]] of Object.entries(EXPECTED)) {
      expect(types.get(name), name).toBe(type)
      const found = samples.filter((sample) => sample.name === name)
      expect(found, name).toHaveLength(series)
      for (const sample of found) expect(Object.keys(sample.labels).sort(), name).toEqual(labels)
    }
    expect(samples.every(({ value }) => Number.isFinite(value))).toBe(true)
    expect(samples.filter(({ name }) => name === 'http_requests_total')).toHaveLength(
      MODES.length * STATUSES.length,
    )
  })

  it('only ever counts up, in whole numbers', async () => {
    const play = expose('all-at-once')
    let before = await play.after(0)
    for (let minute = 0; minute < 4; minute += 1) {
      const after = await play.after(60)
      const previous = new Map(before.samples.map((sample) => [keyOf(sample), sample.value]))
      for (const sample of after.samples) {
        if (!/_(total|count|bucket)$/.test(sample.name)) continue
        expect(sample.value, keyOf(sample)).toBeGreaterThanOrEqual(previous.get(keyOf(sample)) ?? Number.NaN)
        expect(Number.isInteger(sample.value), keyOf(sample)).toBe(true)
      }
      before = after
    }
  })

  it('has histograms whose buckets, counts and requests agree', async () => {
    const play = expose('breaker-open')
    const { samples } = await play.after(120)
    for (const mode of MODES) {
      const of = (name: string) =>
        samples.filter((sample) => sample.name === name && sample.labels.mode === mode)
      const buckets = of('http_request_duration_seconds_bucket').map(({ value }) => value)
      expect(buckets).toEqual([...buckets].sort((a, b) => a - b))
      const [count] = of('http_request_duration_seconds_count')
      expect(buckets.at(-1)).toBe(count?.value)
      expect(of('http_requests_total').reduce((sum, { value }) => sum + value, 0)).toBe(count?.value)
      expect(of('http_request_duration_seconds_sum')[0]?.value).toBeGreaterThan(0)
    }
  })

  it('says what the world says', async () => {
    const play = expose('breaker-open')
    const { samples } = await play.after(60)
    const world = play.world()
    const value = (name: string, labels: Readonly<Record<string, string>> = {}): number | undefined =>
      samples.find(
        (sample) => sample.name === name && Object.entries(labels).every(([k, v]) => sample.labels[k] === v),
      )?.value
    for (const model of MODELS) {
      expect(value('circuit_breaker_trips_total', { model })).toBe(world.breakers[model].trips)
    }
    expect(value('circuit_breaker_state', { model: 'qwen' })).toBe(1)
    expect(value('ppo_training_step')).toBe(Math.floor(world.training.progress))
    expect(value('process_start_time_seconds')).toBe(DEPLOYED_AT_SECONDS)
    const used = value('DCGM_FI_DEV_FB_USED') ?? Number.NaN
    expect(used + (value('DCGM_FI_DEV_FB_FREE') ?? Number.NaN)).toBe(81_559)
  })
})
