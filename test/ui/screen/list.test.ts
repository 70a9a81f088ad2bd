import { describe, expect, it } from 'vitest'
import { judgePanel, type PanelConfig } from '../../../src/panels/panel.ts'
import { frameRows, headOf } from '../../../src/ui/screen/frame.ts'
import { listRows } from '../../../src/ui/screen/list.ts'
import { plainText } from '../../../src/widgets/fit.ts'
import { aModel, aSignal, given, rule } from '../../support/model.ts'

const above = [rule({ op: 'above', warn: 1, crit: 2 })]
const model = aModel({
  signals: [
    given(aSignal('fine', { rules: above }), 0.5),
    given(aSignal('bad', { rules: above }), 3),
    given(aSignal('slow', { rules: above }), 1.5),
    given(aSignal('off', { rules: above, source: 'other' }), 3),
  ],
  sources: { other: { enabled: false }, am: { enabled: false } },
})
const stat = (signal: string): PanelConfig => ({ id: signal, title: signal, kind: 'stat', signal })
const panels = [
  stat('off'),
  stat('fine'),
  stat('slow'),
  stat('bad'),
  { id: 'alerts', title: 'alerts', kind: 'alerts', source: 'am' } as const,
].map((config, index) => ({ panel: judgePanel(config, model), index }))

const shown = (height: number, focus = 3) =>
  listRows(panels, focus, 60, height).map((row) => plainText(row).trimEnd())

describe('the list', () => {
  it('has a row for each panel, and says of one that is switched off no more than that', () => {
    expect(shown(5, 1)).toEqual([
      '  1 off             ○ OFF     switched off in the profile',
      '▌ 2 fine            ● OK      fine 0.500 / 2',
      '  3 slow            ▲ WARN    slow 1.50 / 2',
      '  4 bad             ✖ CRIT    bad 3.00 / 2',
      '  5 alerts          ○ OFF     the source am is switched off…',
    ])
  })

  it('keeps the most urgent, in their order; what is switched off is not', () => {
    expect(shown(3).map((text) => text.slice(0, 5))).toEqual(['  1 o', '  3 s', '▌ 4 b'])
    expect(shown(2).map((text) => text.slice(0, 5))).toEqual(['  3 s', '▌ 4 b'])
    expect(shown(1).map((text) => text.slice(0, 5))).toEqual(['▌ 4 b'])
  })

  it('keeps the focused one too, but not before the worst', () => {
    expect(shown(3, 1).map((text) => text.slice(0, 5))).toEqual(['▌ 2 f', '  3 s', '  4 b'])
    expect(shown(2, 1).map((text) => text.slice(0, 5))).toEqual(['▌ 2 f', '  4 b'])
    expect(shown(1, 1).map((text) => text.slice(0, 5))).toEqual(['  4 b'])
  })
})

describe('the frame', () => {
  it.each([
    [0, '╭─ 1 off ○ ───────╮'],
    [1, '╭─ 2 fine ────────╮'],
    [3, '╭─ 4 bad ✖ ───────╮'],
  ])('of panel %i', (index, top) => {
    const panel = panels[index]?.panel
    if (panel === undefined) throw new Error(`no panel ${index}`)
    const [first = []] = frameRows([], headOf(panel, index, false), 19, 3)
    expect(plainText(first)).toBe(top)
  })
})
