import { beforeAll, describe, expect, it } from 'vitest'
import type { Profile } from '../../src/config/profile.ts'
import { type JudgedGate, judgeGates, type Outcome, standingOf } from '../../src/watch/gates.ts'
import { H, M } from '../core/given.ts'
import { type Course, DEPLOYED, GOOD, one, playWindow, windowProfile } from './window.ts'

let profile: Profile
beforeAll(async () => {
  profile = await windowProfile()
})

const gatesOf = (...given: Parameters<typeof playWindow> extends [unknown, ...infer Rest] ? Rest : never) =>
  new Map(judgeGates(playWindow(profile, ...given)).map((judged) => [judged.gate.id, judged]))

const outcomes = (gates: ReadonlyMap<string, JudgedGate>): Record<string, Outcome> =>
  Object.fromEntries([...gates].map(([id, { outcome }]) => [id, outcome]))

function criterionOf(gates: ReadonlyMap<string, JudgedGate>, gate: string, id: string) {
  const judged = gates.get(gate)?.criteria.find(({ criterion }) => criterion.id === id)
  if (judged === undefined) throw new Error(`no criterion ${gate}.${id}`)
  return judged
}

describe('a good window', () => {
  it('ends safe to promote', () => {
    const gates = gatesOf()
    expect(outcomes(gates)).toEqual({
      tuning: 'passed',
      stability: 'passed',
      guards: 'passed',
      promote: 'passed',
      rollback: 'passed',
    })
    expect(gates.get('stability')?.criteria.map(({ outcome }) => outcome)).toEqual(Array(7).fill('passed'))
  })

  it('is passed since training was through, 30 hours after the deployment', () => {
    const gates = gatesOf()
    for (const id of ['tuning', 'stability', 'promote'])
      expect(gates.get(id)?.run, id).toEqual({ since: DEPLOYED + 30 * H, isAtLeast: false })
    expect(criterionOf(gates, 'tuning', 'traffic').run).toEqual({ since: DEPLOYED, isAtLeast: true })
  })

  it('before that, lacks nothing but time, and says how much', () => {
    const gates = gatesOf({}, { to: 20 })
    expect(outcomes(gates)).toMatchObject({ tuning: 'failed', guards: 'passed', promote: 'failed' })
    for (const id of ['tuning', 'promote']) {
      const readyAt = gates.get(id)?.readyAt ?? 0
      expect(Math.abs(readyAt - DEPLOYED - 30 * H), id).toBeLessThan(2 * M)
    }
    expect([...gates].map(([id, judged]) => [id, standingOf(judged)])).toContainEqual(['tuning', 'waiting'])
    expect(standingOf(criterionOf(gates, 'tuning', 'entropy'))).toBe('waiting')
    expect(standingOf(criterionOf(gates, 'tuning', 'traffic'))).toBe('passed')
    expect(criterionOf(gates, 'tuning', 'entropy').forecast).toMatchObject({
      kind: 'at',
      awaited: { signal: 'training_step' },
    })
  })

  it('has no countdown where something else is lacking too', () => {
    const gates = gatesOf({ rollbacks: one(() => 3) }, { to: 20 })
    expect([...gates].map(([id, judged]) => [id, standingOf(judged)])).toContainEqual(['tuning', 'failed'])
    expect(gates.get('tuning')?.readyAt).toBeNull()
    expect(gates.get('promote')?.readyAt).toBeNull()
  })

  it('has none while training stands still', () => {
    const gates = gatesOf({ training_step: one(() => 5_000) }, { to: 20 })
    expect(criterionOf(gates, 'tuning', 'entropy').forecast).toMatchObject({
      kind: 'never',
      reason: 'comes no nearer at this pace',
    })
    expect(gates.get('tuning')?.readyAt).toBeNull()
  })
})

/** What goes wrong, the criterion it fails, and what is lacking in words. */
const BAD: readonly (readonly [
  what: string,
  course: Course,
  gate: string,
  criterion: string,
  lack: string,
])[] = [
  [
    'traffic 10 points off',
    { traffic_share: { ...share(0.5), balanced: () => 0.4 } },
    'tuning',
    'traffic',
    'must be less than that',
  ],
  ['traffic 5 points off', { traffic_share: share(0.55) }, 'stability', 'traffic', 'must be less than that'],
  ['traffic 6.2 points off', { traffic_share: share(0.662) }, 'stability', 'traffic', '1.2 points too much'],
  ['training not through', { ppo_converged: one(() => 0) }, 'tuning', 'entropy', 'must be converged'],
  ['training not through', { ppo_converged: one(() => 0) }, 'stability', 'entropy', 'must be converged'],
  ['2 rollbacks', { rollbacks: one(() => 2) }, 'tuning', 'rollbacks', '1 too much'],
  ['2 rollbacks', { rollbacks: one(() => 2) }, 'stability', 'rollbacks', '1 too much'],
  ['0.5 % of 5xx', { errors_5xx: one(() => 0.005) }, 'stability', 'errors', 'must be less than that'],
  ['0.8 % of 5xx', { errors_5xx: one(() => 0.008) }, 'stability', 'errors', '0.30 points too much'],
  [
    'balanced at 3.2 s',
    { latency_p95: { ...GOOD.latency_p95, balanced: () => 3.2 } },
    'stability',
    'latency',
    'must come back within its limits',
  ],
  [
    'a breaker open',
    { breaker: { ...GOOD.breaker, qwen: () => 1 } },
    'stability',
    'breakers',
    'must be closed',
  ],
  [
    'a breaker half-open',
    { breaker: { ...GOOD.breaker, llama: () => 2 } },
    'guards',
    'breakers',
    'must be closed',
  ],
  [
    'cache hits of 70 %',
    { cache_hit_rate: { fast: () => 0.8, balanced: () => 0.7 } },
    'stability',
    'cache',
    'must be more than that',
  ],
  [
    'cache hits of 66 %',
    { cache_hit_rate: { fast: () => 0.66, balanced: () => 0.8 } },
    'stability',
    'cache',
    '4.0 points too little',
  ],
  [
    'fallbacks over 1 %',
    { json_fallback: one(() => 0.011) },
    'guards',
    'json',
    'must come back within its limits',
  ],
  [
    'a TTL of 5 minutes',
    { cache_ttl: { ...GOOD.cache_ttl, fast: () => 300 } },
    'guards',
    'cache',
    '300 s too little',
  ],
  ['a model unhealthy', { llm_health_all: one(() => 'degraded') }, 'guards', 'llm', 'must be healthy'],
  ['a model unhealthy', { llm_health_all: one(() => 'degraded') }, 'promote', 'llm', 'must be healthy'],
]

/** All gates it fails, not only the one whose criterion is looked at. */
const FAILS: Readonly<Record<string, readonly string[]>> = {
  'traffic 10 points off': ['tuning', 'stability', 'promote'],
  'traffic 5 points off': ['stability'],
  'traffic 6.2 points off': ['stability'],
  'training not through': ['tuning', 'stability', 'promote'],
  '2 rollbacks': ['tuning', 'stability', 'promote'],
  '0.5 % of 5xx': ['stability'],
  '0.8 % of 5xx': ['stability'],
  'balanced at 3.2 s': ['stability'],
  'a breaker open': ['stability', 'guards', 'promote'],
  'a breaker half-open': ['stability', 'guards', 'promote'],
  'cache hits of 70 %': ['stability'],
  'cache hits of 66 %': ['stability'],
  'fallbacks over 1 %': ['guards', 'promote'],
  'a TTL of 5 minutes': ['guards', 'promote'],
  'a model unhealthy': ['guards', 'promote', 'rollback'],
}

function share(fast: number) {
  return { fast: () => fast, balanced: () => 0.3, creative: () => 0.1 }
}

describe('a bad window fails its gate and every gate that requires it', () => {
  it.each(BAD)('%s (%#)', (what, course, gate, criterion, lack) => {
    const gates = gatesOf(course, { from: 46 })
    const judged = criterionOf(gates, gate, criterion)
    expect(judged.outcome).toBe('failed')
    expect(judged.evidence.filter(({ truth }) => truth === 'no').map((each) => each.lack)).toContain(lack)
    expect(gates.get(gate)?.outcome).toBe('failed')
    const failed = [...gates].flatMap(([id, { outcome }]) => (outcome === 'failed' ? [id] : []))
    expect(failed).toEqual(FAILS[what])
  })
})

/** The last minutes of the window, and before. */
const lately = (minutes: number, then: number | string, before: number | string) =>
  one((hours) => (hours > 48 - minutes / 60 ? then : before))

describe('30 minutes of watching after a rollback', () => {
  /** What was seen, the criterion that says so, and in which words. */
  it.each<[what: string, course: Course, criterion: string, outcome: Outcome, lack: string]>([
    [
      'what serves was started 12 minutes ago',
      { app_uptime: one(() => 720) },
      'watched',
      'failed',
      '18m too little',
    ],
    [
      'errors came below 1 % 10 minutes ago',
      { errors_5xx: lately(10, 0.002, 0.02) },
      'errors',
      'failed',
      'so for 5 of 30 m',
    ],
    [
      'a target came back 20 minutes ago',
      { scraped: { 'app:8001': (hours) => (hours > 48 - 20 / 60 ? 1 : 0) } },
      'targets',
      'failed',
      'so for 15 of 30 m',
    ],
    ['errors are at 1 %', { errors_5xx: one(() => 0.01) }, 'errors', 'failed', 'must be less than that'],
    [
      'the database is unhealthy',
      { database: one(() => 'unhealthy') },
      'database',
      'failed',
      'must be healthy',
    ],
    ['Redis is degraded', { redis: one(() => 'degraded') }, 'redis', 'failed', 'must be healthy'],
    ['the API is degraded', { health: one(() => 'degraded') }, 'api', 'failed', 'must be healthy'],
    ['no worker is left', { workers_llm: one(() => 0) }, 'workers-llm', 'failed', '1 too little'],
    ['training was not started again', { workers_rl: one(() => 0) }, 'workers-rl', 'failed', '1 too little'],
    ['nothing tells when it was started', { app_uptime: {} }, 'watched', 'unknown', ''],
  ])('%s', (_, course, criterion, outcome, lack) => {
    const gates = gatesOf(course, { from: 46 })
    const judged = criterionOf(gates, 'rollback', criterion)
    expect(judged.outcome).toBe(outcome)
    expect(gates.get('rollback')?.outcome).toBe(outcome)
    expect(judged.evidence.map((each) => each.lack).join()).toContain(lack)
  })

  it('counts down while nothing but time is lacking', () => {
    const gates = gatesOf({ errors_5xx: lately(10, 0.002, 0.02) }, { from: 46 })
    const readyAt = DEPLOYED + 48 * H - 5 * M + 30 * M
    expect(criterionOf(gates, 'rollback', 'errors').forecast).toEqual({ kind: 'held', at: readyAt })
    expect(gates.get('rollback')?.readyAt).toBe(readyAt)
  })

  it('does not count down while errors are high again', () => {
    const gates = gatesOf({ errors_5xx: lately(10, 0.02, 0.002) }, { from: 46 })
    expect(gates.get('rollback')?.readyAt).toBeNull()
  })

  it('is unknown where nobody saw half an hour of it, and says how much is known', () => {
    const gates = gatesOf({}, { from: 47.75 })
    const { outcome, evidence } = criterionOf(gates, 'rollback', 'errors')
    expect(outcome).toBe('unknown')
    expect(evidence.map(({ lack, asked }) => [lack, asked])).toEqual([
      ['known to be so for 15 of 30 m only', '< 1 % for 30 m'],
    ])
    expect(gates.get('rollback')?.readyAt).toBe(DEPLOYED + 47.75 * H + 30 * M)
  })

  it('has what people tick off themselves', () => {
    expect(gatesOf().get('rollback')?.gate.byHand).toHaveLength(4)
  })
})

describe('warnings that are ours fail nothing', () => {
  it.each<[what: string, course: Course]>([
    ['balanced at 3.1 s, the limit is 3.2 s', { latency_p95: { ...GOOD.latency_p95, balanced: () => 3.1 } }],
    ['fallbacks at 1 %', { json_fallback: one(() => 0.01) }],
    ['traffic 4.9 points off', { traffic_share: share(0.551) }],
  ])('%s', (_, course) => {
    expect(outcomes(gatesOf(course, { from: 46 }))).toEqual({
      tuning: 'passed',
      stability: 'passed',
      guards: 'passed',
      promote: 'passed',
      rollback: 'passed',
    })
  })
})

describe('missing and stale evidence never passes', () => {
  const evidence = [
    'traffic_share',
    'ppo_converged',
    'rollbacks',
    'errors_5xx',
    'latency_p95',
    'breaker',
  ].concat(['cache_hit_rate', 'json_fallback', 'cache_ttl', 'llm_health_all'])
  const dependents = (id: string) =>
    profile.gates.filter(({ criteria }) => criteria.some(({ signal }) => signal === id)).map(({ id }) => id)

  it.each(evidence)('%s missing from the start', (id) => {
    const gates = outcomes(gatesOf({ [id]: {} }, { from: 46 }))
    for (const gate of [...dependents(id)]) expect(gates[gate], gate).toBe('unknown')
    expect(Object.values(gates)).not.toContain('failed')
  })

  it.each(evidence)('one series of %s gone at the end', (id) => {
    const series = Object.entries(GOOD[id] ?? {})
    const last = series.at(-1)?.[0] ?? ''
    const course = {
      [id]: {
        ...GOOD[id],
        [last]: (hours: number) => (hours < 47 ? (GOOD[id]?.[last]?.(hours) ?? null) : null),
      },
    }
    const gates = outcomes(gatesOf(course, { from: 46 }))
    for (const gate of dependents(id)) expect(gates[gate], gate).toBe('unknown')
  })

  it.each(['prometheus', 'backend'])('%s silent for ten minutes, and not ten seconds', (source) => {
    const silent = outcomes(gatesOf({}, { from: 46, silent: { [source]: 47.8 } }))
    expect(silent[source === 'prometheus' ? 'tuning' : 'guards']).toBe('unknown')
    expect(silent.promote).toBe('unknown')
    expect(outcomes(gatesOf({}, { from: 46, silent: { [source]: 48 } })).promote).toBe('passed')
  })

  it('says of every series that is not known why it is not', () => {
    const { evidence: series } = criterionOf(gatesOf({ breaker: {} }, { from: 46 }), 'guards', 'breakers')
    expect(series.map(({ id, truth, value }) => [id, truth, value])).toEqual([
      ['breaker.qwen', 'unknown', null],
      ['breaker.mistral', 'unknown', null],
      ['breaker.llama', 'unknown', null],
    ])
    for (const { lack } of series) expect(lack).toMatch(/^no data: model "\w+" is not in the answer$/)
  })

  it('fails rather than being unknown where something else is known to be wrong', () => {
    const gates = outcomes(gatesOf({ cache_hit_rate: {}, rollbacks: one(() => 3) }, { from: 46 }))
    expect(gates).toMatchObject({ stability: 'failed', tuning: 'failed', promote: 'failed' })
  })
})

describe('since when', () => {
  const openFrom = (hours: number): Course => ({
    breaker: { ...GOOD.breaker, qwen: (now) => (now < hours ? 0 : 1) },
  })

  it('failed since the breaker opened', () => {
    const gates = gatesOf(openFrom(47), { from: 44 })
    expect(criterionOf(gates, 'guards', 'breakers').run).toEqual({
      since: DEPLOYED + 47 * H,
      isAtLeast: false,
    })
    expect(gates.get('promote')?.run).toEqual({ since: DEPLOYED + 47 * H, isAtLeast: false })
  })

  it('passed again since it closed', () => {
    const course = { breaker: { ...GOOD.breaker, qwen: (now: number) => (now > 44 && now < 46 ? 1 : 0) } }
    const gates = gatesOf(course, { from: 40 })
    expect(criterionOf(gates, 'guards', 'breakers').run).toEqual({
      since: DEPLOYED + 46 * H,
      isAtLeast: false,
    })
  })

  it('for at least as long as it was watched, where it was so from the beginning', () => {
    const gates = gatesOf(openFrom(0), { from: 44 })
    expect(criterionOf(gates, 'guards', 'breakers').run).toEqual({
      since: DEPLOYED + 44 * H,
      isAtLeast: true,
    })
    expect(criterionOf(gates, 'guards', 'llm').run).toEqual({ since: DEPLOYED + 44 * H, isAtLeast: true })
  })
})
