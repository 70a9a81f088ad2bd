import { beforeAll, describe, expect, it } from 'vitest'
import type { Profile } from '../../src/config/profile.ts'
import type { Level } from '../../src/core/verdict.ts'
import { judgePanel } from '../../src/panels/panel.ts'
import { plainText } from '../../src/widgets/fit.ts'
import { type Course, GOOD, one, playWindow, windowProfile } from './window.ts'

let profile: Profile
beforeAll(async () => {
  profile = await windowProfile()
})

const levelOf = (id: string, key: string, course: Course): Level | undefined =>
  playWindow(profile, course, { from: 46 }).signals.get(id)?.instances.get(key)?.verdict.level

const flat = (id: string, value: number): Course => ({ [id]: one(() => value) })
const share = (mode: string, value: number): Course => ({
  traffic_share: { ...GOOD.traffic_share, [mode]: () => value },
})

/** Every row of the tuning of the first 48 hours: what is read of a signal all the time, and what comes of it. */
describe('traffic tuning', () => {
  it.each<[signal: string, key: string, course: Course, level: Level]>([
    ['traffic_share', 'fast', share('fast', 0.649), 'ok'],
    ['traffic_share', 'fast', share('fast', 0.65), 'warn'],
    ['traffic_share', 'balanced', share('balanced', 0.25), 'warn'],
    ['traffic_share', 'balanced', share('balanced', 0.2), 'crit'],
    ['traffic_share', 'creative', share('creative', 0.199), 'warn'],
    ['traffic_share', 'creative', share('creative', 0.2), 'crit'],
    ['policy_entropy', '', flat('policy_entropy', 0.5), 'ok'],
    ['policy_entropy', '', flat('policy_entropy', 0.49), 'warn'],
    ['policy_entropy', '', flat('policy_entropy', 2), 'ok'],
    ['policy_entropy', '', flat('policy_entropy', 2.01), 'warn'],
    ['policy_entropy', '', flat('policy_entropy', 0), 'crit'],
    ['training_loss', '', flat('training_loss', 0.49), 'ok'],
    ['training_loss', '', flat('training_loss', 0.5), 'warn'],
    ['training_loss', '', flat('training_loss', 1.01), 'crit'],
    ['training_loss', '', flat('training_loss', Number.NaN), 'unknown'],
    ['reward_trend', '', flat('reward_trend', -0.25), 'ok'],
    ['reward_trend', '', flat('reward_trend', -0.26), 'warn'],
    ['normaliser_std', '', flat('normaliser_std', 0.3), 'ok'],
    ['normaliser_std', '', flat('normaliser_std', 0.31), 'warn'],
    ['rollbacks', '', flat('rollbacks', 1), 'ok'],
    ['rollbacks', '', flat('rollbacks', 2), 'warn'],
    ['rollbacks', '', flat('rollbacks', 3), 'crit'],
  ])('%s %s (%#)', (signal, key, course, level) => expect(levelOf(signal, key, course)).toBe(level))
})

describe('the way of the entropy coefficient', () => {
  const ppo = (course: Course, to: number, strategy?: string) => {
    const config = profile.panels.find(({ kind }) => kind === 'schedule')
    if (config?.kind !== 'schedule') throw new Error('no schedule')
    const changed = strategy === 'cosine' ? { ...config, strategy: 'cosine' as const } : config
    const panel = judgePanel(changed, playWindow(profile, course, { to }))
    return panel.draw({ width: 100, height: 40, glyphs: 'braille' }).map(plainText).join('\n')
  }

  it('is held against its plan, with its pace and when it arrives', () => {
    expect(ppo({}, 15)).toContain('entropy coef 0.0125 plan 0.0125')
    expect(ppo({}, 15)).toContain('step reaches ≥ 10\u00a0000 at about T+30 h at this pace, 333 an hour')
  })

  it('shows where it strays from it', () => {
    expect(ppo({ entropy_coef: one(() => 0.02) }, 15)).toContain('entropy coef 0.0200 plan 0.0125')
  })

  it('has another plan by another strategy of the profile', () => {
    expect(ppo({}, 7.5, 'cosine')).toContain('plan 0.0178')
    expect(ppo({}, 7.5)).toContain('plan 0.0163')
  })

  it('says that it does not arrive while training stands still', () => {
    expect(ppo({ training_step: one(() => 5_000) }, 15)).toContain(
      'step comes no nearer at this pace, 0 an hour',
    )
  })

  it('says nothing of arriving once it is there', () => {
    expect(ppo({}, 40)).not.toMatch(/reaches|nearer/)
  })
})
