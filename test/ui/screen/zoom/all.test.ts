import { expect, it } from 'vitest'
import { judgePanel, type PanelConfig } from '../../../../src/panels/panel.ts'
import { allRows } from '../../../../src/ui/screen/zoom/all.ts'
import { plainText, rowWidth } from '../../../../src/widgets/fit.ts'
import { aModel, aSignal } from '../../../support/model.ts'

const config: PanelConfig = { id: 'p', kind: 'table', title: 'Models', signals: ['latency'] }
const KEYS = ['fast', '한국어-모델', '🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀', 'a-name-that-is-longer-than-its-column']

it('reasons begin in one column, however wide the names of the series are', () => {
  const signal = aSignal('latency', { label: 'model', expect: KEYS })
  const model = aModel({
    signals: [{ config: signal, told: Object.fromEntries(KEYS.map((key) => [key, 1])) }],
  })
  const rows = allRows(judgePanel(config, model), 0, model, { width: 100, height: 30, glyphs: 'braille' })
  const heads = rows.filter((row) => row[0]?.text.startsWith(' latency'))
  expect(heads.map(([head]) => rowWidth(head === undefined ? [] : [head]))).toEqual(KEYS.map(() => 27))
  expect(heads.map(plainText).join('\n')).not.toContain('\ufffd')
  expect(heads.map(plainText).join('\n').isWellFormed()).toBe(true)
})
