import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Ended, GPU_OVERLAY, PROFILE, run, sets } from '../cli/program.ts'
import { H } from '../core/given.ts'
import { isMissing, type RunningProgram, startPrometheus } from '../support/processes.ts'
import { serveWeb, type Web } from '../support/web.ts'
import { FINE, openMetricsOf, TRIP, type World } from './past.ts'

const isUnable = isMissing('prometheus', 'promtool')
const UNTIL = Math.floor(Date.now() / 60_000) * 60_000
/** The program is started 47 hours after the deployment, and nobody watched before. */
const DEPLOYED = UNTIL - 47 * H

const WORLDS: Readonly<Record<string, World>> = {
  fine: FINE,
  wrong: {
    shares: { fast: 0.67, balanced: 0.24, creative: 0.09 },
    errorRatio: 0.007,
    slowRatio: 0.1,
    hitRatio: 0.66,
    qwenState: 1,
  },
  worse: { ...FINE, shares: { fast: 0.75, balanced: 0.16, creative: 0.09 } },
}

let web: Web
const servers = new Map<string, RunningProgram>()
beforeAll(async () => {
  if (isUnable) return
  web = await serveWeb(({ path }) => ({
    body: JSON.stringify(
      path === '/admin/cache/stats'
        ? Object.fromEntries(['fast', 'balanced', 'creative'].map((mode) => [mode, { ttl_seconds: 600 }]))
        : { status: 'healthy', version: '0.2.0' },
    ),
  }))
  for (const [name, world] of Object.entries(WORLDS))
    servers.set(name, await startPrometheus([], { past: openMetricsOf(world, DEPLOYED, UNTIL) }))
}, 120_000)
afterAll(async () => {
  if (isUnable) return
  await Promise.all([web.close(), ...[...servers.values()].map((server) => server.stop())])
})

const urlOf = (world: string): string => servers.get(world)?.url ?? ''
const iso = (hours: number): string => new Date(DEPLOYED + hours * H).toISOString()

const check = (world: string, gate: string, args: readonly string[]): Promise<Ended> =>
  run([
    ...['check', gate, '--json', '--profile', PROFILE, '--overlay', GPU_OVERLAY],
    ...sets({
      'sources.prometheus.url': urlOf(world),
      'sources.backend.url': web.url,
      'sources.alertmanager.enabled': 'false',
      'sources.scrape.enabled': 'false',
    }),
    ...args,
  ])

const report = z.object({
  outcome: z.string(),
  criteria: z.array(
    z.object({
      id: z.string(),
      outcome: z.string(),
      evidence: z.array(z.object({ id: z.string(), value: z.union([z.number(), z.string(), z.null()]) })),
    }),
  ),
})

async function outcomesOf(world: string, gate: string, args: readonly string[]) {
  const { code, stdout } = await check(world, gate, args)
  const { outcome, criteria } = report.parse(JSON.parse(stdout))
  expect(code).toBe({ passed: 0, failed: 1, unknown: 2 }[outcome])
  return new Map(criteria.map((criterion) => [criterion.id, criterion]))
}

const vector = z.object({
  data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }),
})
const matrix = z.object({
  data: z.object({ result: z.array(z.object({ values: z.array(z.tuple([z.number(), z.string()])) })) }),
})

const ask = async (world: string, query: string): Promise<unknown> =>
  (await fetch(`${urlOf(world)}/api/v1/query?${new URLSearchParams({ query })}`)).json()

/** Whether Prometheus itself says so: a comparison of it that leaves anything. */
async function isSo(world: string, query: string): Promise<boolean> {
  return vector.parse(await ask(world, query)).data.result.length > 0
}

/** Rises of a counter since a moment, by its raw samples: a fall is a restart, after which all it has is new. */
async function risesSince(world: string, metric: string, hours: number): Promise<number> {
  const seconds = Math.round((Date.now() - DEPLOYED - hours * H) / 1000)
  const [series] = matrix.parse(await ask(world, `${metric}[${seconds}s]`)).data.result
  const values = series?.values.map(([, value]) => Number(value)) ?? []
  return values.reduce((sum, value, index) => {
    const before = values[index - 1] ?? value
    return sum + (value >= before ? value - before : value)
  }, 0)
}

const share = (mode: string): string =>
  `sum(increase(llm_requests_total{mode="${mode}"}[5m])) / sum(increase(llm_requests_total[5m]))`
const offBy = (points: number): string =>
  [
    ['fast', 0.6],
    ['balanced', 0.3],
    ['creative', 0.1],
  ]
    .map(([mode, target]) => `(abs(${share(String(mode))} - ${target}) >= ${points})`)
    .join(' or ')
const p95 = (mode: string): string =>
  `histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{mode="${mode}"}[5m])))`
const hits = (mode: string): string =>
  `sum(rate(cache_hits_total{mode="${mode}"}[5m])) / (sum(rate(cache_hits_total{mode="${mode}"}[5m])) + sum(rate(cache_misses_total{mode="${mode}"}[5m])))`

/** The success criteria, each as the comparison that says it is not met. */
const BROKEN: Readonly<Record<string, string>> = {
  traffic: offBy(0.05),
  entropy: '(max(ppo_training_step) < 10000) or (max(ppo_entropy_coef) > 0.006)',
  errors: 'sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) >= 0.005',
  latency: `(${p95('fast')} >= 2.5) or (${p95('balanced')} >= 3.2) or (${p95('creative')} >= 4.5)`,
  breakers: 'circuit_breaker_state != 0',
  cache: `(${hits('fast')} <= 0.7) or (${hits('balanced')} <= 0.7)`,
}

describe.skipIf(isUnable)('started 47 hours after the deployment', () => {
  it.each(Object.keys(WORLDS))('48-hour stability of a %s world is what Prometheus says', async (world) => {
    const outcomes = await outcomesOf(world, 'stability', ['--deployed-at', iso(0)])
    for (const [id, query] of Object.entries(BROKEN))
      expect(outcomes.get(id)?.outcome, id).toBe((await isSo(world, query)) ? 'failed' : 'passed')
  })

  it.each(Object.keys(WORLDS))('tuning of a %s world is what Prometheus says', async (world) => {
    const outcomes = await outcomesOf(world, 'tuning', ['--deployed-at', iso(0)])
    expect(outcomes.get('traffic')?.outcome).toBe((await isSo(world, offBy(0.1))) ? 'failed' : 'passed')
    expect(outcomes.get('entropy')?.outcome).toBe('passed')
  })

  it('the worlds differ: else all of this would say nothing', async () => {
    const outcomes = await outcomesOf('wrong', 'stability', ['--deployed-at', iso(0)])
    expect([...outcomes].map(([id, { outcome }]) => [id, outcome])).toEqual([
      ['traffic', 'failed'],
      ['entropy', 'passed'],
      ['rollbacks', 'failed'],
      ['errors', 'failed'],
      ['latency', 'failed'],
      ['breakers', 'failed'],
      ['cache', 'failed'],
    ])
  })

  it.each([
    [0, 2, 'failed'],
    [5, 1, 'passed'],
    [31, 0, 'passed'],
  ])(
    'rollbacks since T+%i h are %i, although the counter began anew and an hour is missing',
    async (hours, count, outcome) => {
      expect(await risesSince('fine', 'checkpoint_rollbacks_total', hours)).toBe(count)
      const { evidence, ...rest } =
        (await outcomesOf('fine', 'tuning', ['--deployed-at', iso(hours)])).get('rollbacks') ?? {}
      expect(evidence).toEqual([{ id: 'rollbacks', value: count }])
      expect(rest).toEqual({ id: 'rollbacks', outcome })
    },
  )

  it('is safe to promote where all is well since the last rollback but one', async () => {
    const { code } = await check('fine', 'promote', ['--deployed-at', iso(5)])
    expect(code).toBe(0)
  })

  it('finds the deployment by the start of the process, and counts from there', async () => {
    const { evidence } = (await outcomesOf('fine', 'tuning', [])).get('rollbacks') ?? {}
    expect(evidence).toEqual([{ id: 'rollbacks', value: 2 }])
  })

  const snapshot = async (args: readonly string[] = []) =>
    run([
      ...[
        'snapshot',
        '--profile',
        PROFILE,
        '--overlay',
        GPU_OVERLAY,
        ...(args.includes('--deployed-at') ? [] : ['--deployed-at', iso(0)]),
      ],
      ...sets({
        'sources.prometheus.url': urlOf('fine'),
        'sources.backend.url': web.url,
        'sources.alertmanager.enabled': 'false',
        'sources.scrape.enabled': 'false',
      }),
      ...args,
    ])
  const broken = z.object({
    breaches: z.array(
      z.object({ name: z.string(), level: z.string(), from: z.string(), to: z.string(), end: z.string() }),
    ),
  })

  it('knows of a breaker that was open for a quarter of an hour 32 hours ago', async () => {
    const { stdout } = await snapshot(['--json'])
    const trips = broken.parse(JSON.parse(stdout)).breaches.filter(({ name }) => name === 'llama breaker')
    expect(trips.map(({ level, end }) => [level, end])).toEqual([['crit', 'over']])
    for (const [index, at] of [trips[0]?.from, trips[0]?.to].entries())
      expect(Math.abs(Date.parse(at ?? '') - DEPLOYED - (TRIP[index] ?? 0) * H) / 60_000).toBeLessThanOrEqual(
        4,
      )
  })

  const signals = z.object({
    signals: z.array(
      z.object({
        id: z.string(),
        before: z
          .object({ value: z.number().nullable(), agoMs: z.number().nullable(), words: z.string() })
          .nullable(),
      }),
    ),
  })
  const beforeOf = async (world: string, args: readonly string[] = []) => {
    const { stdout } = await snapshot([
      '--json',
      ...args,
      ...sets({ 'sources.prometheus.url': urlOf(world) }),
    ])
    return new Map(signals.parse(JSON.parse(stdout)).signals.map(({ id, before }) => [id, before]))
  }
  const numberOf = async (world: string, query: string): Promise<number> =>
    Number(vector.parse(await ask(world, query)).data.result[0]?.value[1])

  it('compares latency with the same hour two days ago, when the release was not live yet', async () => {
    const { words, value, agoMs } = (await beforeOf('wrong')).get('latency_p95.balanced') ?? { words: '' }
    expect(agoMs).toBe(48 * H)
    const [, percent, was] =
      /^\+(\d+) % on the same hour before the deployment \((\S+) s\)$/.exec(words) ?? []
    const then = await numberOf('wrong', `quantile_over_time(0.5, (${p95('balanced')})[1h:15s] offset 2d)`)
    const now = await numberOf('wrong', p95('balanced'))
    // It would be no difference to a time at which the release was live.
    expect(now / then).toBeGreaterThan(1.5)
    expect(value).toBeCloseTo(then, 4)
    expect(Number(was)).toBeCloseTo(then, 2)
    expect(Math.abs(Number(percent) - 100 * (now / then - 1))).toBeLessThan(2)
  })

  it('compares errors too, and what is not to be compared not', async () => {
    const before = await beforeOf('fine')
    expect(before.get('errors_5xx')?.words).toMatch(
      /^[+−]?0\.0\d points on the same hour before the deployment \(0\.\d\d %\)$/,
    )
    expect(before.get('breaker.qwen')).toBeNull()
  })

  it('says that nothing is known of a time the server has no past of', async () => {
    const before = await beforeOf('fine', ['--deployed-at', iso(-30)])
    expect(before.get('latency_p95.fast')).toEqual({
      value: null,
      agoMs: null,
      words: 'the same hour before the deployment is not known: prometheus has nothing of it',
    })
  })

  it('knows when each rollback was, those before the restart too', async () => {
    const { stdout } = await snapshot()
    const [newest = '', oldest = ''] = stdout.split('\n').filter((line) => /^ +#\d/.test(line))
    expect(newest).toMatch(/#2 .* 1[67] h ago/)
    expect(oldest).toMatch(/#1 .* 4[34] h ago/)
    expect(stdout).not.toContain('not in the history')
  })

  it('is unknown where the server is gone, never passed', async () => {
    const { code } = await check('fine', 'tuning', sets({ 'sources.prometheus.url': 'http://127.0.0.1:1' }))
    expect(code).toBe(2)
  })
})
