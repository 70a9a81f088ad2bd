import { describe, expect, it } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import { emptySeries, mergePoints } from '../../src/core/series.ts'
import { judgePanel } from '../../src/panels/panel.ts'
import type { SharesConfig } from '../../src/panels/shares/config.ts'
import { aModel, aSignal, given, NOW, rule, type Told } from '../support/model.ts'
import { drawnText, summaryText } from '../support/panel.ts'

const config: SharesConfig = { id: 'traffic', kind: 'shares', title: 'Traffic', signal: 'share' }
const target = (mode: string, share: number) =>
  rule({ op: 'deviates', target: share, warn: 0.05, crit: 0.1 }, { mode })
const share = aSignal('share', {
  title: 'share',
  label: 'mode',
  expect: ['fast', 'balanced', 'creative'],
  unit: 'ratio',
  rules: [target('fast', 0.6), target('balanced', 0.3), target('creative', 0.1)],
})
const modelOf = (told: Record<string, Told>) =>
  aModel({ signals: [given(share, { fast: 0.589, balanced: 0.338, creative: 0.073, ...told })] })

describe('shares', () => {
  it.each<[string, Record<string, Told>, string]>([
    ['good', {}, 'ok'],
    ['off by 5 points', { fast: 0.549 }, 'warn'],
    ['off by 10 points', { fast: 0.5, balanced: 0.4 }, 'crit'],
    ['old', { fast: { value: 0.6, agoMs: 90_000 } }, 'stale'],
    ['not a number', { fast: { absent: 'no data: the answer is NaN' } }, 'unknown'],
  ])('%s', (_, told, level) => expect(judgePanel(config, modelOf(told)).level).toBe(level))

  it('shows the share against its target', () => {
    expect(drawnText(config, modelOf({}), 52)).toMatchInlineSnapshot(`
      "fast       58.9 %  ━━━━━━━━━┼──────  −1.1 pt  ● OK
      balanced   33.8 %  ━━━━┿╸──────────  +3.8 pt  ● OK
      creative    7.3 %  ━┼──────────────  −2.7 pt  ● OK
      worst deviation 3.8 of 5 points"
    `)
    expect(drawnText(config, modelOf({}), 40)).toMatchInlineSnapshot(`
      "fast       58.9 %  −1.1 pt  ● OK
      balanced   33.8 %  +3.8 pt  ● OK
      creative    7.3 %  −2.7 pt  ● OK
      worst deviation 3.8 of 5 points"
    `)
    expect(drawnText(config, modelOf({ fast: 0.48, balanced: 0.45 }), 66)).toMatchInlineSnapshot(`
      "fast       48.0 %  ━━━━━━━━━━━━╸──┼────────── −12.0 pt  ✖ CRIT
      balanced   45.0 %  ━━━━━━━┿━━━╸────────────── +15.0 pt  ✖ CRIT
      creative    7.3 %  ━━┼───────────────────────  −2.7 pt  ● OK
      worst deviation 15.0 of 5 points"
    `)
    expect(summaryText(config, modelOf({ fast: 0.48 }), 60)).toMatchInlineSnapshot(
      `"fast 48.0 % / 60±10   balanced 33.8 % / 30±10"`,
    )
  })

  it.each([0.6, 0.6004, 0.5996])('gives no sign to what rounds to nothing (%j)', (fast) =>
    expect(drawnText(config, modelOf({ fast }), 40)).toMatch(/^fast +60\.0 % +0\.0 pt +● OK$/m),
  )

  it('has no deviation of what is not known', () => {
    const model = modelOf({
      fast: { value: 0.2, agoMs: 90_000 },
      balanced: { absent: 'no data: an empty answer' },
    })
    expect(drawnText(config, model, 66)).toMatchInlineSnapshot(`
      "fast       20.0 %  ━━━━━──────────┼────────── ◌ STALE 1m30s
      balanced      — %  ───────┼────────────────── ? UNKNOWN  no data:…
      creative    7.3 %  ━━┼───────────────────────  −2.7 pt  ● OK"
    `)
  })

  it('shows shares without targets as they are', () => {
    const plain = aSignal('share', { title: 'share', label: 'mode', unit: 'ratio' })
    expect(
      drawnText(config, aModel({ signals: [given(plain, { a: 0.25, b: 0.75 })] }), 52),
    ).toMatchInlineSnapshot(`
      "a   25.0 %  ━━━━━━─────────────────
      b   75.0 %  ━━━━━━━━━━━━━━━━━╸─────"
    `)
  })
})

describe('deviation over time', () => {
  const DEPLOYED_AGO = 40 * 3_600_000
  /** A window that is known: on target but for an hour, 30 hours ago, in which fast had 14 points too much. */
  const recalled = (model: Model): Model => {
    const points = Array.from({ length: 1_200 }, (_, index) => {
      const agoMs = DEPLOYED_AGO - index * 120_000
      return { at: NOW - agoMs, value: Math.abs(agoMs - 30 * 3_600_000) < 1_800_000 ? 0.74 : 0.6 }
    })
    const series = mergePoints(emptySeries(DEPLOYED_AGO, 120_000), points, NOW)
    return {
      ...model,
      deployment: { ...model.deployment, at: NOW - DEPLOYED_AGO },
      past: { series: new Map([['share.fast', series]]), asked: new Map() },
    }
  }

  it('is drawn since the deployment where there is room, far beyond what the charts hold', () => {
    expect(drawnText(config, recalled(modelOf({ fast: 0.6 })), 60, 22)).toMatchInlineSnapshot(`
      "fast       60.0 %  ━━━━━━━━━━━━━━┼─────────   0.0 pt  ● OK
       20.0 points                                                
                             ⢸⠉⡆                                  
       10.0 points ┄┄┄┄┄┄┄┄┄┄⢸┄⡇┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
                             ⢸ ⡇                                  
                   ⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠁ ⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉
      −10.0 points ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
      balanced   33.8 %  ━━━━━━━┿────────────────  +3.8 pt  ● OK
       10.0 points                                                
        5.0 points ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄⢀
                                                                  
                                                                  
       −5.0 points ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
      −10.0 points ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
      creative    7.3 %  ━━┼─────────────────────  −2.7 pt  ● OK
       10.0 points ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
        5.0 points ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
                                                                  
                                                                 ⢀
       −5.0 points ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
      −10.0 points ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
                   40h ────── deviation from the target ────── now"
    `)
  })

  it('gives way to the bars where there is none', () => {
    expect(drawnText(config, recalled(modelOf({})), 60, 9)).not.toContain('deviation from')
  })

  it('is not drawn of shares without targets', () => {
    const plain = aSignal('share', { title: 'share', label: 'mode', unit: 'ratio' })
    const model = aModel({ signals: [given(plain, { a: 0.25, b: 0.75 })] })
    expect(drawnText(config, model, 60, 22)).not.toContain('deviation from')
  })
})
