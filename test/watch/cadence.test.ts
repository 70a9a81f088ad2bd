import { beforeAll, describe, expect, it } from 'vitest'
import type { Profile } from '../../src/config/profile.ts'
import { judgePhases, judgeSteadyChecks } from '../../src/watch/cadence.ts'
import { H, M } from '../core/given.ts'
import { DEPLOYED, one, playWindow, windowProfile } from './window.ts'

let profile: Profile
beforeAll(async () => {
  profile = await windowProfile()
})

const checksOf = (...given: Parameters<typeof playWindow> extends [unknown, ...infer Rest] ? Rest : never) =>
  judgePhases(playWindow(profile, ...given)).map(({ phase, when, checks }) => [
    phase.id,
    when,
    checks.map(
      ({ check, state, done, missed }) => `${check.title}: ${state}, ${done} done, ${missed} missed`,
    ),
  ])

describe('the checks of the phases', () => {
  it('are all done where the system was watched from the beginning', () => {
    expect(checksOf({}, { to: 26.5 })).toEqual([
      ['intensive', 'over', ['traffic share: done, 120 done, 0 missed', 'guards: done, 24 done, 0 missed']],
      [
        'regular',
        'over',
        [
          'traffic share: done, 4 done, 0 missed',
          'PPO progress: done, 6 done, 0 missed',
          'rollbacks: done, 6 done, 0 missed',
        ],
      ],
      ['stabilisation', 'now', []],
    ])
  })

  it('are missed where nobody watched', () => {
    expect(checksOf({}, { from: 11, to: 11.5 })).toEqual([
      [
        'intensive',
        'over',
        ['traffic share: missed, 0 done, 120 missed', 'guards: missed, 0 done, 24 missed'],
      ],
      [
        'regular',
        'now',
        [
          'traffic share: done, 1 done, 1 missed',
          'PPO progress: done, 1 done, 2 missed',
          'rollbacks: done, 1 done, 2 missed',
        ],
      ],
      ['stabilisation', 'ahead', []],
    ])
  })

  it('are due while a slot has had no look yet', () => {
    const course = { training_step: one((hours) => (hours < 9.9 ? 5_000 : null)) }
    const [, regular] = checksOf(course, { to: 10.5 })
    expect(regular?.[2]).toEqual([
      'traffic share: done, 2 done, 0 missed',
      'PPO progress: due, 2 done, 0 missed',
      'rollbacks: done, 3 done, 0 missed',
    ])
  })

  it('are missed for the hours in which the signal was gone, and done before and after', () => {
    const course = { training_step: one((hours) => (hours > 5.9 && hours < 10.1 ? null : 5_000)) }
    const [, regular] = checksOf(course, { to: 23 })
    expect(regular?.[2]).toContain('PPO progress: done, 5 done, 1 missed')
  })

  it('say when the next look is due', () => {
    const [, regular] = judgePhases(playWindow(profile, {}, { to: 9 }))
    expect(regular?.checks.map(({ nextAt }) => (nextAt - DEPLOYED) / H)).toEqual([14, 10, 10])
  })

  it('are none while nobody knows when the deployment was', () => {
    const model = playWindow(profile, {}, { to: 1 })
    expect(judgePhases({ ...model, deployment: { ...model.deployment, at: null } })).toEqual([])
  })
})

describe('the health checks', () => {
  it('go on all the time, each with the state of its signals', () => {
    const course = { queue: one((hours) => (hours < 1 ? 18 : 143)), redis: one(() => 'unhealthy') }
    const checks = judgeSteadyChecks(playWindow(profile, course, { to: 2 }))
    expect(checks.map(({ check, state, missed, level }) => [check.title, state, missed, level])).toEqual([
      ['/health', 'done', 0, 'ok'],
      ['database', 'done', 0, 'ok'],
      ['Redis', 'done', 0, 'crit'],
      ['worker queue', 'done', 0, 'crit'],
      ['disk', 'done', 0, 'ok'],
      ['memory', 'done', 0, 'ok'],
    ])
    expect(checks[3]?.nextAt).toBe(DEPLOYED + 2 * H)
    expect(checks[3]?.check.everyMs).toBe(5 * M)
  })
})
