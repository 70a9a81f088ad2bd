import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MODES } from '../../../src/demo/model/names.ts'
import { scaleWorkers } from '../../../src/demo/model/operate.ts'
import { scenarioNames } from '../../../src/demo/model/scenarios.ts'
import { createWorld, playWorld, stepWorld } from '../../../src/demo/model/step.ts'
import type { World } from '../../../src/demo/model/world.ts'
import { watch, worldAt } from './played.ts'

const HOUR = 3600

function young(seed: number, scenario: (typeof scenarioNames)[number]): World {
  return createWorld({ seed, scenario, startAgeSeconds: 600 })
}

describe('the world', () => {
  it('is the same for the same seed, and another for another', () => {
    const play = (seed: number): World => playWorld(young(seed, 'all-at-once'), 90, 0.5)
    expect(play(7)).toEqual(play(7))
    expect(play(8).totals).not.toEqual(play(7).totals)
  })

  it('does not change under the one who holds it', () => {
    const world = young(1, 'all-at-once')
    const copy = structuredClone(world)
    stepWorld(world, 1)
    expect(world).toEqual(copy)
  })

  it('has a past that hangs together', () => {
    const world = createWorld({ seed: 1, scenario: 'calm', startAgeSeconds: 13_260 })
    expect(world.ageSeconds).toBeCloseTo(13_260)
    expect(Math.floor(world.training.progress)).toBe(1227)
    expect(world.training.saves).toBe(2)
    expect(world.training.checkpoint.step).toBe(1000)
    expect(world.training.checkpoint.savedAtAgeSeconds).toBeGreaterThanOrEqual(10_800)
    const answered = MODES.reduce(
      (sum, mode) => sum + Object.values(world.totals.responses[mode]).reduce((a, b) => a + b, 0),
      0,
    )
    expect(answered / 13_260).toBeGreaterThan(18)
    expect(answered / 13_260).toBeLessThan(23)
  })

  it('has converged 30 hours after the deployment', () => {
    let world = createWorld({ seed: 1, scenario: 'calm', startAgeSeconds: 0 })
    world = playWorld(scaleWorkers(world, 'llm', 0), 29 * HOUR, 240)
    expect(world.training.progress).toBeLessThan(10_000)
    expect(playWorld(world, HOUR + 60, 240).training.progress).toBeGreaterThanOrEqual(10_000)
  })

  it('looks the same in coarse slices as in fine ones', () => {
    const fine = watch(worldAt('calm'), 600, 0.5)
    const coarse = watch(worldAt('calm'), 600, 5)
    for (const mode of MODES) {
      expect(Math.abs(coarse.p95[mode] - fine.p95[mode])).toBeLessThan(0.15 * fine.p95[mode])
    }
  })

  it('without LLM workers answers from the cache only', () => {
    const seen = watch(scaleWorkers(worldAt('calm'), 'llm', 0), 120)
    expect(seen.serverErrorRatio).toBeGreaterThan(0.2)
    expect(seen.p95.fast).toBeLessThan(0.5)
    expect(Number.isFinite(seen.world.machine.gpuUtilisation)).toBe(true)
  })

  it('never counts backwards and never leaves the possible, whatever the scenario and the slices', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.constantFrom(...scenarioNames),
        fc.array(fc.double({ min: 0.01, max: 60, noNaN: true }), { minLength: 5, maxLength: 25 }),
        (seed, scenario, slices) => {
          let world = young(seed, scenario)
          for (const dtSeconds of slices) {
            const next = stepWorld(world, dtSeconds)
            for (const [before, after] of countersOf(world).map(
              (b, i) => [b, countersOf(next)[i] ?? -1] as const,
            )) {
              expect(Number.isInteger(after)).toBe(true)
              expect(after).toBeGreaterThanOrEqual(before)
            }
            for (const mode of MODES) {
              expect(answersOf(next, mode) - answersOf(world, mode)).toBe(next.slice.latencies[mode].length)
              expect(next.caches[mode].entries).toBeLessThanOrEqual(1000)
            }
            expect(next.queueLength).toBeGreaterThanOrEqual(0)
            expect(next.training.loss).toBeGreaterThan(0)
            expect(next.machine.gpuUtilisation).toBeLessThanOrEqual(1)
            world = next
          }
        },
      ),
      { seed: 11, numRuns: 40 },
    )
  })
})

function answersOf(world: World, mode: (typeof MODES)[number]): number {
  return Object.values(world.totals.responses[mode]).reduce((sum, count) => sum + count, 0)
}

function countersOf(world: World): readonly number[] {
  return [
    ...MODES.flatMap((mode) => [
      ...Object.values(world.totals.responses[mode]),
      ...Object.values(world.totals.llmRequests[mode]),
      world.caches[mode].hits,
      world.caches[mode].misses,
    ]),
    ...Object.values(world.totals.fallbacks),
    ...Object.values(world.breakers).map((breaker) => breaker.trips),
    ...Object.values(world.training.rollbacks),
    world.training.saves,
    world.downshift.total,
  ]
}
