import { describe, expect, it } from 'vitest'
import type { PanelConfig } from '../../src/panels/panel.ts'
import { aModel, aSignal, given, rule } from '../support/model.ts'
import { drawnText, textIn } from '../support/panel.ts'

const after = (forMs: number) => ({ ...rule({ op: 'above', warn: 70, crit: 90 }), forMs })
const modelOf = (value: number, forMs: number) =>
  aModel({ signals: [given(aSignal('load', { rules: [after(forMs)] }), value)] })

const KINDS: readonly PanelConfig[] = [
  { id: 'a', title: 'A', kind: 'ratios', signals: ['load'] },
  { id: 'b', title: 'B', kind: 'stat', signal: 'load' },
  { id: 'c', title: 'C', kind: 'quantiles', signal: 'load', also: [] },
  { id: 'd', title: 'D', kind: 'gpu', utilization: 'load' },
]

/** Over its limit is not fine, even before it counts. */
describe.each(KINDS)('a $kind panel', (config) => {
  it('does not say OK of a value over a limit whose time has not come', () => {
    expect(drawnText(config, modelOf(95, 60_000), 60)).toContain('△ PEND')
    expect(textIn(config, modelOf(95, 60_000), 'ok')).toEqual([])
  })

  it.each([
    ['inside', 50, 60_000, '● OK'],
    ['raised', 95, 0, '✖ CRIT'],
  ])('says it plainly of one that is %s', (_, value, forMs, badge) => {
    const text = drawnText(config, modelOf(value, forMs), 60)
    expect(text).toContain(badge)
    expect(text).not.toContain('PEND')
  })
})
