import type { Faults } from './faults.ts'
import { NO_FAULTS, TARGET_SHARES } from './faults.ts'
import { byMode } from './names.ts'

interface Scenario {
  /** What is going on, in words. */
  readonly summary: string
  /** What is wrong `elapsed` seconds after the scenario began. */
  readonly faultsAt: (elapsed: number) => Partial<Faults>
}

/** 0 before `from`, 1 after `to`, a straight line between; seconds. */
function ramp(elapsed: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (elapsed - from) / (to - from)))
}

/** Spikes every 18 s for the first two minutes, then one every two minutes. */
function upsetsUntil(elapsed: number): number {
  const burst = Math.max(0, Math.floor((Math.min(elapsed, 120) - 8) / 18) + 1)
  return burst + Math.max(0, Math.floor((elapsed - 120) / 120))
}

const DRIFTED_SHARES = { fast: 0.45, balanced: 0.34, creative: 0.21 }

function driftedShares(progress: number): Faults['askedShares'] {
  return byMode((mode) => TARGET_SHARES[mode] + (DRIFTED_SHARES[mode] - TARGET_SHARES[mode]) * progress)
}

/** The courses of faults the demo can play. All begin within seconds, and stay until something is done. */
export const SCENARIOS = {
  calm: {
    summary: 'an ordinary day: everything within its limits',
    faultsAt: () => ({}),
  },
  'latency-creep': {
    summary: 'the large model gets slower and slower, and the queue behind it grows',
    faultsAt: (elapsed) => {
      const creep = ramp(elapsed, 5, 50) + 0.15 * ramp(elapsed, 60, 600)
      return { slowdown: { qwen: 1 + 1.2 * creep, mistral: 1 + 0.12 * creep, llama: 1 + 0.12 * creep } }
    },
  },
  'breaker-open': {
    summary: 'qwen fails whenever it is driven hard; its breaker opens and trips again and again',
    faultsAt: (elapsed) => (elapsed < 5 ? {} : { failureRatio: { ...NO_FAULTS.failureRatio, qwen: 0.95 } }),
  },
  'traffic-drift': {
    summary: 'users turn to creative and balanced, with questions the cache has not seen',
    faultsAt: (elapsed) => ({
      askedShares: driftedShares(ramp(elapsed, 5, 25)),
      repetition: 1 - 0.25 * ramp(elapsed, 5, 25),
    }),
  },
  'ppo-stall': {
    summary: 'the policy collapses onto a few answers and training comes to a halt',
    faultsAt: (elapsed) => ({ collapse: ramp(elapsed, 5, 50), trainingPace: elapsed < 5 ? 1 : 0 }),
  },
  'ppo-diverge': {
    summary: 'loss climbs too smoothly for the spike detector, and reward falls',
    faultsAt: (elapsed) => ({ divergence: ramp(elapsed, 5, 85) }),
  },
  'rollback-storm': {
    summary: 'loss spikes and reward drops throw training back to its checkpoint again and again',
    faultsAt: (elapsed) => ({ upsets: upsetsUntil(elapsed) }),
  },
  'json-fallback': {
    summary: 'qwen and mistral answer broken JSON, and the guard falls back',
    faultsAt: (elapsed) => (elapsed < 5 ? {} : { fallbackRatio: { qwen: 0.16, mistral: 0.13, llama: 0.02 } }),
  },
  'gpu-pressure': {
    summary: 'something else takes the memory of the GPU, and it runs hot',
    faultsAt: (elapsed) => {
      const pressure = ramp(elapsed, 5, 45)
      const slower = 1 + 0.2 * pressure
      return { strayGpuMemory: 0.4 * pressure, slowdown: { qwen: slower, mistral: slower, llama: slower } }
    },
  },
  'target-dies': {
    summary: 'after a minute the metrics endpoint stops answering; everything else lives',
    faultsAt: (elapsed) => ({ metricsAnswer: elapsed < 60 }),
  },
  'all-at-once': {
    summary: 'a very bad night: slow, failing, drifting, diverging and short of memory',
    faultsAt: (elapsed) => {
      const onset = ramp(elapsed, 5, 45)
      return {
        trafficFactor: 1 + 0.15 * onset,
        askedShares: driftedShares(onset),
        slowdown: { qwen: 1 + onset, mistral: 1 + 0.25 * onset, llama: 1 + 0.25 * onset },
        failureRatio: { qwen: elapsed < 5 ? 0.004 : 0.95, mistral: 0.05, llama: 0.05 },
        fallbackRatio: { qwen: 0.12, mistral: 0.1, llama: 0.05 },
        serverErrorRatio: 0.07 * onset,
        repetition: 1 - 0.35 * onset,
        divergence: 0.8 * ramp(elapsed, 5, 85),
        upsets: upsetsUntil(elapsed),
        strayGpuMemory: 0.4 * onset,
        leakedConnections: 42 * onset,
      }
    },
  },
} as const satisfies Readonly<Record<string, Scenario>>

export type ScenarioName = keyof typeof SCENARIOS

export function isScenarioName(name: string): name is ScenarioName {
  return Object.hasOwn(SCENARIOS, name)
}

/** Every scenario, calm first. */
export const scenarioNames: readonly ScenarioName[] = Object.keys(SCENARIOS).filter(isScenarioName)

/** What a scenario is about, in words for a person who chooses one. */
export function describeScenario(name: ScenarioName): string {
  return SCENARIOS[name].summary
}

/** All that is wrong `elapsed` seconds into the scenario; before it begins nothing is. */
export function faultsOf(name: ScenarioName, elapsed: number): Faults {
  if (elapsed < 0) return NO_FAULTS
  return { ...NO_FAULTS, ...SCENARIOS[name].faultsAt(elapsed) }
}
