import { beforeAll, describe, expect, it } from 'vitest'
import type { Profile } from '../../src/config/profile.ts'
import { judgeCanary } from '../../src/watch/canary.ts'
import { type Course, one, playWindow, windowProfile } from './window.ts'

let profile: Profile
beforeAll(async () => {
  profile = await windowProfile()
})

/** The canary of the profile, its part of the traffic told by a signal that here stands for it. */
const stepOf = (course: Course) => {
  const canary = { stages: [0.01, 0.05, 0.25, 1], gate: 'promote', signal: 'db_connections', at: null }
  return judgeCanary(canary, playWindow(profile, course, { from: 46 }))
}

describe('a canary goes 1 % → 5 % → 25 % → 100 %', () => {
  it.each<[part: number | null, now: number | null, next: number | null]>([
    [0, 0, 0.01],
    [0.01, 0.01, 0.05],
    [0.047, 0.05, 0.25],
    [0.2, 0.05, 0.25],
    [0.25, 0.25, 1],
    [1, 1, null],
    [null, null, null],
  ])('a part of %s is the stage %s, then comes %s', (part, now, next) => {
    expect(stepOf({ db_connections: one(() => part) })).toEqual({ now, next, mayGoOn: 'passed' })
  })

  it('stands where the profile says, where no signal tells', () => {
    const canary = { stages: [0.01, 0.05, 0.25, 1], gate: 'promote', signal: null, at: 0.05 }
    const step = judgeCanary(canary, playWindow(profile, {}, { from: 46 }))
    expect(step).toEqual({ now: 0.05, next: 0.25, mayGoOn: 'passed' })
  })

  it.each<[outcome: string, course: Course]>([
    ['failed', { llm_health_all: one(() => 'degraded') }],
    ['unknown', { llm_health_all: {} }],
  ])('may not go on while its gate is %s', (mayGoOn, course) => {
    expect(stepOf(course)).toMatchObject({ mayGoOn })
  })

  it('knows the stages of the profile, and nothing of where it stands without a signal', () => {
    const { canary } = profile
    if (canary === null) throw new Error('the profile has no canary')
    expect(canary.stages).toEqual([0.01, 0.05, 0.25, 1])
    expect(judgeCanary(canary, playWindow(profile, {}, { from: 46 }))).toEqual({
      now: null,
      next: null,
      mayGoOn: 'passed',
    })
  })
})
