import { H, M, S } from '../core/given.ts'

/** A value by hours after the deployment; null: nobody scraped it. */
type Read = (hours: number) => number | null
type Family = {
  readonly name: string
  readonly kind: 'counter' | 'gauge'
  readonly series: Readonly<Record<string, Read>>
}

/** What goes on in the system whose past it is. */
export type World = {
  readonly shares: Readonly<Record<string, number>>
  readonly errorRatio: number
  /** The part of the requests of balanced that take longer than 3.2 s since the deployment. */
  readonly slowRatio: number
  readonly hitRatio: number
  readonly qwenState: number
}

export const FINE: World = {
  shares: { fast: 0.61, balanced: 0.3, creative: 0.09 },
  errorRatio: 0.002,
  slowRatio: 0,
  hitRatio: 0.75,
  qwenState: 0,
}

/** The process restarted then: every counter began anew. */
const RESTARTED = 10
/** Nobody scraped for this hour. */
const GAP = [20, 21] as const
/** When a rollback happened; the first was before the deployment. */
export const ROLLBACKS = [-5, 3, 30] as const
const PER_SECOND = 20

/** Seconds the process has run, at least 1, so that a counter is never 0 after its start. */
const uptime = (hours: number): number =>
  hours < RESTARTED ? (hours + 30) * 3_600 : (hours - RESTARTED) * 3_600
const grown =
  (perSecond: number): Read =>
  (hours) =>
    Math.floor(uptime(hours) * perSecond)
/** Grows by a part of it only from the deployment on. */
const slowed =
  (perSecond: number, part: number): Read =>
  (hours) => {
    const since = hours < RESTARTED ? uptime(0) : 0
    return Math.floor(
      hours < 0 ? uptime(hours) * perSecond : (since + (uptime(hours) - since) * part) * perSecond,
    )
  }
const happened =
  (times: readonly number[]): Read =>
  (hours) =>
    times.filter((at) => at <= hours && (hours < RESTARTED || at >= RESTARTED)).length

const keyed = (keys: readonly string[], label: string, read: (key: string) => Read) =>
  Object.fromEntries(keys.map((key) => [`{${label}="${key}"}`, read(key)]))

/** llama's breaker was open then. */
export const TRIP = [15, 15.25] as const
const isTripped = (hours: number): number => (hours >= TRIP[0] && hours < TRIP[1] ? 1 : 0)

const step: Read = (hours) => Math.max(0, Math.min(10_000, Math.round((10_000 * hours) / 30)))

function familiesOf({ shares, errorRatio, slowRatio, hitRatio, qwenState }: World): readonly Family[] {
  const modes = Object.keys(shares)
  const rate = (mode: string): number => PER_SECOND * (shares[mode] ?? 0)
  const buckets = modes.flatMap((mode) =>
    [
      ['1.0', 0.9],
      ['2.4', mode === 'balanced' ? 1 - slowRatio : 1],
      ['8.0', 1],
      ['+Inf', 1],
    ].map(
      ([le, part]) =>
        [
          `{mode="${mode}",le="${le}"}`,
          le === '2.4' ? slowed(rate(mode), Number(part)) : grown(rate(mode) * Number(part)),
        ] as const,
    ),
  )
  const gauge = (name: string, read: Read): Family => ({ name, kind: 'gauge', series: { '': read } })
  const counter = (name: string, series: Family['series']): Family => ({ name, kind: 'counter', series })
  return [
    counter(
      'llm_requests',
      keyed(modes, 'mode', (mode) => grown(rate(mode))),
    ),
    counter('llm_json_fallback_used', { '': grown(PER_SECOND * 0.002) }),
    counter('http_requests', {
      ...Object.fromEntries(
        modes.map((mode) => [`{mode="${mode}",status="200"}`, grown(rate(mode) * (1 - errorRatio))]),
      ),
      '{mode="fast",status="500"}': grown(PER_SECOND * errorRatio),
    }),
    { name: 'http_request_duration_seconds_bucket', kind: 'gauge', series: Object.fromEntries(buckets) },
    counter(
      'cache_hits',
      keyed(modes, 'mode', (mode) => grown(rate(mode) * hitRatio)),
    ),
    counter(
      'cache_misses',
      keyed(modes, 'mode', (mode) => grown(rate(mode) * (1 - hitRatio))),
    ),
    counter('checkpoint_rollbacks', { '': happened(ROLLBACKS) }),
    counter('checkpoint_saves', { '': grown(1 / 5_400) }),
    {
      name: 'circuit_breaker_state',
      kind: 'gauge',
      series: {
        '{model="qwen"}': () => qwenState,
        '{model="mistral"}': () => 0,
        '{model="llama"}': isTripped,
      },
    },
    gauge('ppo_training_step', step),
    gauge('ppo_entropy_coef', (hours) => 0.02 - (0.015 * (step(hours) ?? 0)) / 10_000),
    gauge('ppo_loss', () => 0.31),
  ]
}

/**
 * The past of a world from 24 hours before a deployment until a few minutes after `until`, so that what is read while a
 * test runs is never old: every minute, and every 10 s at the end.
 */
export function openMetricsOf(world: World, deployedAt: number, until: number): string {
  const times: number[] = []
  for (let at = deployedAt - 24 * H; at < until - 10 * M; at += M) times.push(at)
  for (let at = until - 10 * M; at < until + 5 * M; at += 10 * S) times.push(at)
  const lines = [...familiesOf(world), startFamily(deployedAt)].flatMap(({ name, kind, series }) => [
    `# TYPE ${name} ${kind}`,
    ...Object.entries(series).flatMap(([labels, read]) =>
      times.flatMap((at) => {
        const hours = (at - deployedAt) / H
        const value = hours >= GAP[0] && hours < GAP[1] ? null : read(hours)
        return value === null
          ? []
          : [`${name}${kind === 'counter' ? '_total' : ''}${labels} ${value} ${at / 1000}`]
      }),
    ),
  ])
  return `${lines.join('\n')}\n# EOF\n`
}

const startFamily = (deployedAt: number): Family => ({
  name: 'process_start_time_seconds',
  kind: 'gauge',
  series: { '': () => deployedAt / 1000 },
})
