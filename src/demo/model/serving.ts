import type { CallOutcome } from './breaker.ts'
import type { Faults } from './faults.ts'
import type { ByMode, ByModel, ByStatus, Mode, Model, Status } from './names.ts'
import { byMode, byModel, byStatus, MODELS, MODES } from './names.ts'
import { waitSeconds } from './queue.ts'
import type { Random } from './random.ts'
import type { Routing } from './routing.ts'

/** Requests per second on an ordinary day, all modes together, and how far day and night swing around it. */
const REQUESTS_PER_SECOND = 20
const DIURNAL_SWING = 0.08

/** Median seconds of a call that no cache answers, without waiting, and how far calls spread around it. */
const MEDIAN_SECONDS: ByMode<number> = { fast: 1.27, balanced: 1.64, creative: 2.05 }
const SPREAD = 0.3
const CACHED_MEDIAN_SECONDS = 0.12
const MODEL_PACE: ByModel<number> = { qwen: 1.06, mistral: 0.97, llama: 0.94 }

/** Work of one call, in calls to the mean model in fast mode. */
const WORK: ByMode<number> = { fast: 1, balanced: 1.4, creative: 2.2 }

const CLIENT_ERROR_RATIO = 0.012
/** Ratio of failed calls that no other model can rescue. */
const UNRESCUED_RATIO = 0.15

const CLIENT_ERRORS: readonly Status[] = ['422', '422', '400', '400', '429']
const SERVER_ERRORS: readonly Status[] = ['500', '500', '502', '504']

/** What the platform did for its users in one slice of time. */
export interface Served {
  readonly statuses: ByMode<ByStatus<number>>
  /** Requests that entered the language model layer, cached answers included. */
  readonly llmRequests: ByMode<ByModel<number>>
  readonly hits: ByMode<number>
  readonly misses: ByMode<number>
  readonly outcomes: ByModel<CallOutcome>
  readonly fallbacks: ByModel<number>
  /** Seconds each request took. */
  readonly latencies: ByMode<readonly number[]>
  readonly work: number
  readonly jobs: number
}

/** What serving depends on besides the faults. */
export interface ServingState {
  readonly ageSeconds: number
  readonly queueLength: number
  /** Ratio of uncached requests that are turned away. */
  readonly shedRatio: number
  readonly routing: Routing
  readonly hitChances: ByMode<number>
}

export function requestsPerSecond(ageSeconds: number, faults: Faults): number {
  const day = 1 + DIURNAL_SWING * Math.sin((2 * Math.PI * ageSeconds) / 86_400)
  return REQUESTS_PER_SECOND * faults.trafficFactor * day
}

/** Ratio of calls to a model that fail: a fault shows as hard as the model is driven. */
function failureChance(model: Model, faults: Faults, routing: Routing): number {
  return Math.min(1, faults.failureRatio[model] * Math.min(1, routing.drive[model]) ** 1.5)
}

/** Median seconds of one call to the model in this mode, without waiting. */
export function callSeconds(mode: Mode, model: Model, faults: Faults): number {
  return MEDIAN_SECONDS[mode] * MODEL_PACE[model] * faults.slowdown[model]
}

export function serveSlice(state: ServingState, faults: Faults, dtSeconds: number, random: Random): Served {
  const statuses = byMode(() => ({ ...byStatus(() => 0) }))
  const llmRequests = byMode(() => ({ ...byModel(() => 0) }))
  const hits = { ...byMode(() => 0) }
  const misses = { ...byMode(() => 0) }
  const outcomes = byModel(() => ({ calls: 0, failures: 0 }))
  const fallbacks = { ...byModel(() => 0) }
  const latencies = byMode((): number[] => [])
  let work = 0
  let jobs = 0

  const arrived = random.poisson(requestsPerSecond(state.ageSeconds, faults) * dtSeconds)
  const spread = (medianSeconds: number): number => medianSeconds * Math.exp(SPREAD * random.normal())
  const pick = (from: readonly Status[]): Status => from[Math.floor(random.uniform() * from.length)] ?? '500'

  for (const mode of MODES) {
    // The distributor deals requests out by weight; only fractions of one are left to chance.
    const requests = Math.floor(arrived * state.routing.shares[mode] + random.uniform())
    let unrescued = 0
    let unrouted = requests
    let weightLeft = 1
    for (const model of MODELS) {
      const weight = state.routing.models[mode][model]
      const entered = random.binomial(unrouted, weightLeft > 0 ? Math.min(1, weight / weightLeft) : 0)
      unrouted -= entered
      weightLeft -= weight
      const cached = random.binomial(entered, state.hitChances[mode])
      const missed = entered - cached
      const shed = random.binomial(missed, state.shedRatio)
      const calls = missed - shed
      const failures = random.binomial(calls, failureChance(model, faults, state.routing))

      llmRequests[mode][model] += entered
      hits[mode] += cached
      misses[mode] += missed
      outcomes[model].calls += calls
      outcomes[model].failures += failures
      fallbacks[model] += random.binomial(calls - failures, faults.fallbackRatio[model])
      unrescued += shed + random.binomial(failures, UNRESCUED_RATIO)
      work += (calls + failures) * WORK[mode] * faults.slowdown[model]
      jobs += calls + failures

      const wait = waitSeconds(state.queueLength)
      const median = callSeconds(mode, model, faults)
      for (let n = 0; n < cached; n += 1) latencies[mode].push(spread(CACHED_MEDIAN_SECONDS))
      for (let n = 0; n < shed; n += 1) latencies[mode].push(spread(CACHED_MEDIAN_SECONDS))
      for (let n = 0; n < calls; n += 1) {
        // A failed call gives up early; then another model answers.
        const lost = n < failures ? spread(0.4 * median) : 0
        latencies[mode].push(wait + lost + spread(median))
      }
    }
    // No model was there to take these: every breaker is open.
    for (let n = 0; n < unrouted; n += 1) latencies[mode].push(spread(CACHED_MEDIAN_SECONDS))

    const answered = requests - unrouted - unrescued
    const broken = random.binomial(answered, faults.serverErrorRatio)
    const refused = random.binomial(answered - broken, CLIENT_ERROR_RATIO)
    statuses[mode]['503'] += unrouted + unrescued
    for (let n = 0; n < broken; n += 1) statuses[mode][pick(SERVER_ERRORS)] += 1
    for (let n = 0; n < refused; n += 1) statuses[mode][pick(CLIENT_ERRORS)] += 1
    statuses[mode]['200'] += answered - broken - refused
  }
  return { statuses, llmRequests, hits, misses, outcomes, fallbacks, latencies, work, jobs }
}
