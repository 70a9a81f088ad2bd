import { describe, expect, it } from 'vitest'
import type { Message } from '../../src/core/message.ts'
import type { Model } from '../../src/core/model.ts'
import { update } from '../../src/core/update/update.ts'
import { judgePanel, type PanelConfig } from '../../src/panels/panel.ts'
import { aModel, aSignal, given, NOW, rule } from '../support/model.ts'

const limited = (id: string) => aSignal(id, { rules: [rule({ op: 'above', warn: 5, crit: null })] })
const model = aModel({
  signals: [
    given(limited('fresh'), 1),
    given(limited('other'), 1),
    given(limited('old'), { '': { value: 1, agoMs: 45_000 } }),
    given(aSignal('lasting', { staleAfterMs: 36_000_000 }), { '': { value: 1, agoMs: 1_240_000 } }),
  ],
})
const ratios = (signal: string): PanelConfig => ({
  kind: 'ratios',
  id: signal,
  title: signal,
  signals: [signal],
})
const states = (signal: string): PanelConfig => ({
  kind: 'states',
  id: signal,
  title: signal,
  signal,
  also: [],
})

const read = (values: Readonly<Record<string, number>>): Message => ({
  type: 'polled',
  now: NOW + 1_000,
  source: 'prometheus',
  seq: 1,
  random: 0,
  result: {
    ok: true,
    readings: Object.entries(values).map(([signal, value]) => ({
      signal,
      labels: {},
      sample: { kind: 'value', value, measuredAt: NOW + 1_000 },
    })),
    alerts: null,
    warnings: [],
    skewMs: null,
  },
})
const tick = (seconds: number): Message => ({ type: 'tick', now: NOW + seconds * 1_000, random: 0 })
const later = (...messages: readonly Message[]): Model =>
  messages.reduce((so, message) => update(so, message).model, model)

describe('a panel as of a newer model', () => {
  it.each<[what: string, PanelConfig, newer: Model, isTheSame: boolean]>([
    ['nothing has happened', ratios('fresh'), model, true],
    ['a second has passed', ratios('fresh'), later(tick(1)), true],
    [
      'a key was pressed',
      ratios('fresh'),
      later({ type: 'intent', now: NOW, intent: { type: 'zoom' } }),
      true,
    ],
    ['its signal was read again', ratios('fresh'), later(read({ fresh: 1, other: 1, old: 1 })), false],
    ['its signal has become stale', ratios('fresh'), later(tick(31)), false],
    ['after a standstill', ratios('fresh'), later({ type: 'resumed', now: NOW + 1, gapMs: 9_000 }), false],
    ['it shows an age, and a second has passed', ratios('old'), later(tick(1)), false],
    ['it shows how long, and a second has passed', states('fresh'), later(tick(1)), false],
    ['it shows how long in minutes, and a second has passed', states('lasting'), later(tick(1)), true],
    ['it shows how long in minutes, and a minute has passed', states('lasting'), later(tick(20)), false],
    ['the clock was set back', states('lasting'), later(tick(-1)), false],
    ['it shows an age, and nothing has happened', ratios('old'), model, true],
  ])('%s', (_, config, newer, isTheSame) => {
    const panel = judgePanel(config, model)
    expect(panel.at(newer) === panel).toBe(isTheSame)
  })

  it('gives the same rows for the same area, and others for another', () => {
    const panel = judgePanel(ratios('fresh'), model)
    const area = { width: 40, height: 3, glyphs: 'braille' } as const
    expect(panel.draw({ ...area })).toBe(panel.draw({ ...area }))
    expect(panel.draw({ ...area, width: 10 })).not.toEqual(panel.draw(area))
  })
})
