import { describe, expect, it } from 'vitest'
import { snapshotText } from '../../src/report/text.ts'
import { aModel, aSignal, given, rule, wave } from '../support/model.ts'

const model = (skewMs: number | null = null) =>
  aModel({
    signals: [
      given(aSignal('heat', { unit: 'celsius', rules: [rule({ op: 'atLeast', warn: 70, crit: 80 })] }), {
        '': { value: 85, history: wave({ from: 60, to: 85 }) },
      }),
      given(aSignal('gone'), { '': { absent: 'no data: nothing is there' } }),
    ],
    sources: { prometheus: { skewMs } },
  })
const PANELS = [{ id: 'heat', kind: 'stat', title: 'Heat', signal: 'heat' }] as const

describe('the text snapshot', () => {
  it('has the signs of a terminal that knows UTF-8', () => {
    const text = snapshotText(model(), PANELS, 'braille')
    expect(text).toContain('✖ CRIT')
    expect(text).toContain('85 °C')
    expect(text).toMatch(/[\u2801-\u28ff]/)
  })

  it('is ASCII in a locale without UTF-8', () => {
    const text = snapshotText(model(), PANELS, 'ascii')
    expect(text).toContain('X CRIT')
    expect(text).not.toMatch(/[^\x20-\x7e\n]/)
  })

  it.each([
    [300_000, '; its clock is 5 m ahead'],
    [-300_000, '; its clock is 5 m behind'],
  ])('tells of a clock that is off by %d ms', (skewMs, sentence) => {
    const line = snapshotText(model(skewMs), [], 'braille')
      .split('\n')
      .find((each) => each.startsWith('  prometheus '))
    expect(line).toContain(sentence)
  })

  it.each([null, 1_500, -1_500])('says nothing of a clock that is off by %s ms', (skewMs) => {
    expect(snapshotText(model(skewMs), [], 'braille')).not.toContain('clock')
  })
})
