import { paceOf } from './clockwork.ts'
import type { PlatformMetrics } from './metrics.ts'
import { createPlatformMetrics } from './metrics.ts'
import { createRandom } from './model/random.ts'
import type { ScenarioName } from './model/scenarios.ts'
import { createWorld, playWorld } from './model/step.ts'
import type { World } from './model/world.ts'
import type { PastExposition } from './past.ts'
import { playPast } from './past.ts'

/** The running simulation: a world, and the clock and the exposition that go with it. */
export interface Platform {
  /** The world as it is now. */
  readonly world: () => World
  /** Changes the world as it is now, and answers with the world after it. */
  readonly change: (operate: (world: World) => World) => World
  /** Lets the time pass that has passed on the clock. */
  readonly catchUp: () => World
  /** Simulated time of an age, seconds after the deployment. */
  readonly timeOf: (ageSeconds: number) => Date
  readonly metrics: PlatformMetrics
  /** What was exposed before the start, oldest first. */
  readonly past: () => Promise<PastExposition[]>
  readonly deployedAt: Date
}

export interface PlatformOptions {
  readonly seed: number
  readonly scenario: ScenarioName
  /** Simulated seconds for each second of the clock. */
  readonly speed: number
  readonly startAgeSeconds: number
  /** The clock, Unix milliseconds. */
  readonly now: () => number
}

export function createPlatform({ seed, scenario, speed, startAgeSeconds, now }: PlatformOptions): Platform {
  let readAtMs = now()
  const deployedAtMs = readAtMs - startAgeSeconds * 1000
  const identity = { deployedAtSeconds: deployedAtMs / 1000, gpuUuid: gpuUuid(seed) }
  const metrics = createPlatformMetrics(identity)
  let world = createWorld({ seed, scenario, startAgeSeconds, witness: metrics.observe })
  metrics.publish(world)

  const catchUp = (): World => {
    const nowMs = now()
    const { seconds, sliceSeconds } = paceOf(nowMs - readAtMs, speed)
    readAtMs = nowMs
    world = playWorld(world, seconds, sliceSeconds, metrics.observe)
    metrics.publish(world)
    return world
  }
  return {
    world: () => world,
    change: (operate) => {
      world = operate(catchUp())
      metrics.publish(world)
      return world
    },
    catchUp,
    timeOf: (ageSeconds) => new Date(deployedAtMs + ageSeconds * 1000),
    metrics,
    past: () => playPast({ seed, scenario, startAgeSeconds, identity }),
    deployedAt: new Date(deployedAtMs),
  }
}

/** The UUID a GPU of this seed always has, written as nvidia-smi writes it. */
function gpuUuid(seed: number): string {
  const random = createRandom(seed)
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => Math.floor(random.uniform() * 16).toString(16)).join('')
  return `GPU-${[8, 4, 4, 4, 12].map(hex).join('-')}`
}
