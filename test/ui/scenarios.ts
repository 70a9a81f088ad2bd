import type { Failure } from '../../src/core/failure.ts'
import type { Model } from '../../src/core/model.ts'
import type { WatchProfile } from '../../src/core/profile.ts'
import { numberSample, type Reading, type Value } from '../../src/core/sample.ts'
import type { SignalConfig } from '../../src/core/signal.ts'
import type { History, PollResult } from '../../src/core/source.ts'
import { startModel } from '../../src/core/start.ts'
import { update } from '../../src/core/update/update.ts'

/** What a signal reads `agoMs` before now, by the label's value ('' for a single series). */
export type Reads = Readonly<Record<string, (agoMs: number) => Value>>

/** A situation of the whole system, as its sources would tell it. */
export type Scenario = {
  /** What differs from a calm night, by signal. */
  readonly reads: Readonly<Record<string, Reads>>
  /** Sources that stopped answering two minutes ago. */
  readonly down: Readonly<Record<string, Failure>>
  readonly alerts: readonly string[]
}

/** 2026-03-14 14:02:31 UTC, 3 h 41 m after the deployment. */
export const NOW = Date.UTC(2026, 2, 14, 14, 2, 31)
export const DEPLOYED = NOW - 13_260_000

const level = (value: number) => () => value
/** A gentle wave, so that charts have a shape. */
const wave =
  (value: number, swing = 0.06) =>
  (agoMs: number) =>
    value * (1 + swing * Math.sin(agoMs / 400_000))
/** Calm until `sinceMs` ago, then the other value. */
const stepTo = (before: number, after: number, sinceMs: number) => (agoMs: number) =>
  agoMs > sinceMs ? wave(before)(agoMs) : wave(after, 0.01)(agoMs)
const words = (word: string) => () => word
const each = (keys: readonly string[], read: (agoMs: number) => Value): Reads =>
  Object.fromEntries(keys.map((key) => [key, read]))

const MODELS = ['qwen', 'mistral', 'llama'] as const

const CALM: Readonly<Record<string, Reads>> = {
  latency_p95: { fast: wave(1.82), balanced: wave(2.41), creative: wave(3.47) },
  latency_p50: { fast: wave(0.61), balanced: wave(0.92), creative: wave(1.61) },
  latency_p99: { fast: wave(2.31), balanced: wave(3.02), creative: wave(4.21) },
  errors_4xx: { '': wave(0.012) },
  errors_5xx: { '': wave(0.0021) },
  request_rate: { fast: wave(11.6), balanced: wave(5.9), creative: wave(1.97) },
  breaker: each(MODELS, level(0)),
  breaker_trips: each(MODELS, level(0)),
  llm_health: each(MODELS, words('healthy')),
  llm_health_all: { '': words('healthy') },
  json_fallback: { '': wave(0.0041) },
  cache_hit_rate: { fast: wave(0.77), balanced: wave(0.73) },
  cache_hit_rate_creative: { '': wave(0.36) },
  cache_hit_rate_gauge: { fast: wave(0.77), balanced: wave(0.73), creative: wave(0.36) },
  cache_ttl: { fast: level(600), balanced: level(600), creative: level(600) },
  serving_mode: { '': words('balanced') },
  downshifts: { '': level(0) },
  traffic_share: { fast: level(0.589), balanced: level(0.316), creative: level(0.095) },
  entropy_coef: { '': (agoMs) => 0.0112 + (0.0008 * agoMs) / 3_600_000 },
  training_step: { '': (agoMs) => Math.round(5870 - (520 * agoMs) / 3_600_000) },
  ppo_converged: { '': level(0) },
  policy_entropy: { '': wave(1.2) },
  training_loss: { '': wave(0.31) },
  reward: { '': wave(0.6) },
  reward_ma10: { '': wave(0.62) },
  reward_ma100: { '': wave(0.58, 0.01) },
  reward_median: { '': wave(0.55) },
  reward_trend: { '': level(0.01) },
  normaliser_mean: { '': level(0.11) },
  normaliser_std: { '': level(0.27) },
  rollbacks: { '': level(0) },
  rollbacks_counter: { '': level(0) },
  checkpoint_saves: { '': level(11) },
  checkpoint_age: { '': level(372) },
  health: { '': words('healthy') },
  database: { '': words('healthy') },
  redis: { '': words('healthy') },
  workers_llm: { '': level(4) },
  workers_rl: { '': level(1) },
  version: { '': words('0.2.0') },
  scraped: { 'app:8001': level(1) },
  queue: { '': wave(18) },
  db_connections: { '': level(0.47) },
  redis_memory: { '': level(209_715_200) },
  alerts_active: { '': level(0) },
  alerts_silenced: { '': level(0) },
  gpu_utilization: { '0': wave(0.83) },
  gpu_memory_used: { '0': level(41_843 * 1024 ** 2) },
  gpu_memory_total: { '0': level(81_559 * 1024 ** 2) },
  gpu_memory_free: { '0': level(0.487) },
  gpu_temperature: { '0': level(66) },
  gpu_power: { '0': level(640) },
  host_cpu: { '': wave(0.34) },
  host_memory: { '': level(0.52) },
  host_disk: { '/': level(0.61) },
  host_load: { '': level(1.7) },
}

const scenario = (differences: Partial<Scenario> = {}): Scenario => ({
  reads: {},
  down: {},
  alerts: [],
  ...differences,
})

const MINUTE = 60_000
const refused: Failure = {
  kind: 'refused',
  message: 'http://localhost:9090 refused the connection',
  hint: 'is it running, and is sources.prometheus.url right?',
}

const refusedToo: Failure = { ...refused, message: 'http://localhost:8001 refused the connection' }

/** Seven nights on call. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  calm: scenario(),
  'breaker-open': scenario({
    reads: {
      breaker: { ...each(MODELS, level(0)), qwen: (agoMs) => (agoMs > 2 * MINUTE ? 0 : 1) },
      breaker_trips: { ...each(MODELS, level(0)), qwen: level(3) },
      llm_health: { ...each(MODELS, words('healthy')), qwen: words('unhealthy') },
      llm_health_all: { '': words('degraded') },
      latency_p95: {
        fast: wave(1.82),
        balanced: stepTo(2.6, 3.41, 4 * MINUTE),
        creative: stepTo(3.5, 4.2, 6 * MINUTE),
      },
      traffic_share: { fast: level(0.658), balanced: level(0.257), creative: level(0.085) },
    },
    alerts: ['HighResponseTime'],
  }),
  'rollback-storm': scenario({
    reads: {
      rollbacks: { '': (agoMs) => (agoMs > 50 * MINUTE ? 0 : agoMs > 20 * MINUTE ? 1 : 3) },
      rollbacks_counter: { '': (agoMs) => (agoMs > 50 * MINUTE ? 0 : agoMs > 20 * MINUTE ? 1 : 3) },
      training_loss: { '': stepTo(0.31, 1.24, 20 * MINUTE) },
      policy_entropy: { '': stepTo(1.2, 0.22, 30 * MINUTE) },
    },
  }),
  'prometheus-down': scenario({ down: { prometheus: refused, scrape: refusedToo } }),
  scraping: scenario({ down: { prometheus: refused } }),
  'machine-full': scenario({
    reads: {
      gpu_memory_free: { '0': level(0.11) },
      gpu_temperature: { '0': level(88) },
      host_cpu: { '': stepTo(0.4, 0.97, 10 * MINUTE) },
      host_memory: { '': level(0.93) },
      host_disk: { '/': level(0.87) },
      queue: { '': stepTo(40, 143, 12 * MINUTE) },
      db_connections: { '': level(0.94) },
    },
    alerts: ['WorkerQueueBacklog', 'DatabaseConnectionPoolExhausted'],
  }),
  'no-traffic': scenario({
    reads: {
      latency_p95: each(['fast', 'balanced', 'creative'], level(Number.NaN)),
      errors_5xx: { '': level(Number.NaN) },
      errors_4xx: { '': level(Number.NaN) },
      json_fallback: { '': level(Number.NaN) },
      traffic_share: {},
      scraped: { 'app:8001': level(0) },
    },
  }),
}

const STEP_MS = 15_000
/** The first answer: just now, or before a source went down. */
const firstAnswerAt = (down: Scenario['down']): number =>
  NOW - (Object.keys(down).length > 0 ? 2 * MINUTE : 10_000)

/** No source has answered for two minutes. */
export const BLIND: Scenario = scenario({
  down: Object.fromEntries(
    ['prometheus', 'backend', 'alertmanager', 'scrape', 'gpu', 'host'].map((id) => [
      id,
      { ...refused, message: `${id} gave no answer within 4 s`, kind: 'timeout' },
    ]),
  ),
})

/** Plays a scenario through the core: a first answer, its past, and one more answer five seconds later, which is now. */
export function play(
  profile: WatchProfile,
  { reads, down, alerts }: Scenario,
  size: { columns: number; rows: number },
): Model {
  const all = { ...CALM, ...reads }
  const at = (now: number) => (model: Model, source: string, seq: number) =>
    update(model, {
      type: 'polled',
      now,
      source,
      seq,
      random: 0.5,
      result: answer(model, source, now, all, alerts),
    }).model
  const first = firstAnswerAt(down)
  const version = { ...profile, deployment: { ...profile.deployment, at: DEPLOYED, version: 'v0.2.0' } }
  const ids = profile.sources.map(({ id }) => id)
  let model = update(startModel(version, first, size, null, { readOnly: null }), {
    type: 'tick',
    now: first,
    random: 0.5,
  }).model
  for (const id of ids) {
    model = at(first)(model, id, 1)
    model = update(model, {
      type: 'filled',
      now: first,
      source: id,
      result: { ok: true, histories: past(model, id, first, all) },
    }).model
  }
  model = update(model, { type: 'tick', now: NOW - 1_000, random: 0.5 }).model
  for (const id of ids) {
    const failure = down[id]
    if (failure === undefined) continue
    for (const seq of [2, 3]) {
      const now = NOW - 60_000 + 5_000 * seq
      const result = { ok: false, failure } as const
      model = update(model, { type: 'polled', now, source: id, seq, random: 0.5, result }).model
    }
  }
  for (const id of ids) if (down[id] === undefined) model = at(NOW - 1_000)(model, id, 2)
  for (const source of model.past.asked.keys())
    model = update(model, { type: 'recalled', now: NOW, source, result: { ok: true, histories: [] } }).model
  model = update(model, { type: 'tick', now: NOW, random: 0.5 }).model
  for (const { id, result } of ids.flatMap((id) => yesterday(model, id) ?? []))
    model = update(model, { type: 'compared', now: NOW, source: id, result }).model
  return model
}

/** The day before was a little calmer. */
function yesterday(model: Model, id: string) {
  const known = model.before.get(id)
  if (known === undefined) return null
  const compared = new Set(signalsOf(model, id).flatMap((each) => (each.hasBaseline ? [each.id] : [])))
  const histories = past(model, id, NOW, CALM)
    .filter(({ signal }) => compared.has(signal))
    .map((history) => ({
      ...history,
      points: history.points.map(({ at, value }) => ({ at: at - known.offsetMs, value: value * 0.8 })),
    }))
  return { id, result: { ok: true as const, histories } }
}

/** Those a source has to read now: its own, or those of the one it stands in for. */
function signalsOf({ profile, sources }: Model, source: string): SignalConfig[] {
  const standsIn = sources.get(source)?.config.standsIn ?? null
  return profile.signals.filter((signal) => signal.source === (standsIn?.for ?? source))
}

function answer(
  model: Model,
  source: string,
  now: number,
  reads: Scenario['reads'],
  alerts: readonly string[],
): PollResult {
  const readings = signalsOf(model, source).flatMap((signal) => {
    const series = Object.entries(reads[signal.id] ?? {})
    return series.map(([key, read]): Reading => {
      const value = read(NOW - now)
      const sample =
        typeof value === 'number'
          ? numberSample(value, now)
          : ({ kind: 'value', value, measuredAt: now } as const)
      return { signal: signal.id, labels: signal.label === null ? {} : { [signal.label]: key }, sample }
    })
  })
  const isAlertmanager = model.sources.get(source)?.config.kind === 'alertmanager'
  return {
    ok: true,
    readings,
    warnings: [],
    skewMs: 120,
    ...(source === 'scrape' ? { scraping: { targets: 1, answered: 1, since: DEPLOYED } } : {}),
    alerts: isAlertmanager
      ? alerts.map((name) => ({
          fingerprint: name,
          name,
          severity: 'critical',
          state: 'active',
          startsAt: NOW - 4 * MINUTE,
          summary: `${name} is firing`,
          runbookUrl: null,
          labels: { alertname: name, service: 'app' },
          annotations: {},
          silences: [],
          inhibitedBy: [],
        }))
      : null,
  }
}

function past(model: Model, source: string, now: number, reads: Scenario['reads']): History[] {
  const steps = model.profile.history.lengthMs / STEP_MS
  return signalsOf(model, source).flatMap((signal) =>
    Object.entries(reads[signal.id] ?? {}).flatMap(([key, read]): History[] => {
      if (typeof read(0) !== 'number') return []
      const points = Array.from({ length: steps }, (_, i) => {
        const at = now - (steps - 1 - i) * STEP_MS
        return { at, value: Number(read(NOW - at)) }
      }).filter(({ value }) => Number.isFinite(value))
      return [{ signal: signal.id, labels: signal.label === null ? {} : { [signal.label]: key }, points }]
    }),
  )
}
