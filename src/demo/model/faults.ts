import type { ByMode, ByModel } from './names.ts'

/** Everything that may be wrong with the platform at one moment. A scenario is a course of these over time. */
export interface Faults {
  /** Requests per second, relative to an ordinary day. */
  readonly trafficFactor: number
  /** Which mode users ask for; sums to 1. */
  readonly askedShares: ByMode<number>
  /** How many times longer a call to the model takes, and keeps a worker busy. */
  readonly slowdown: ByModel<number>
  /** Ratio of calls that fail while the model is driven as hard as in balanced serving. */
  readonly failureRatio: ByModel<number>
  /** Ratio of calls whose answer is no valid JSON after all retries. */
  readonly fallbackRatio: ByModel<number>
  /** Ratio of requests answered 5xx for reasons outside the models. */
  readonly serverErrorRatio: number
  /** How often questions repeat, relative to an ordinary day: 1 is ordinary, lower makes the cache useless. */
  readonly repetition: number
  /** Training steps per second, relative to plan. */
  readonly trainingPace: number
  /** How far training has diverged: 0 not at all, 1 loss about four times too high. */
  readonly divergence: number
  /** How far the policy has collapsed onto a few answers: 0 not at all, 1 entropy near zero. */
  readonly collapse: number
  /** Sudden loss spikes and reward drops that have struck training so far. */
  readonly upsets: number
  /** Ratio of GPU memory taken by something beside the models. */
  readonly strayGpuMemory: number
  /** Database connections that something holds and does not give back. */
  readonly leakedConnections: number
  /** Whether the exporter behind /metrics still answers. */
  readonly metricsAnswer: boolean
}

export const TARGET_SHARES: ByMode<number> = { fast: 0.6, balanced: 0.3, creative: 0.1 }

/** An ordinary day. */
export const NO_FAULTS: Faults = {
  trafficFactor: 1,
  askedShares: TARGET_SHARES,
  slowdown: { qwen: 1, mistral: 1, llama: 1 },
  failureRatio: { qwen: 0.004, mistral: 0.003, llama: 0.003 },
  fallbackRatio: { qwen: 0.008, mistral: 0.009, llama: 0.01 },
  serverErrorRatio: 0.0008,
  repetition: 1,
  trainingPace: 1,
  divergence: 0,
  collapse: 0,
  upsets: 0,
  strayGpuMemory: 0,
  leakedConnections: 0,
  metricsAnswer: true,
}
