import { beforeAll, describe, expect, it } from 'vitest'
import type { Profile } from '../../src/config/profile.ts'
import type { Model } from '../../src/core/model.ts'
import { firstAdvice, type JudgedAdvice, judgeAdvice } from '../../src/watch/advice.ts'
import { H, M } from '../core/given.ts'
import { type Course, DEPLOYED, GOOD, one, playWindow, windowProfile } from './window.ts'

let profile: Profile
beforeAll(async () => {
  profile = await windowProfile()
})

type Situation = {
  readonly course?: Course
  readonly alerts?: readonly string[]
  readonly silent?: Record<string, number>
}
const modelOf = ({ course = {}, ...rest }: Situation): Model =>
  playWindow(profile, course, { from: 46, ...rest })

function judged(situation: Situation, id: string): JudgedAdvice {
  const found = judgeAdvice(modelOf(situation)).find(({ advice }) => advice.id === id)
  if (found === undefined) throw new Error(`no advice ${id}`)
  return found
}

const course = (course: Course): Situation => ({ course })
const fast = (id: string, value: number): Course => ({ [id]: { ...GOOD[id], fast: () => value } })
const qwen = (value: number): Course => ({ breaker: { ...GOOD.breaker, qwen: () => value } })
/** The last minutes of the window. */
const lately = (minutes: number, then: number | string, before: number | string) =>
  one((hours) => (hours >= 48 - minutes / 60 ? then : before))

/** Every row of the decision tables: the advice, what makes it due, and what is near and does not. */
const ROWS: readonly (readonly [id: string, due: readonly Situation[], not: readonly Situation[]])[] = [
  ['data-corruption', [{ alerts: ['IndexCorruption'] }], [{ alerts: ['HighErrorRate'] }]],
  [
    'database-errors',
    [course({ database: one(() => 'unhealthy') })],
    [course({ database: one(() => 'degraded') }), { silent: { backend: 47 } }],
  ],
  [
    'server-errors',
    [course({ errors_5xx: lately(5, 0.05, 0.002) })],
    [course({ errors_5xx: lately(0, 0.07, 0.002) }), course({ errors_5xx: one(() => 0.049) })],
  ],
  [
    'service-down',
    [course({ scraped: { 'app:8001': () => 0 } }), course({ health: one(() => 'unhealthy') })],
    [course({ health: one(() => 'degraded') })],
  ],
  [
    'workers-failing',
    [course({ workers_llm: lately(5, 1, 4) }), course({ workers_rl: lately(5, 0, 1) })],
    [course({ workers_llm: lately(5, 2, 4) }), course({ workers_llm: one(() => 1) })],
  ],
  [
    'twice-as-slow',
    [course(fast('latency_vs_before', 2))],
    [course(fast('latency_vs_before', 1.99)), course({ latency_vs_before: {} })],
  ],
  ['breaker-open', [course(qwen(1))], [course(qwen(2)), course({})]],
  ['frequent-rollbacks', [course({ rollbacks: one(() => 3) })], [course({ rollbacks: one(() => 2) })]],
  ['loss-nan', [course({ loss_nan: one(() => 1), training_loss: one(() => Number.NaN) })], [course({})]],
  [
    'overload',
    [course({ host_memory: one(() => 0.93), host_cpu: one(() => 0.97) })],
    [course({ host_memory: one(() => 0.93) }), course({ host_cpu: one(() => 0.97) })],
  ],
  ['fallbacks', [course({ json_fallback: one(() => 0.012) })], [course({ json_fallback: one(() => 0.01) })]],
  [
    'scale-worker-llm',
    [
      course({ queue: one(() => 51) }),
      course({ queue_wait: one(() => 11) }),
      course({ host_cpu: one(() => 0.81) }),
      course({ request_growth: one(() => 1.6) }),
    ],
    [
      course({ queue: one(() => 50) }),
      course({ queue_wait: one(() => 10) }),
      course({ host_cpu: one(() => 0.81), queue: one(() => 0) }),
      course({ request_growth: one(() => 1.6), queue: one(() => 0) }),
    ],
  ],
  [
    'scale-app',
    [
      course({ host_cpu: one(() => 0.7) }),
      course({ queue: one(() => 51) }),
      course({ ...fast('latency_p95', 2.3), api_p95: one(() => 0.51) }),
    ],
    [
      course({ host_cpu: one(() => 0.69) }),
      course({ api_p95: one(() => 3) }),
      course(fast('latency_p95', 2)),
    ],
  ],
  [
    'scale-worker-rl',
    [
      course({ training_backlog: one(() => 11) }),
      course({ checkpoint_age: one(() => 10_801) }),
      course({ reward_trend: one(() => -0.3) }),
    ],
    [
      course({ training_backlog: one(() => 10) }),
      course({ checkpoint_age: one(() => 10_801), workers_rl: one(() => 0) }),
      course({ reward_trend: one(() => -0.2) }),
    ],
  ],
  [
    'scale-down',
    [course({ workers_llm: one(() => 8), queue: one(() => 2) })],
    [
      course({ workers_llm: one(() => 4), queue: one(() => 2) }),
      course({ workers_llm: one(() => 8), queue: one(() => 12) }),
      course({ workers_llm: one(() => 8), queue: lately(20, 2, 40) }),
      course({ workers_llm: one(() => 8), queue: one(() => 2), ...fast('latency_p95', 2.3) }),
    ],
  ],
  [
    'upshift',
    [course({ serving_mode: one(() => 'fast') })],
    [course({ serving_mode: one(() => 'fast'), ...qwen(2) }), course({})],
  ],
  ['latency', [course(fast('latency_p95', 2.5))], [course(fast('latency_p95', 2.49))]],
  [
    'vram',
    [course({ gpu_memory_free: { '0': () => 0.19 } })],
    [course({ gpu_memory_free: { '0': () => 0.2 } })],
  ],
  ['memory', [course({ host_memory: one(() => 0.91) })], [course({ host_memory: one(() => 0.9) })]],
  ['disk', [course({ host_disk: { '/': () => 0.86 } })], [course({ host_disk: { '/': () => 0.85 } })]],
  [
    'db-connections',
    [course({ db_connections: lately(5, 0.91, 0.5) })],
    [course({ db_connections: lately(0, 0.95, 0.5) }), course({ db_connections: one(() => 0.9) })],
  ],
  ['redis', [course({ redis: one(() => 'unhealthy') })], [{ silent: { backend: 47 } }]],
  ['cache', [course(fast('cache_hit_rate', 0.59))], [course(fast('cache_hit_rate', 0.6))]],
  ['client-errors', [course({ errors_4xx: one(() => 0.05) })], [course({ errors_4xx: one(() => 0.049) })]],
  ['traffic', [course(fast('traffic_share', 0.7))], [course(fast('traffic_share', 0.69))]],
  [
    'loss-diverging',
    [course({ training_loss: lately(15, 1.2, 0.4) })],
    [course({ training_loss: lately(5, 1.2, 0.4) }), course({ training_loss: one(() => 1) })],
  ],
  ['entropy-zero', [course({ policy_entropy: one(() => 0) })], [course({ policy_entropy: one(() => 0.4) })]],
  [
    'entropy-low',
    [course({ policy_entropy_3d: one(() => 0.29) })],
    [course({ policy_entropy_3d: one(() => 0.3) }), course({ policy_entropy_3d: {} })],
  ],
  [
    'reward-variance',
    [course({ normaliser_std: one(() => 0.31) })],
    [course({ normaliser_std: one(() => 0.3) })],
  ],
  [
    'reward-plateau',
    [course({ reward_spread_2w: one(() => 0.01) })],
    [course({ reward_spread_2w: one(() => 0.05) }), course({ reward_spread_2w: {} })],
  ],
  ['not-stable', [course({ rollbacks: one(() => 2) })], [course({}), course({ rollbacks: one(() => 3) })]],
  ['green-while-open', [course(qwen(1))], [course({ ...qwen(1), health: one(() => 'degraded') })]],
  [
    'models-green-while-open',
    [course(qwen(1))],
    [course({ ...qwen(1), llm_health_all: one(() => 'degraded') })],
  ],
  [
    'red-while-serving',
    [course({ health: one(() => 'unhealthy') })],
    [course({ health: one(() => 'unhealthy'), errors_5xx: one(() => 0.2) })],
  ],
]

describe.each(ROWS)('%s', (id, due, not) => {
  it.each(due)('is due (%#)', (situation) => {
    const { state, evidence } = judged(situation, id)
    expect(state).toBe('due')
    expect(evidence.every(({ truth }) => truth === 'yes')).toBe(true)
    expect(evidence).not.toEqual([])
  })

  it.each(not)('is not due (%#)', (situation) => expect(judged(situation, id).state).not.toBe('due'))
})

it('has a row for every advice of the profile', () => {
  expect(ROWS.map(([id]) => id).sort()).toEqual(profile.advice.map(({ id }) => id).sort())
})

describe('when all is well', () => {
  it('nothing is asked for', () => {
    const states = judgeAdvice(modelOf({})).map(({ advice, state }) => [advice.id, state])
    expect(states.filter(([, state]) => state !== 'idle')).toEqual([])
    expect(firstAdvice(modelOf({}))).toBeNull()
  })
})

describe('what can not be seen asks for nothing, and is said to be unknown', () => {
  it('while Prometheus is silent', () => {
    const states = new Map(
      judgeAdvice(modelOf({ silent: { prometheus: 47 } })).map((each) => [each.advice.id, each]),
    )
    expect(states.get('breaker-open')).toMatchObject({ state: 'unknown' })
    expect(states.get('breaker-open')?.evidence.map(({ id, truth }) => [id, truth])).toEqual([
      ['breaker.qwen', 'unknown'],
      ['breaker.mistral', 'unknown'],
      ['breaker.llama', 'unknown'],
    ])
    expect(states.get('memory')?.state).toBe('idle')
  })

  it('while no source tells alerts', () => {
    expect(judged({ silent: { alertmanager: 46 } }, 'data-corruption').state).toBe('unknown')
  })

  it('one model that is known to be open is enough', () => {
    const breaker = { qwen: () => 1 }
    expect(judged(course({ breaker }), 'breaker-open').state).toBe('due')
  })
})

describe('in time', () => {
  it('is pending until it has been so for long enough, and knows when that will be', () => {
    const { state, dueAt, run } = judged(course({ db_connections: lately(0, 0.95, 0.5) }), 'db-connections')
    expect({ state, dueAt, since: run.since }).toEqual({
      state: 'pending',
      dueAt: DEPLOYED + 48 * H + 5 * M,
      since: DEPLOYED + 48 * H,
    })
  })

  it('all of several states began when the last of them did', () => {
    const both: Course = { host_memory: lately(30, 0.93, 0.5), host_cpu: lately(60, 0.97, 0.3) }
    expect(judged(course(both), 'overload').run.since).toBe(DEPLOYED + 48 * H - 30 * M)
  })

  it('any of several states began when the first of those that hold did', () => {
    const either: Course = { queue: lately(30, 60, 10), queue_wait: lately(60, 20, 1) }
    expect(judged(course(either), 'scale-worker-llm').run.since).toBe(DEPLOYED + 47 * H)
  })
})

describe('an advice that was followed', () => {
  const downshifted = (mode: number | string | null): Situation =>
    course({ ...qwen(1), serving_mode: one(() => mode) })

  it.each<[mode: string | null, state: string, first: string | undefined]>([
    ['balanced', 'due', 'breaker-open'],
    // Nobody knows whether it was followed, so it is still asked for.
    [null, 'due', 'breaker-open'],
    ['fast', 'followed', undefined],
  ])('a breaker is open, the mode is %s: %s', (mode, state, first) => {
    expect(judged(downshifted(mode), 'breaker-open').state).toBe(state)
    expect(firstAdvice(modelOf(downshifted(mode)))?.advice.id).toBe(first)
  })

  it('says first what shows it', () => {
    const { evidence } = judged(downshifted('fast'), 'breaker-open')
    expect(evidence.map(({ id }) => id)).toEqual(['serving_mode', 'breaker.qwen'])
  })
})

describe('an expected spike', () => {
  const spike = (fromMinutes: number, toMinutes: number, kind = 'spike') => {
    const end = DEPLOYED + 48 * H
    const event = { kind, title: 'campaign', from: end + fromMinutes * M, to: end + toMinutes * M }
    const model = playWindow({ ...profile, events: [event] }, {}, { from: 47 })
    return judgeAdvice(model).find(({ advice }) => advice.id === 'scale-app')
  }

  it.each<[what: string, args: Parameters<typeof spike>, state: string, seen: readonly string[]]>([
    ['in 31 minutes', [31, 90], 'idle', []],
    ['in 20 minutes', [20, 90], 'due', ['begins in 20 m']],
    ['now', [-5, 90], 'due', ['under way for 90 m more']],
    ['over', [-90, 0], 'idle', []],
    ['of another kind', [20, 90, 'batch'], 'idle', []],
  ])('%s: %s is %s', (_, args, state, seen) => {
    const judged = spike(...args)
    expect(judged?.state).toBe(state)
    if (state === 'due') expect(judged?.evidence.map((each) => each.seen)).toEqual(seen)
  })
})

describe('the first', () => {
  it.each<[what: string, situation: Situation, first: string]>([
    ['a breaker is open and the queue is long', course({ ...qwen(1), queue: one(() => 80) }), 'breaker-open'],
    [
      '5xx besides: a rollback is more urgent',
      course({ ...qwen(1), errors_5xx: one(() => 0.07) }),
      'server-errors',
    ],
    ['a long queue alone', course({ queue: one(() => 80) }), 'scale-worker-llm'],
  ])('%s', (_, situation, first) => expect(firstAdvice(modelOf(situation))?.advice.id).toBe(first))

  it('is none where only a note is due', () => {
    expect(firstAdvice(modelOf(course({ serving_mode: one(() => 'fast') })))).toBeNull()
  })
})
