import { approach } from './random.ts'

/** Work an LLM worker gets done, in calls to the mean model in fast mode per second. */
const WORK_PER_WORKER = 3.2
const SETTLE_SECONDS = 25
/** At this length the platform starts to turn requests away with 503. */
const QUEUE_LIMIT = 300
const SHED_RATIO_WHEN_FULL = 0.15
/** Interactive requests overtake background jobs, so each waiting job costs them little. */
const WAIT_SECONDS_PER_JOB = 0.02

/** How much is asked of the workers: 1 is all they can do. */
export function workerLoad(workPerSecond: number, llmWorkers: number): number {
  return llmWorkers > 0 ? workPerSecond / (llmWorkers * WORK_PER_WORKER) : Number.POSITIVE_INFINITY
}

/** Jobs waiting after a slice: settles at a level while workers keep up, grows without end while they do not. */
export function stepQueue(length: number, load: number, jobsPerSecond: number, dtSeconds: number): number {
  const settled = load < 1 ? Math.min(QUEUE_LIMIT, (6 * load) / (1 - load)) : Number.POSITIVE_INFINITY
  const surplus = load > 1 ? jobsPerSecond * (1 - 1 / load) : jobsPerSecond * 0.1
  const grown = length + surplus * dtSeconds
  const next =
    settled < length ? approach(length, settled, dtSeconds, SETTLE_SECONDS) : Math.min(grown, settled)
  return Math.min(QUEUE_LIMIT, next)
}

/** Seconds an interactive request waits for a worker. */
export function waitSeconds(length: number): number {
  return length * WAIT_SECONDS_PER_JOB
}

/** Ratio of uncached requests that are turned away: some while the queue is full, all where nobody works. */
export function shedRatio(length: number, llmWorkers: number): number {
  if (llmWorkers === 0) return 1
  return length >= QUEUE_LIMIT ? SHED_RATIO_WHEN_FULL : 0
}
