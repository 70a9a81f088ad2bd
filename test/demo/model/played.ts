import type { ByMode, ByStatus, Mode, Status } from '../../../src/demo/model/names.ts'
import { byMode, byStatus, MODELS, MODES } from '../../../src/demo/model/names.ts'
import type { ScenarioName } from '../../../src/demo/model/scenarios.ts'
import { createWorld, playWorld } from '../../../src/demo/model/step.ts'
import type { World } from '../../../src/demo/model/world.ts'

const EARLIER_SECONDS = 1800 * 6

/** A world at the moment its scenario begins, three hours after the deployment. */
export function worldAt(scenario: ScenarioName, seed = 1): World {
  return createWorld({ seed, scenario, startAgeSeconds: EARLIER_SECONDS })
}

/** What a window of rates and quantiles would show over a stretch of play. */
export interface Seen {
  readonly world: World
  /** Seconds. */
  readonly p95: ByMode<number>
  /** Ratio of LLM requests. */
  readonly share: ByMode<number>
  readonly hitRatio: ByMode<number>
  readonly fallbackRatio: number
  readonly clientErrorRatio: number
  readonly serverErrorRatio: number
}

/** Plays `seconds` in half-second slices and looks at all of them as one window. */
export function watch(before: World, seconds: number, sliceSeconds = 0.5): Seen {
  const latencies = byMode((): number[] => [])
  const world = playWorld(before, seconds, sliceSeconds, (now) => {
    for (const mode of MODES) latencies[mode].push(...now.slice.latencies[mode])
  })
  const responses = byMode((mode) =>
    byStatus((status) => world.totals.responses[mode][status] - before.totals.responses[mode][status]),
  )
  const entered = byMode((mode) =>
    MODELS.reduce(
      (sum, model) => sum + world.totals.llmRequests[mode][model] - before.totals.llmRequests[mode][model],
      0,
    ),
  )
  const allEntered = MODES.reduce((sum, mode) => sum + entered[mode], 0)
  const fallbacks = MODELS.reduce(
    (sum, model) => sum + world.totals.fallbacks[model] - before.totals.fallbacks[model],
    0,
  )
  return {
    world,
    p95: byMode((mode) => quantile(latencies[mode], 0.95)),
    share: byMode((mode) => entered[mode] / allEntered),
    hitRatio: byMode((mode) => hitRatio(before, world, mode)),
    fallbackRatio: fallbacks / allEntered,
    clientErrorRatio: ratioOf(responses, (status) => status.startsWith('4')),
    serverErrorRatio: ratioOf(responses, (status) => status.startsWith('5')),
  }
}

function hitRatio(before: World, after: World, mode: Mode): number {
  const hits = after.caches[mode].hits - before.caches[mode].hits
  const misses = after.caches[mode].misses - before.caches[mode].misses
  return hits / (hits + misses)
}

function ratioOf(responses: ByMode<ByStatus<number>>, belongs: (status: Status) => boolean): number {
  let all = 0
  let matching = 0
  for (const mode of MODES) {
    for (const [status, count] of Object.entries(responses[mode])) {
      all += count
      if (belongs(status as Status)) matching += count // the keys of ByStatus are statuses
    }
  }
  return matching / all
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}
