import { describe, expect, it } from 'vitest'
import type { Gate } from '../../src/core/gate.ts'
import type { Model } from '../../src/core/model.ts'
import { judgePanel } from '../../src/panels/panel.ts'
import { aModel, aSignal, given, type Told, wave } from '../support/model.ts'
import { drawnText, summaryText } from '../support/panel.ts'

const config = { id: 'done', kind: 'gates', title: 'Done', gate: 'done' } as const
const step = aSignal('step', { unit: 'count' })
const errors = aSignal('errors', { unit: 'ratio' })
const gate: Gate = {
  id: 'done',
  title: 'Done',
  requires: [],
  byHand: [],
  criteria: [
    {
      id: 'step',
      title: 'trained',
      signal: 'step',
      claim: { by: 'number', of: 'value', op: '>=', limit: 100 },
      forMs: 0,
      awaits: [{ signal: 'step', claim: { by: 'number', of: 'value', op: '>=', limit: 100 } }],
    },
    {
      id: 'errors',
      title: 'few errors',
      signal: 'errors',
      claim: { by: 'number', of: 'value', op: '<', limit: 0.01 },
      forMs: 0,
      awaits: [],
    },
  ],
}

function modelOf(steps: Told, ratio: Told, gates: readonly Gate[] = [gate]): Model {
  const model = aModel({ signals: [given(step, { '': steps }), given(errors, { '': ratio })] })
  return { ...model, profile: { ...model.profile, gates } }
}

const training: Told = { value: 80, agoMs: 0, history: wave({ from: 40, to: 80 }) }

describe('the panel of a gate', () => {
  it.each<[what: string, model: Model, level: string, text: RegExp]>([
    ['passed', modelOf(100, 0), 'ok', /^2 \/ 2 {2}● passed for at least 0 s\n● trained {6}● few errors$/],
    [
      'waits for time alone',
      modelOf(training, 0),
      'ok',
      /^1 \/ 2 {2}ready at about T\+01:59\n○ trained {6}● few errors$/,
    ],
    [
      'lacks more than time',
      modelOf(training, 0.02),
      'warn',
      /^0 \/ 2 {2}✖ failed .*\n○ trained {6}✖ few errors$/,
    ],
    [
      'unknown',
      modelOf(100, { absent: 'no data' }),
      'unknown',
      /^1 \/ 2 {2}\? unknown .*\n● trained {6}\? few errors$/,
    ],
    ['not in the profile', modelOf(100, 0, []), 'unknown', /^the profile has no such gate$/],
  ])('%s', (_, model, level, text) => {
    expect(judgePanel(config, model).level).toBe(level)
    expect(drawnText(config, model, 60)).toMatch(text)
  })

  it('says why, a line each, where there is room', () => {
    const text = drawnText(config, modelOf(80, 0.02), 80, 3).split('\n')
    expect(text.slice(1)).toEqual([
      '✖ trained  80, 20 too little (≥ 100)',
      '✖ few errors  2.0 %, 1.0 points too much (< 1 %)',
    ])
  })

  it('sums up in a row what is lacking', () => {
    expect(summaryText(config, modelOf(80, 0.02), 60)).toMatch(
      /^0 \/ 2 {2}✖ failed for .*✖ trained {3}✖ few errors$/,
    )
    expect(summaryText(config, modelOf(80, 0.02), 8)).toBe('0 / 2')
  })
})
