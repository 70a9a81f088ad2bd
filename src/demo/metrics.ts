import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Identity, MetricEntry } from './catalogue.ts'
import { COUNTERS, gauges } from './catalogue.ts'
import { MODES } from './model/names.ts'
import type { World } from './model/world.ts'

/** The exposition of the simulated platform. */
export interface PlatformMetrics {
  /** Takes over what was observed one by one in the world's last slice: call it once for each slice. */
  readonly observe: (world: World) => void
  /** Brings every counter and gauge to the state of the world. */
  readonly publish: (world: World) => void
  /** Prometheus text exposition of what was published last. */
  readonly expose: () => Promise<string>
  readonly contentType: string
}

/** Seconds; dense where the latency limits are, so that a p95 is worth comparing to them. */
const LATENCY_BUCKETS = [
  0.1, 0.15, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.2, 3.5, 3.75, 4, 4.25, 4.5, 5, 6,
  7.5, 10, 15, 20,
]
const REWARD_BUCKETS = [-1, -0.75, -0.5, -0.25, -0.1, 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]

type Publisher = (world: World) => void

/** A registry of its own with every metric of the platform, all label combinations present from the start. */
export function createPlatformMetrics(identity: Identity): PlatformMetrics {
  const registry = new Registry()
  const publishers = [
    ...COUNTERS.flatMap((entry) => publishCounter(entry, registry)),
    ...gauges(identity).flatMap((entry) => publishGauge(entry, registry)),
  ]
  const observers = [observeLatency(registry), observeReward(registry)]
  return {
    observe: (world) => {
      for (const observe of observers) observe(world)
    },
    publish: (world) => {
      for (const publish of publishers) publish(world)
    },
    expose: () => registry.metrics(),
    contentType: registry.contentType,
  }
}

function labelNamesOf(entry: MetricEntry): string[] {
  return Object.keys(entry.series[0]?.labels ?? {})
}

/** A counter grows by what the world's total has grown since it was published last. */
function publishCounter(entry: MetricEntry, registry: Registry): Publisher[] {
  const { name, help } = entry
  const counter = new Counter({ name, help, labelNames: labelNamesOf(entry), registers: [registry] })
  return entry.series.map(({ labels, read }) => {
    const child = counter.labels(labels)
    child.inc(0)
    let published = 0
    return (world) => {
      const total = read(world)
      if (total === published) return
      child.inc(total - published)
      published = total
    }
  })
}

function publishGauge(entry: MetricEntry, registry: Registry): Publisher[] {
  const { name, help } = entry
  const gauge = new Gauge({ name, help, labelNames: labelNamesOf(entry), registers: [registry] })
  return entry.series.map(({ labels, read }) => {
    const child = gauge.labels(labels)
    return (world) => child.set(read(world))
  })
}

function observeLatency(registry: Registry): Publisher {
  const histogram = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Seconds from a request to its answer, by serving mode',
    labelNames: ['mode'],
    buckets: LATENCY_BUCKETS,
    registers: [registry],
  })
  const children = MODES.map((mode) => {
    histogram.zero({ mode })
    return { mode, child: histogram.labels({ mode }) }
  })
  return (world) => {
    for (const { mode, child } of children) {
      for (const seconds of world.slice.latencies[mode]) child.observe(seconds)
    }
  }
}

function observeReward(registry: Registry): Publisher {
  const histogram = new Histogram({
    name: 'rl_reward',
    help: 'Reward of each training episode',
    buckets: REWARD_BUCKETS,
    registers: [registry],
  })
  return (world) => {
    for (const reward of world.slice.rewards) histogram.observe(reward)
  }
}
