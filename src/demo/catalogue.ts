import { BREAKER_CODE } from './model/breaker.ts'
import { DATABASE_MAX_CONNECTIONS, GPU_MEMORY_MIB } from './model/machine.ts'
import type { Mode, Model } from './model/names.ts'
import { MODELS, MODES, ROLLBACK_REASONS, STATUSES } from './model/names.ts'
import { entropyCoefficient } from './model/schedule.ts'
import { trainingStep } from './model/training.ts'
import type { World } from './model/world.ts'
import { visibleQueueLength } from './model/world.ts'

/** One time series: its labels, and how it is read off the world. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>
  readonly read: (world: World) => number
}

/** One metric with all its series, each present from the first scrape. */
export interface MetricEntry {
  readonly name: string
  readonly help: string
  readonly series: readonly Series[]
}

/** What the exposition says about the deployment and the machine, and no world knows. */
export interface Identity {
  /** Unix time of the deployment, seconds. */
  readonly deployedAtSeconds: number
  readonly gpuUuid: string
}

const single = (read: Series['read']): readonly Series[] => [{ labels: {}, read }]

const perMode = (read: (world: World, mode: Mode) => number): readonly Series[] =>
  MODES.map((mode) => ({ labels: { mode }, read: (world) => read(world, mode) }))

const perModel = (read: (world: World, model: Model) => number): readonly Series[] =>
  MODELS.map((model) => ({ labels: { model }, read: (world) => read(world, model) }))

/** Everything that only grows. */
export const COUNTERS: readonly MetricEntry[] = [
  {
    name: 'http_requests_total',
    help: 'Requests answered, by serving mode and HTTP status',
    series: MODES.flatMap((mode) =>
      STATUSES.map((status) => ({
        labels: { mode, status },
        read: (world) => world.totals.responses[mode][status],
      })),
    ),
  },
  {
    name: 'llm_requests_total',
    help: 'Requests that entered the language model layer, answers from the cache included',
    series: MODES.flatMap((mode) =>
      MODELS.map((model) => ({
        labels: { mode, model },
        read: (world) => world.totals.llmRequests[mode][model],
      })),
    ),
  },
  {
    name: 'llm_json_fallback_used_total',
    help: 'Answers replaced by the fallback because they were no valid JSON after all retries',
    series: perModel((world, model) => world.totals.fallbacks[model]),
  },
  {
    name: 'circuit_breaker_trips_total',
    help: 'Times the circuit breaker has opened',
    series: perModel((world, model) => world.breakers[model].trips),
  },
  {
    name: 'cache_hits_total',
    help: 'Lookups the answer cache could serve',
    series: perMode((world, mode) => world.caches[mode].hits),
  },
  {
    name: 'cache_misses_total',
    help: 'Lookups the answer cache could not serve',
    series: perMode((world, mode) => world.caches[mode].misses),
  },
  {
    name: 'checkpoint_saves_total',
    help: 'Training checkpoints saved',
    series: single((world) => world.training.saves),
  },
  {
    name: 'checkpoint_rollbacks_total',
    help: 'Times training went back to its last checkpoint',
    series: ROLLBACK_REASONS.map((reason) => ({
      labels: { reason },
      read: (world) => world.training.rollbacks[reason],
    })),
  },
]

/** Everything that goes up and down. */
export function gauges({ deployedAtSeconds, gpuUuid }: Identity): readonly MetricEntry[] {
  const gpu = (read: Series['read']): readonly Series[] => [
    { labels: { gpu: '0', UUID: gpuUuid, modelName: 'NVIDIA H100 80GB HBM3' }, read },
  ]
  return [
    {
      name: 'circuit_breaker_state',
      help: '0 closed, 1 open, 2 half-open',
      series: perModel((world, model) => BREAKER_CODE[world.breakers[model].state]),
    },
    {
      name: 'cache_hit_rate',
      help: 'Hits over lookups of about the last minute, 0 to 1',
      series: perMode((world, mode) => world.caches[mode].hitRatio),
    },
    {
      name: 'ppo_entropy_coef',
      help: 'Entropy coefficient of the PPO schedule',
      series: single((world) => entropyCoefficient(trainingStep(world.training))),
    },
    {
      name: 'ppo_training_step',
      help: 'PPO training steps completed',
      series: single((world) => trainingStep(world.training)),
    },
    { name: 'ppo_loss', help: 'PPO training loss', series: single((world) => world.training.loss) },
    {
      name: 'ppo_reward',
      help: 'Mean reward of the latest episodes',
      series: single((world) => world.training.reward),
    },
    {
      name: 'rl_entropy',
      help: 'Entropy of the policy',
      series: [{ labels: { algorithm: 'PPO' }, read: (world) => world.training.policyEntropy }],
    },
    {
      name: 'rl_reward_ma',
      help: 'Moving average of the reward over a window of episodes',
      series: [
        { labels: { window: '10' }, read: (world) => world.training.rewardMa10 },
        { labels: { window: '100' }, read: (world) => world.training.rewardMa100 },
      ],
    },
    {
      name: 'reward_normalizer_mean',
      help: 'Mean reward over the window of the normaliser',
      series: single((world) => world.training.normaliserMean),
    },
    {
      name: 'reward_normalizer_std',
      help: 'Standard deviation of the reward over the window of the normaliser',
      series: single((world) => Math.sqrt(world.training.normaliserVariance)),
    },
    {
      name: 'checkpoint_last_save_timestamp_seconds',
      help: 'When the last checkpoint was saved, Unix time; 0 before the first',
      series: single(({ training }) =>
        training.saves > 0 ? deployedAtSeconds + training.checkpoint.savedAtAgeSeconds : 0,
      ),
    },
    {
      name: 'celery_queue_length',
      help: 'Jobs waiting for a worker',
      series: single(visibleQueueLength),
    },
    {
      name: 'pg_stat_database_numbackends',
      help: 'Connections to the database',
      series: single((world) => world.machine.databaseConnections),
    },
    {
      name: 'pg_settings_max_connections',
      help: 'Connections the database allows',
      series: single(() => DATABASE_MAX_CONNECTIONS),
    },
    {
      name: 'redis_memory_used_bytes',
      help: 'Memory Redis uses',
      series: single((world) => world.machine.redisBytes),
    },
    {
      name: 'process_start_time_seconds',
      help: 'When the process started, Unix time',
      series: single(() => deployedAtSeconds),
    },
    {
      name: 'DCGM_FI_DEV_GPU_UTIL',
      help: 'GPU utilization (in %).',
      series: gpu((world) => Math.round(100 * world.machine.gpuUtilisation)),
    },
    {
      name: 'DCGM_FI_DEV_FB_USED',
      help: 'Framebuffer memory used (in MiB).',
      series: gpu((world) => Math.round(world.machine.gpuMemoryUsedMiB)),
    },
    {
      name: 'DCGM_FI_DEV_FB_FREE',
      help: 'Framebuffer memory free (in MiB).',
      series: gpu((world) => GPU_MEMORY_MIB - Math.round(world.machine.gpuMemoryUsedMiB)),
    },
    {
      name: 'DCGM_FI_DEV_GPU_TEMP',
      help: 'GPU temperature (in C).',
      series: gpu((world) => Math.round(world.machine.gpuCelsius)),
    },
    {
      name: 'DCGM_FI_DEV_POWER_USAGE',
      help: 'Power draw (in W).',
      series: gpu((world) => Math.round(world.machine.gpuWatts * 1000) / 1000),
    },
  ]
}
