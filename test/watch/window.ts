import { loadProfile } from '../../src/config/load.ts'
import { formatMistake } from '../../src/config/mistake.ts'
import type { Profile } from '../../src/config/profile.ts'
import type { Model } from '../../src/core/model.ts'
import { numberSample, type Reading, type Value } from '../../src/core/sample.ts'
import { startModel } from '../../src/core/start.ts'
import { update } from '../../src/core/update/update.ts'
import { PROFILE } from '../cli/program.ts'
import { H, M, T0 } from '../core/given.ts'
import { anAlert } from '../support/model.ts'

/** What a signal reads `hours` after the deployment, by the label's value; null: the source has no value. */
export type Course = Readonly<Record<string, Readonly<Record<string, (hours: number) => Value | null>>>>

/** The profile that comes with hypercare, looked at every 5 minutes for 48 hours. */
export async function windowProfile(): Promise<Profile> {
  const sets = [
    'history.length=48h',
    'history.step=5m',
    'defaults.staleAfter=6m',
    'signals.breaker.staleAfter=6m',
  ]
  const loaded = await loadProfile({ file: PROFILE, overlays: [], sets, env: {} })
  if (!loaded.ok) throw new Error(loaded.mistakes.map(formatMistake).join('\n'))
  return loaded.profile
}

const all = (keys: readonly string[], read: (hours: number) => Value | null) =>
  Object.fromEntries(keys.map((key) => [key, read]))
export const one = (read: (hours: number) => Value | null) => ({ '': read })
const MODES = ['fast', 'balanced', 'creative']
const MODELS = ['qwen', 'mistral', 'llama']

/** Training that is through after 30 hours. */
const step = (hours: number) => Math.min(10_000, Math.round((10_000 * hours) / 30))
const entropy = (hours: number) => 0.02 - (0.015 * step(hours)) / 10_000

/** A window in which all goes well. */
export const GOOD: Course = {
  latency_p95: { fast: () => 1.8, balanced: () => 2.4, creative: () => 3.4 },
  errors_4xx: one(() => 0.012),
  errors_5xx: one(() => 0.002),
  breaker: all(MODELS, () => 0),
  llm_health: all(MODELS, () => 'healthy'),
  llm_health_all: one(() => 'healthy'),
  json_fallback: one(() => 0.004),
  cache_hit_rate: { fast: () => 0.77, balanced: () => 0.73 },
  cache_ttl: all(MODES, () => 600),
  traffic_share: { fast: () => 0.61, balanced: () => 0.3, creative: () => 0.09 },
  training_step: one(step),
  entropy_coef: one(entropy),
  ppo_converged: one((hours) => (step(hours) >= 10_000 && entropy(hours) <= 0.006 ? 1 : 0)),
  training_loss: one(() => 0.31),
  policy_entropy: one(() => 1.2),
  reward_trend: one(() => 0.01),
  normaliser_std: one(() => 0.2),
  latency_vs_before: all(MODES, () => 1.1),
  api_p95: one(() => 2.6),
  request_growth: one(() => 1),
  loss_nan: one(() => 0),
  policy_entropy_3d: one(() => 1.4),
  reward_spread_2w: one(() => 0.1),
  queue_wait: one(() => 1.5),
  training_backlog: one(() => 2),
  checkpoint_age: one(() => 1_200),
  serving_mode: one(() => 'balanced'),
  rollbacks: one((hours) => (hours < 5 ? 0 : 1)),
  checkpoint_saves: one((hours) => Math.floor(step(hours) / 500)),
  health: one(() => 'healthy'),
  database: one(() => 'healthy'),
  redis: one(() => 'healthy'),
  workers_llm: one(() => 4),
  workers_rl: one(() => 1),
  version: one(() => '0.2.0'),
  app_uptime: one((hours) => hours * 3_600),
  scraped: { 'app:8001': () => 1 },
  queue: one(() => 18),
  db_connections: one(() => 0.47),
  gpu_memory_free: { '0': () => 0.48 },
  host_cpu: one(() => 0.34),
  host_memory: one(() => 0.52),
  host_disk: { '/': () => 0.61 },
}

/** When the release of these windows went live. */
export const DEPLOYED = T0

type Played = {
  /** Hours after the deployment at which the program starts and the window is looked at; 0 and 48 unless said. */
  readonly from?: number
  readonly to?: number
  /** Sources that stop to answer, and when. */
  readonly silent?: Readonly<Record<string, number>>
  /** Names of alerts that fire for the last ten minutes. */
  readonly alerts?: readonly string[]
}

/** The model after a window was watched to its end, in steps of 5 minutes. */
export function playWindow(
  profile: Profile,
  differences: Course = {},
  { from = 0, to = 48, silent = {}, alerts = [] }: Played = {},
): Model {
  const course = { ...GOOD, ...differences }
  const at = (hours: number) => DEPLOYED + hours * H
  let model = startModel(
    profile,
    at(from),
    { columns: 120, rows: 36 },
    { at: DEPLOYED, from: '--deployed-at' },
  )
  for (let now = at(from); now <= at(to); now += 5 * M) {
    model = update(model, { type: 'tick', now, random: 0.5 }).model
    for (const { id } of profile.sources) {
      const hours = (now - DEPLOYED) / H
      if (hours >= (silent[id] ?? Number.POSITIVE_INFINITY)) continue
      const seq = model.sources.get(id)?.seq ?? 0
      const readings = readingsOf(profile, id, course, hours, now)
      const told =
        id === 'alertmanager' ? alerts.map((name) => anAlert(name, { startsAt: at(to) - 10 * M })) : null
      const result = { ok: true, readings, alerts: told, warnings: [], skewMs: 0 } as const
      model = update(model, { type: 'polled', now, source: id, seq, random: 0.5, result }).model
    }
  }
  return update(model, { type: 'tick', now: at(to), random: 0.5 }).model
}

function readingsOf(
  profile: Profile,
  source: string,
  course: Course,
  hours: number,
  now: number,
): readonly Reading[] {
  return profile.signals
    .filter((signal) => signal.source === source)
    .flatMap((signal) =>
      Object.entries(course[signal.id] ?? {}).flatMap(([key, read]): Reading[] => {
        const value = read(hours)
        if (value === null) return []
        const labels = signal.label === null ? {} : { [signal.label]: key }
        const sample =
          typeof value === 'number'
            ? numberSample(value, now)
            : { kind: 'value' as const, value, measuredAt: now }
        return [{ signal: signal.id, labels, sample }]
      }),
    )
}
