import type { Breaker } from './breaker.ts'
import { CLOSED_BREAKER } from './breaker.ts'
import type { Cache } from './cache.ts'
import { createCache } from './cache.ts'
import type { Machine } from './machine.ts'
import { createMachine } from './machine.ts'
import type { ByMode, ByModel, ByStatus, Mode } from './names.ts'
import { byMode, byModel, byStatus } from './names.ts'
import type { ScenarioName } from './scenarios.ts'
import type { Training } from './training.ts'
import { createTraining } from './training.ts'

/** What the platform has counted since the deployment, beside what its parts count themselves. */
export interface Totals {
  readonly responses: ByMode<ByStatus<number>>
  readonly llmRequests: ByMode<ByModel<number>>
  readonly fallbacks: ByModel<number>
}

/** What was observed one by one in the last slice. */
export interface Slice {
  /** Seconds each request took. */
  readonly latencies: ByMode<readonly number[]>
  /** Reward of each training episode. */
  readonly rewards: readonly number[]
}

export interface Downshift {
  /** Downshifts so far: one for each breaker that opened, one for each set-mode fast. */
  readonly total: number
  readonly lastAtAgeSeconds: number | undefined
}

/** The simulated platform at one moment. Ages are seconds after the deployment. */
export interface World {
  readonly scenario: ScenarioName
  /** When the scenario begins; before it the world is calm. */
  readonly scenarioAgeSeconds: number
  readonly ageSeconds: number
  /** Where the stream of chance stands. */
  readonly random: number
  readonly serving: Mode
  readonly workers: { readonly llm: number; readonly rl: number }
  /** Work asked of the LLM workers per second, in calls to the mean model in fast mode. */
  readonly workRate: number
  readonly queueLength: number
  /** The queue as a reader sees it, jobs come and go: noise of deviation 1. */
  readonly queueNoise: number
  readonly breakers: ByModel<Breaker>
  readonly caches: ByMode<Cache>
  readonly downshift: Downshift
  readonly training: Training
  readonly machine: Machine
  readonly totals: Totals
  readonly slice: Slice
}

/** The world in the second of its deployment. */
export function deployWorld(seed: number, scenario: ScenarioName, scenarioAgeSeconds: number): World {
  return {
    scenario,
    scenarioAgeSeconds,
    ageSeconds: 0,
    random: seed >>> 0,
    serving: 'balanced',
    workers: { llm: 4, rl: 1 },
    workRate: 7,
    queueLength: 8,
    queueNoise: 0,
    breakers: byModel(() => CLOSED_BREAKER),
    caches: byMode(createCache),
    downshift: { total: 0, lastAtAgeSeconds: undefined },
    training: createTraining(),
    machine: createMachine(),
    totals: {
      responses: byMode(() => byStatus(() => 0)),
      llmRequests: byMode(() => byModel(() => 0)),
      fallbacks: byModel(() => 0),
    },
    slice: { latencies: byMode(() => []), rewards: [] },
  }
}

/** Jobs in the queue as a reader sees them: whole, and never quite still. */
export function visibleQueueLength(world: World): number {
  return Math.max(0, Math.round(world.queueLength * (1 + 0.12 * world.queueNoise)))
}
