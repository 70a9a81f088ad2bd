import { describe, expect, it } from 'vitest'
import { GPU_MEMORY_MIB } from '../../../src/demo/model/machine.ts'
import {
  rollbackCheckpoint,
  scaleWorkers,
  setCacheTtl,
  setServingMode,
} from '../../../src/demo/model/operate.ts'
import type { ScenarioName } from '../../../src/demo/model/scenarios.ts'
import {
  describeScenario,
  faultsOf,
  isScenarioName,
  scenarioNames,
} from '../../../src/demo/model/scenarios.ts'
import { playWorld, presentFaults } from '../../../src/demo/model/step.ts'
import type { Seen } from './played.ts'
import { watch, worldAt } from './played.ts'

const LIMITS = { fast: 2.5, balanced: 3.2, creative: 4.5 }
const gpuUsed = ({ world }: Seen): number => world.machine.gpuMemoryUsedMiB / GPU_MEMORY_MIB
const rollbacks = ({ world }: Seen): number => {
  const { loss_spike, reward_drop } = world.training.rollbacks
  return loss_spike + reward_drop
}

/** What tells each scenario from a calm day, 120 s after it began. */
const SIGNATURES: Readonly<Record<Exclude<ScenarioName, 'calm'>, (seen: Seen) => void>> = {
  'latency-creep': (seen) => {
    expect(seen.p95.balanced).toBeGreaterThan(LIMITS.balanced)
    expect(seen.p95.creative).toBeGreaterThan(LIMITS.creative)
  },
  'breaker-open': (seen) => {
    expect(seen.world.breakers.qwen.state).not.toBe('closed')
    expect(seen.world.breakers.qwen.trips).toBeGreaterThanOrEqual(1)
    expect(seen.world.breakers.mistral.state).toBe('closed')
    expect(seen.world.downshift.total).toBe(seen.world.breakers.qwen.trips)
    expect(seen.share.fast).toBeGreaterThan(0.62)
  },
  'traffic-drift': (seen) => {
    expect(seen.share.fast).toBeLessThan(0.5)
    expect(seen.share.creative).toBeGreaterThan(0.15)
    expect(seen.hitRatio.balanced).toBeLessThan(0.72)
  },
  'ppo-stall': (seen) => {
    expect(seen.world.training.policyEntropy).toBeLessThan(0.3)
    expect(seen.world.training.progress - worldAt('ppo-stall').training.progress).toBeLessThan(1)
  },
  'ppo-diverge': (seen) => {
    expect(seen.world.training.loss).toBeGreaterThan(1)
    expect(seen.world.training.rewardMa10).toBeLessThan(seen.world.training.rewardMa100)
    expect(rollbacks(seen)).toBe(0)
  },
  'rollback-storm': (seen) => {
    expect(rollbacks(seen)).toBeGreaterThan(2)
    expect(seen.world.training.rollbacks.reward_drop).toBeGreaterThan(0)
  },
  'json-fallback': (seen) => expect(seen.fallbackRatio).toBeGreaterThan(0.015),
  'gpu-pressure': (seen) => {
    expect(gpuUsed(seen)).toBeGreaterThan(0.8)
    expect(seen.world.machine.gpuCelsius).toBeGreaterThan(75)
  },
  'target-dies': (seen) => expect(presentFaults(seen.world).metricsAnswer).toBe(false),
  'all-at-once': (seen) => {
    expect(seen.p95.balanced).toBeGreaterThan(LIMITS.balanced)
    expect(seen.serverErrorRatio).toBeGreaterThan(0.03)
    expect(seen.fallbackRatio).toBeGreaterThan(0.01)
    expect(seen.world.breakers.qwen.trips).toBeGreaterThanOrEqual(1)
    expect(seen.share.fast).toBeLessThan(0.6)
    expect(rollbacks(seen)).toBeGreaterThan(2)
    expect(gpuUsed(seen)).toBeGreaterThan(0.8)
    expect(seen.world.machine.databaseConnections).toBeGreaterThan(85)
  },
}

describe('each scenario shows within two minutes', () => {
  it.each(
    Object.entries(SIGNATURES).flatMap(([name, sign]) => [1, 2, 3].map((seed) => ({ name, seed, sign }))),
  )('$name, seed $seed', ({ name, seed, sign }) => {
    if (!isScenarioName(name)) throw new Error(`no scenario ${name}`)
    sign(watch(worldAt(name, seed), 120))
  })

  it('has a signature for every one, and a description', () => {
    expect(['calm', ...Object.keys(SIGNATURES)].sort()).toEqual([...scenarioNames].sort())
    expect(new Set(scenarioNames.map(describeScenario)).size).toBe(scenarioNames.length)
    expect(scenarioNames[0]).toBe('calm')
    expect(isScenarioName('toString')).toBe(false)
  })

  it.each(scenarioNames)('%s begins within 20 s (target-dies: 60 s), and nothing is wrong before', (name) => {
    expect(faultsOf(name, -1)).toEqual(faultsOf('calm', 0))
    const begun = JSON.stringify(faultsOf(name, name === 'target-dies' ? 60 : 20))
    expect(begun === JSON.stringify(faultsOf('calm', 0))).toBe(name === 'calm')
  })
})

describe('a calm day', () => {
  it.each([1, 2])('keeps every limit in every 5-minute window of an hour, seed %i', (seed) => {
    let world = worldAt('calm', seed)
    for (let window = 0; window < 12; window += 1) {
      const seen = watch(world, 300)
      world = seen.world
      for (const mode of ['fast', 'balanced', 'creative'] as const) {
        expect(seen.p95[mode], `p95 ${mode}`).toBeLessThan(0.95 * LIMITS[mode])
      }
      expect(Math.abs(seen.share.fast - 0.6), 'share of fast').toBeLessThan(0.05)
      expect(Math.abs(seen.share.balanced - 0.3), 'share of balanced').toBeLessThan(0.05)
      expect(seen.serverErrorRatio).toBeLessThan(0.005)
      expect(seen.clientErrorRatio).toBeLessThan(0.05)
      expect(seen.fallbackRatio).toBeLessThan(0.01)
      expect(seen.hitRatio.fast).toBeGreaterThan(0.7)
      expect(seen.hitRatio.balanced).toBeGreaterThan(0.7)
      expect(world.queueLength).toBeLessThan(50)
      expect(world.training.loss).toBeLessThan(0.5)
      expect(gpuUsed(seen)).toBeLessThan(0.8)
    }
    expect(world.breakers.qwen.trips + world.breakers.mistral.trips + world.breakers.llama.trips).toBe(0)
    expect(world.training.rollbacks).toEqual({ loss_spike: 0, reward_drop: 0, manual: 0 })
  })
})

describe('what is done to a scenario helps', () => {
  it('set-mode fast brings latency back under its limits, while nothing done leaves it over', () => {
    const slow = playWorld(worldAt('latency-creep'), 180, 0.5)
    const relieved = watch(playWorld(setServingMode(slow, 'fast'), 60, 0.5), 240)
    expect(relieved.p95.fast).toBeLessThan(LIMITS.fast)
    expect(relieved.p95.balanced).toBeLessThan(LIMITS.balanced)
    expect(relieved.p95.creative).toBeLessThan(LIMITS.creative)
    expect(relieved.share.fast).toBeGreaterThan(0.85)
    expect(watch(playWorld(slow, 60, 0.5), 240).p95.balanced).toBeGreaterThan(LIMITS.balanced)
  })

  it('more LLM workers shorten the queue', () => {
    const slow = playWorld(worldAt('latency-creep'), 600, 0.5)
    expect(playWorld(scaleWorkers(slow, 'llm', 8), 120, 0.5).queueLength).toBeLessThan(0.3 * slow.queueLength)
  })

  it('set-mode fast lets the breaker close and stay closed; going back trips it again', () => {
    const tripping = playWorld(worldAt('breaker-open'), 300, 0.5)
    const relieved = playWorld(setServingMode(tripping, 'fast'), 300, 0.5)
    expect(relieved.breakers.qwen.state).toBe('closed')
    const relapsed = playWorld(setServingMode(relieved, 'balanced'), 120, 0.5)
    expect(relapsed.breakers.qwen.trips).toBeGreaterThan(relieved.breakers.qwen.trips)
  })

  it('a longer time to live raises the hit rate of its mode only', () => {
    const world = playWorld(worldAt('traffic-drift'), 120, 0.5)
    const before = watch(world, 600).hitRatio
    const after = watch(playWorld(setCacheTtl(world, 'balanced', 3600), 120, 0.5), 600).hitRatio
    expect(after.balanced).toBeGreaterThan(before.balanced + 0.04)
    expect(Math.abs(after.fast - before.fast)).toBeLessThan(0.03)
  })

  it.each(['ppo-diverge', 'ppo-stall'] as const)('a checkpoint rollback cures %s for good', (name) => {
    const ill = playWorld(worldAt(name), 180, 0.5)
    const cured = rollbackCheckpoint(ill)
    if (!cured) throw new Error('no checkpoint to roll back to')
    const later = playWorld(cured.world, 300, 0.5).training
    expect(later.loss).toBeLessThan(0.6)
    expect(later.policyEntropy).toBeGreaterThan(0.5)
    expect(later.progress).toBeGreaterThan(cured.checkpoint.step)
  })

  it('stopping the RL worker ends the rollback storm', () => {
    const stopped = playWorld(scaleWorkers(playWorld(worldAt('rollback-storm'), 60, 0.5), 'rl', 0), 1, 0.5)
    const later = playWorld(stopped, 300, 0.5)
    expect(later.training.rollbacks).toEqual(stopped.training.rollbacks)
    expect(later.training.progress).toBe(stopped.training.progress)
  })
})
