import { describe, expect, it } from 'vitest'
import { judgePanel } from '../../src/panels/panel.ts'
import type { ScheduleConfig } from '../../src/panels/schedule/config.ts'
import { scheduleConfig } from '../../src/panels/schedule/config.ts'
import { plannedAt } from '../../src/panels/schedule/plan.ts'
import { trendOf } from '../../src/panels/schedule/trend.ts'
import { aModel, aSignal, given, rule, type Told, wave } from '../support/model.ts'
import { drawnText, summaryText } from '../support/panel.ts'

const config: ScheduleConfig = {
  id: 'ppo',
  kind: 'schedule',
  title: 'PPO',
  signal: 'coef',
  progress: 'step',
  from: 0.02,
  to: 0.005,
  over: 10_000,
  strategy: 'linear',
  also: ['loss', 'reward'],
}
const modelOf = (
  coef: Told,
  step: Told,
  loss: Told = { value: 0.31, history: wave({ from: 0.6, to: 0.31 }) },
) =>
  aModel({
    signals: [
      given(aSignal('coef', { title: 'entropy coef', digits: 4 }), { '': coef }),
      given(aSignal('step', { title: 'step', unit: 'count' }), { '': step }),
      given(aSignal('loss', { title: 'loss', rules: [rule({ op: 'above', warn: 0.5, crit: 1 })] }), {
        '': loss,
      }),
      given(aSignal('reward', { title: 'reward MA10' }), {
        '': { value: 0.62, history: wave({ from: 0.4, to: 0.62 }) },
      }),
    ],
  })
const COEF = { value: 0.0112, history: wave({ from: 0.0155, to: 0.0112 }) }
const STEP = { value: 5870, history: wave({ from: 3000, to: 5870 }) }

describe('plannedAt', () => {
  it.each([
    ['linear', 0, 0.02],
    ['linear', 5000, 0.0125],
    ['linear', 10_000, 0.005],
    ['linear', 12_000, 0.005],
    ['linear', -1, 0.02],
    ['cosine', 0, 0.02],
    ['cosine', 5000, 0.0125],
    ['cosine', 10_000, 0.005],
    ['exponential', 0, 0.02],
    ['exponential', 5000, 0.01],
    ['exponential', 10_000, 0.005],
    ['constant', 7000, 0.02],
  ] as const)('%s at %i is %d', (strategy, progress, value) =>
    expect(plannedAt({ from: 0.02, to: 0.005, over: 10_000, strategy }, progress)).toBeCloseTo(value, 10),
  )

  it('refuses an exponential plan through zero', () => {
    expect(scheduleConfig.safeParse({ ...config, strategy: 'exponential', to: 0 }).success).toBe(false)
  })
})

describe('trendOf', () => {
  it.each([
    ['rising', wave({ from: 1, to: 2 })],
    ['falling', wave({ from: 2, to: 1 })],
    ['level', wave({ from: 2, to: 2.05, height: 0.1 })],
    ['level', wave({ from: 0 })],
    [null, wave({ from: 1, to: 2, points: 5 })],
  ])('%s', (trend, points) => expect(trendOf(points)).toBe(trend))
})

describe('schedule', () => {
  it('shows the value against the plan', () => {
    const model = modelOf(COEF, STEP)
    expect(judgePanel(config, model).level).toBe('ok')
    expect(drawnText(config, model, 66)).toMatchInlineSnapshot(`
      "entropy coef 0.0112 plan 0.0112      step  5 870 / 10 000   58.7 %
       0.02 ⠁⠁⠁⠁⠂⠂⠂⠂⠄⠄⠄⠄⡀⡀⡀                                             
                           ⠁⠁⠁⠑⠒⠒⠒⠢⠤⠤⠤⣀⣀⣀⣀                              
                                          ⠉⠉⠉⠑⠒⠂⠂⠂⠄⠄⠄⡀⡀⡀⡀               
      0.005                                              ⠁⠁⠁⠁⠂⠂⠂⠂⠄⠄⠄⡀⡀⡀⡀
            0                 ⠂⠂ plan  ── actual                  10 000
      loss          0.310 ↘ / 1  ● OK
      reward MA10   0.620 ↗"
    `)
    expect(drawnText(config, model, 40)).toMatchInlineSnapshot(`
      "entropy coef 0.0112 plan 0.0112
      step  5 870 / 10 000   58.7 %
       0.02 ⠁⠁⠁⠂⠂⠄⠄⡀⡀                         
                     ⠁⠑⠒⠢⠤⢄⣀⣀                 
                             ⠉⠉⠒⠂⠄⠄⠄⡀⡀        
      0.005                           ⠁⠁⠂⠂⠄⠄⡀⡀
            0    ⠂⠂ plan  ── actual     10 000
      loss          0.310 ↘ / 1  ● OK
      reward MA10   0.620 ↗"
    `)
    expect(drawnText(config, model, 66, 4, 'ascii')).toMatchInlineSnapshot(`
      "entropy coef 0.0112 plan 0.0112      step  5 870 / 10 000   58.7 %
      loss          0.310 ↘ / 1  ● OK
      reward MA10   0.620 ↗"
    `)
    expect(summaryText(config, model, 66)).toMatchInlineSnapshot(
      `"entropy coef 0.0112   step 5 870   loss 0.310 / 1"`,
    )
  })

  it('lets what is wrong go before the chart', () => {
    const model = modelOf(COEF, STEP, 1.2)
    expect(judgePanel(config, model).level).toBe('crit')
    expect(drawnText(config, model, 66, 2)).toMatchInlineSnapshot(`
      "entropy coef 0.0112 plan 0.0112      step  5 870 / 10 000   58.7 %
      loss           1.20   / 1  ✖ CRIT"
    `)
  })

  it('has no plan for a progress nobody knows', () => {
    const model = modelOf(COEF, { absent: 'no data: the query returned no series' })
    expect(judgePanel(config, model).level).toBe('unknown')
    expect(drawnText(config, model, 66).split('\n').slice(0, 2).join('\n')).toMatchInlineSnapshot(`
      "entropy coef 0.0112
      step      —  ? UNKNOWN  no data: the query returned no series"
    `)
  })

  it('says how old the value is', () => {
    const model = modelOf(
      { ...COEF, agoMs: 60_000, history: wave({ from: 0.0155, to: 0.0112, agoMs: 60_000 }) },
      STEP,
    )
    expect(drawnText(config, model, 66).split('\n').slice(0, 2).join('\n')).toMatchInlineSnapshot(`
      "entropy coef 0.0112  ◌ STALE 1m  its target no longer reports it
      step  5 870 / 10 000   58.7 %"
    `)
  })

  it('draws no line through what was not measured', () => {
    const text = drawnText({ ...config, also: [] }, modelOf(0.0112, 5870), 66, 7)
    expect(text).not.toContain('⠒⠒')
  })
})
