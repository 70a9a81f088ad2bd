import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Model } from '../../core/model.ts'
import type { PollResult } from '../../core/source.ts'
import type { DurationMs, EpochMs } from '../../core/time.ts'
import { countVerdicts, oldestAges } from './summary.ts'

/** Text in the format Prometheus scrapes. */
export type Exposition = { readonly contentType: string; metrics(): Promise<string> }

/** The metrics of this program itself. What can be counted only when it happens is told to it; the rest is read at each scrape. */
export type OwnMetrics = {
  readonly exposition: Exposition
  polled(source: string, durationMs: DurationMs, result: PollResult): void
  /** Stops measuring. */
  close(): void
}

/** What has gone to the terminal so far, and the frames that it did not take. */
export type FrameCounters = { readonly frames: number; readonly dropped: number; readonly bytes: number }

/** The newest model, the screen's counters and the clock, asked at each scrape. */
export type OwnMetricsOptions = {
  readonly model: () => Model
  readonly frames: () => FrameCounters
  readonly now: () => EpochMs
}

const POLL_BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const LAG_RESOLUTION_MS = 20
const NANOSECONDS = 1e9

/** Loads prom-client (30 ms), so it is to be called only when somebody asks for a port. */
export async function createOwnMetrics({ model, frames, now }: OwnMetricsOptions): Promise<OwnMetrics> {
  const { Counter, Gauge, Histogram, Registry } = await import('./promClient.ts')
  const registry = new Registry()
  const registers = [registry]

  const polls = new Histogram({
    name: 'hypercare_poll_duration_seconds',
    help: 'Time from asking a source to its answer or failure',
    labelNames: ['source', 'outcome'],
    buckets: POLL_BUCKETS_SECONDS,
    registers,
  })
  const failures = new Counter({
    name: 'hypercare_poll_failures_total',
    help: 'Polls that failed as a whole, by kind of failure',
    labelNames: ['source', 'kind'],
    registers,
  })
  const counted = (name: string, help: string, total: () => number): void => {
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset()
        this.inc(total())
      },
    })
  }
  counted('hypercare_frames_painted_total', 'Frames written to the terminal', () => frames().frames)
  counted(
    'hypercare_frames_dropped_total',
    'Frames given up since the terminal did not keep up',
    () => frames().dropped,
  )
  counted('hypercare_frame_bytes_total', 'Bytes written to the terminal', () => frames().bytes)
  new Gauge({
    name: 'hypercare_sample_age_seconds',
    help: 'Age of the oldest value of a source',
    labelNames: ['source'],
    registers,
    collect() {
      this.reset()
      for (const [source, ageMs] of oldestAges(model(), now())) this.set({ source }, ageMs / 1000)
    },
  })
  new Gauge({
    name: 'hypercare_verdicts',
    help: 'Series at each level',
    labelNames: ['level'],
    registers,
    collect() {
      for (const [level, count] of countVerdicts(model())) this.set({ level }, count)
    },
  })
  new Gauge({
    name: 'hypercare_heap_used_bytes',
    help: 'Heap in use',
    registers,
    collect() {
      this.set(process.memoryUsage().heapUsed)
    },
  })
  new Gauge({
    name: 'hypercare_resident_memory_bytes',
    help: 'Resident memory',
    registers,
    collect() {
      this.set(process.memoryUsage.rss())
    },
  })
  const lag = monitorEventLoopDelay({ resolution: LAG_RESOLUTION_MS })
  lag.enable()
  new Gauge({
    name: 'hypercare_event_loop_lag_seconds',
    help: 'How late timers came since the last scrape',
    labelNames: ['quantile'],
    registers,
    collect() {
      this.set({ quantile: '0.5' }, lateness(lag.percentile(50)))
      this.set({ quantile: '0.99' }, lateness(lag.percentile(99)))
      this.set({ quantile: '1' }, lateness(lag.max))
      lag.reset()
    },
  })

  return {
    exposition: registry,
    polled: (source, durationMs, result) => {
      polls.observe({ source, outcome: outcomeOf(result) }, durationMs / 1000)
      if (!result.ok) failures.inc({ source, kind: result.failure.kind })
    },
    close: () => lag.disable(),
  }
}

const outcomeOf = (result: PollResult): 'ok' | 'partial' | 'failed' =>
  !result.ok ? 'failed' : result.warnings.length > 0 ? 'partial' : 'ok'

/** The histogram holds the time between two beats of its own timer; before the first beat it has no maximum. */
const lateness = (nanoseconds: number): number =>
  Number.isFinite(nanoseconds) ? Math.max(0, nanoseconds / NANOSECONDS - LAG_RESOLUTION_MS / 1000) : 0
