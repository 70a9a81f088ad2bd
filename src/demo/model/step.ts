import type { Breaker } from './breaker.ts'
import { stepBreaker } from './breaker.ts'
import { hitChance, stepCache } from './cache.ts'
import type { Faults } from './faults.ts'
import { stepMachine } from './machine.ts'
import type { ByModel } from './names.ts'
import { byMode, byModel, byStatus, MODELS, MODES } from './names.ts'
import { shedRatio, stepQueue, workerLoad } from './queue.ts'
import { approach, createRandom, wander } from './random.ts'
import { routeRequests } from './routing.ts'
import type { ScenarioName } from './scenarios.ts'
import { faultsOf } from './scenarios.ts'
import type { Served } from './serving.ts'
import { requestsPerSecond, serveSlice } from './serving.ts'
import { stepTraining } from './training.ts'
import type { Totals, World } from './world.ts'
import { deployWorld } from './world.ts'

/** Called after each slice; the world's `slice` is what was observed in it. */
export type Witness = (world: World) => void

export interface WorldOptions {
  readonly seed: number
  readonly scenario: ScenarioName
  /** How long ago the deployment was when the scenario begins, seconds. */
  readonly startAgeSeconds: number
  /** Sees the calm time up to then go by, so that its counters hang together with the world. */
  readonly witness?: Witness
}

const PAST_SLICE_SECONDS = 10
/** Calls take seconds, so what is asked of the workers evens out over about this long. */
const WORK_MEMORY_SECONDS = 15

/** A world at the moment its scenario begins, with all the calm hours since the deployment behind it. */
export function createWorld({ seed, scenario, startAgeSeconds, witness }: WorldOptions): World {
  const deployed = deployWorld(seed, scenario, startAgeSeconds)
  return playWorld(deployed, startAgeSeconds, PAST_SLICE_SECONDS, witness)
}

/** Those hours once more, from the deployment on: the last world is the one {@link createWorld} gives. */
export function* replayPast({ seed, scenario, startAgeSeconds }: WorldOptions): Generator<World> {
  const deployed = deployWorld(seed, scenario, startAgeSeconds)
  yield deployed
  yield* slicesOf(deployed, startAgeSeconds, PAST_SLICE_SECONDS)
}

/** Lets `seconds` pass in equal slices no longer than `sliceSeconds`. */
export function playWorld(world: World, seconds: number, sliceSeconds: number, witness?: Witness): World {
  let played = world
  for (played of slicesOf(world, seconds, sliceSeconds)) witness?.(played)
  return played
}

/** The world after each of these slices. */
function* slicesOf(world: World, seconds: number, sliceSeconds: number): Generator<World> {
  const slices = Math.ceil(seconds / sliceSeconds - 1e-9)
  let played = world
  for (let slice = 0; slice < slices; slice += 1) {
    played = stepWorld(played, seconds / slices)
    yield played
  }
}

/** What is wrong with the world now. */
export function presentFaults(world: World): Faults {
  return faultsOf(world.scenario, world.ageSeconds - world.scenarioAgeSeconds)
}

/** The world `dtSeconds` later. Same world, same slice: same outcome. */
export function stepWorld(world: World, dtSeconds: number): World {
  const random = createRandom(world.random)
  const ageSeconds = world.ageSeconds + dtSeconds
  const faults = faultsOf(world.scenario, ageSeconds - world.scenarioAgeSeconds)
  const routing = routeRequests(faults.askedShares, world.serving, world.breakers)
  const served = serveSlice(
    {
      ageSeconds,
      queueLength: world.queueLength,
      shedRatio: shedRatio(world.queueLength, world.workers.llm),
      routing,
      hitChances: byMode((mode) =>
        hitChance(mode, world.caches[mode].effectiveTtlSeconds, faults.repetition),
      ),
    },
    faults,
    dtSeconds,
    random,
  )

  const breakers = byModel((model) =>
    stepBreaker(world.breakers[model], served.outcomes[model], ageSeconds, dtSeconds),
  )
  const caches = byMode((mode) =>
    stepCache(world.caches[mode], served.hits[mode], served.misses[mode], dtSeconds),
  )
  const workRate = approach(world.workRate, served.work / dtSeconds, dtSeconds, WORK_MEMORY_SECONDS)
  const load = workerLoad(workRate, world.workers.llm)
  const queueLength = stepQueue(world.queueLength, load, served.jobs / dtSeconds, dtSeconds)
  const { training, rewards } = stepTraining(
    world.training,
    faults,
    world.workers.rl,
    ageSeconds,
    dtSeconds,
    random,
  )
  const machine = stepMachine(
    world.machine,
    {
      load,
      requestsPerSecond: requestsPerSecond(ageSeconds, faults),
      queueLength,
      cacheEntries: MODES.reduce((sum, mode) => sum + caches[mode].entries, 0),
      serving: world.serving,
      training: world.workers.rl > 0,
    },
    faults,
    dtSeconds,
    random,
  )
  const opened = countOpened(world.breakers, breakers)
  return {
    ...world,
    ageSeconds,
    workRate,
    queueLength,
    queueNoise: wander(world.queueNoise, dtSeconds, 10, random),
    breakers,
    caches,
    downshift:
      opened > 0 ? { total: world.downshift.total + opened, lastAtAgeSeconds: ageSeconds } : world.downshift,
    training,
    machine,
    totals: addServed(world.totals, served),
    slice: { latencies: served.latencies, rewards },
    random: random.state(),
  }
}

function countOpened(before: ByModel<Breaker>, after: ByModel<Breaker>): number {
  return MODELS.filter((model) => after[model].trips > before[model].trips).length
}

function addServed(totals: Totals, served: Served): Totals {
  return {
    responses: byMode((mode) =>
      byStatus((status) => totals.responses[mode][status] + served.statuses[mode][status]),
    ),
    llmRequests: byMode((mode) =>
      byModel((model) => totals.llmRequests[mode][model] + served.llmRequests[mode][model]),
    ),
    fallbacks: byModel((model) => totals.fallbacks[model] + served.fallbacks[model]),
  }
}
