import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadProfile } from '../../src/config/load.ts'
import { formatMistake } from '../../src/config/mistake.ts'
import type { Profile } from '../../src/config/profile.ts'
import { readExpression } from '../../src/core/promql/selectors.ts'
import { COUNTERS, gauges } from '../../src/demo/catalogue.ts'

const FILE = fileURLToPath(new URL('../../configs/fragrance-ai.yaml', import.meta.url))

let profile: Profile
beforeAll(async () => {
  const result = await loadProfile({ file: FILE, overlays: [], sets: [], env: {} })
  if (!result.ok) throw new Error(result.mistakes.map(formatMistake).join('\n'))
  profile = result.profile
})

const signalOf = (id: string) => {
  const signal = profile.signals.find((each) => each.id === id)
  if (signal === undefined) throw new Error(`no signal ${id}`)
  return signal
}

/** Limits of the runbooks: signal, the series, the operator and its limits. */
const LIMITS: readonly (readonly [signal: string, where: object, op: string, limits: object])[] = [
  ['latency_p95', { mode: 'fast' }, 'atLeast', { crit: 2.5 }],
  ['latency_p95', { mode: 'balanced' }, 'atLeast', { crit: 3.2 }],
  ['latency_p95', { mode: 'creative' }, 'atLeast', { crit: 4.5 }],
  ['errors_4xx', {}, 'atLeast', { warn: 0.05 }],
  ['errors_5xx', {}, 'atLeast', { warn: 0.01 }],
  ['errors_5xx', {}, 'atLeast', { crit: 0.05 }],
  ['breaker', {}, 'equals', { crit: [1], warn: [2] }],
  ['llm_health', {}, 'differs', { crit: ['healthy'] }],
  ['json_fallback', {}, 'above', { crit: 0.01 }],
  ['cache_hit_rate', {}, 'below', { warn: 0.6 }],
  ['cache_ttl', {}, 'below', { warn: 600 }],
  ['traffic_share', { mode: 'fast' }, 'deviates', { target: 0.6, warn: 0.05, crit: 0.1 }],
  ['traffic_share', { mode: 'balanced' }, 'deviates', { target: 0.3, warn: 0.05, crit: 0.1 }],
  ['traffic_share', { mode: 'creative' }, 'deviates', { target: 0.1, warn: 0.05, crit: 0.1 }],
  ['policy_entropy', {}, 'outside', { warn: [0.5, 2] }],
  ['policy_entropy', {}, 'below', { crit: 0.3 }],
  ['training_loss', {}, 'atLeast', { warn: 0.5 }],
  ['training_loss', {}, 'above', { crit: 1 }],
  ['normaliser_std', {}, 'above', { warn: 0.3 }],
  ['rollbacks', {}, 'above', { warn: 1, crit: 2 }],
  ['queue', {}, 'above', { warn: 50, crit: 100 }],
  ['db_connections', {}, 'above', { crit: 0.9 }],
  ['gpu_memory_free', {}, 'below', { crit: 0.2 }],
  ['host_cpu', {}, 'atLeast', { warn: 0.7 }],
  ['host_memory', {}, 'atLeast', { warn: 0.8 }],
  ['host_memory', {}, 'above', { crit: 0.9 }],
  ['host_disk', {}, 'atLeast', { warn: 0.8 }],
  ['host_disk', {}, 'above', { crit: 0.85 }],
  ['scraped', {}, 'equals', { crit: [0] }],
]

describe('configs/fragrance-ai.yaml', () => {
  it.each(LIMITS)('%s %j %s %j', (signal, where, op, limits) => {
    const conditions = signalOf(signal)
      .rules.filter((rule) => JSON.stringify(rule.where) === JSON.stringify(where))
      .map(({ condition }) => condition)
    expect(conditions).toContainEqual(expect.objectContaining({ op, ...limits }))
  })

  it.each([
    ['health', 2],
    ['llm_health', 2],
    ['database', 1],
    ['redis', 1],
  ])('%s raises after %i failures in a row', (id, failures) => {
    expect(signalOf(id)).toMatchObject({ failures, onFailure: 'crit' })
  })

  it('has the 5xx rollback after 5 minutes', () => {
    expect(signalOf('errors_5xx').rules.find(({ id }) => id === 'quick-rollback')?.forMs).toBe(300_000)
  })

  it('has the phases of the 48 hours', () => {
    const hours = profile.phases.map(({ id, fromMs, toMs }) => [id, fromMs / 3_600_000, toMs / 3_600_000])
    expect(hours).toEqual([
      ['intensive', 0, 2],
      ['regular', 2, 24],
      ['stabilisation', 24, 48],
    ])
    expect(profile.phases.map(({ checks }) => checks.map(({ everyMs }) => everyMs / 1000))).toEqual([
      [60, 300],
      [21_600, 14_400, 14_400],
      [],
    ])
    expect(profile.deployment.windowMs).toBe(48 * 3_600_000)
  })

  it('has the gates', () => {
    expect(profile.gates.map(({ id, criteria, requires }) => [id, criteria.length, requires])).toEqual([
      ['tuning', 3, []],
      ['stability', 7, []],
      ['guards', 4, []],
      ['promote', 1, ['guards', 'tuning']],
      ['rollback', 9, []],
    ])
  })

  it('has the panels in the order of their importance', () => {
    expect(profile.panels.map(({ id, kind }) => `${id}:${kind}`)).toEqual([
      'latency:quantiles',
      'breakers:states',
      'traffic:shares',
      'ppo:schedule',
      'checkpoints:counter',
      'alerts:alerts',
      'services:services',
      'gpu:gpu',
      'host:host',
      'guards:ratios',
      'stability:gates',
    ])
  })

  it('reads the GPUs from DCGM with the overlay beside it', async () => {
    const overlays = [fileURLToPath(new URL('../../configs/overlays/gpu-by-dcgm.yaml', import.meta.url))]
    const result = await loadProfile({ file: FILE, overlays, sets: [], env: {} })
    expect(result.ok ? [] : result.mistakes.map(formatMistake)).toEqual([])
    if (!result.ok) return
    const gpu = result.profile.signals.filter(({ id }) => id.startsWith('gpu_'))
    expect(gpu.map(({ source, read, label }) => [source, read.by, label])).toEqual(
      Array.from({ length: 9 }, () => ['prometheus', 'query', 'gpu']),
    )
    expect(result.profile.sources.map(({ id }) => id)).not.toContain('gpu')
  })

  it('asks for metrics the platform has', () => {
    const known = new Set([
      'up',
      'http_request_duration_seconds_bucket',
      'rl_reward_bucket',
      ...[...COUNTERS, ...gauges({ deployedAtSeconds: 0, gpuUuid: '' })].map(({ name }) => name),
    ])
    const asked = profile.signals.flatMap(({ read }) =>
      read.by === 'query'
        ? readExpression(read.query.replaceAll(/\$\w+/g, '48h')).selectors.map(({ name }) => name)
        : [],
    )
    expect(asked.filter((name) => !known.has(name))).toEqual([])
  })
})
