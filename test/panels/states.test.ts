import { describe, expect, it } from 'vitest'
import { judgePanel } from '../../src/panels/panel.ts'
import type { StatesConfig } from '../../src/panels/states/config.ts'
import { aModel, aSignal, GRID, given, NOW, rule, type Told, wave } from '../support/model.ts'
import { drawnText, summaryText, textIn } from '../support/panel.ts'

const config: StatesConfig = {
  id: 'breakers',
  kind: 'states',
  title: 'Breakers',
  signal: 'breaker',
  beside: 'health',
  trips: 'trips',
  also: ['fallback'],
}
const breaker = aSignal('breaker', {
  title: 'breaker',
  label: 'model',
  expect: ['qwen', 'mistral', 'llama'],
  unit: 'state',
  states: { '0': 'closed', '1': 'open', '2': 'half-open' },
  rules: [rule({ op: 'equals', warn: [2], crit: [1] })],
})
const health = aSignal('health', {
  title: 'health',
  source: 'backend',
  label: 'model',
  unit: 'state',
  failures: 2,
  onFailure: 'crit',
  rules: [rule({ op: 'differs', warn: null, crit: ['healthy'] })],
})
const trips = aSignal('trips', { title: 'trips 48h', unit: 'count' })
const fallback = aSignal('fallback', {
  title: 'fallback',
  unit: 'ratio',
  rules: [rule({ op: 'above', warn: null, crit: 0.01 })],
})
const closed = { value: 0, history: wave({ from: 0 }) }
const opened = {
  value: 1,
  history: wave({ from: 0 }).map((point) => ({ ...point, value: point.at >= NOW - 131_000 ? 1 : 0 })),
}

const modelOf = (states: Record<string, Told>, opinions: Record<string, Told> = {}, sources = {}) =>
  aModel({
    signals: [
      given(breaker, { qwen: closed, mistral: closed, llama: closed, ...states }),
      given(health, { qwen: 'healthy', mistral: 'healthy', llama: 'healthy', ...opinions }),
      given(trips, 3),
      given(fallback, 0.004),
    ],
    sources,
  })

describe('states', () => {
  it.each<[string, Record<string, Told>, Record<string, Told>, string]>([
    ['good', {}, {}, 'ok'],
    ['half-open', { qwen: 2 }, {}, 'warn'],
    ['open', { qwen: 1 }, {}, 'crit'],
    ['closed, but not healthy', {}, { llama: 'unhealthy' }, 'crit'],
    [
      'closed, but twice without an answer',
      {},
      { llama: { value: 'healthy', failed: 'HTTP 500', times: 2 } },
      'crit',
    ],
    ['old', { qwen: { value: 0, agoMs: 60_000 } }, {}, 'stale'],
    ['not there', { qwen: { absent: 'no data' } }, {}, 'unknown'],
  ])('%s', (_, states, opinions, level) =>
    expect(judgePanel(config, modelOf(states, opinions)).level).toBe(level),
  )

  it('shows state, time in it and the other opinion', () => {
    const model = modelOf({ qwen: opened }, { llama: { value: 'healthy', failed: 'HTTP 500', times: 2 } })
    expect(drawnText(config, model, 120)).toMatchInlineSnapshot(`
      "qwen     ✖ OPEN             2m  health healthy ≠
      mistral  ● closed       ≥1h59m  health healthy
      llama    ● closed       ≥1h59m  health no answer
      fallback     0.4 % / 1  ● OK       trips 48h        3"
    `)
    expect(drawnText(config, model, 52)).toMatchInlineSnapshot(`
      "qwen     ✖ OPEN             2m  health healthy ≠
      mistral  ● closed       ≥1h59m  health healthy
      llama    ● closed       ≥1h59m  health no answer
      fallback     0.4 % / 1  ● OK
      trips 48h        3"
    `)
    expect(drawnText(config, model, 30)).toMatchInlineSnapshot(`
      "qwen     ✖ OPEN       ≠
      mistral  ● closed     ●
      llama    ● closed     ✖
      fallback     0.4 %  ● OK
      trips 48h        3"
    `)
    expect(drawnText(config, model, 52, 3)).toMatchInlineSnapshot(`
      "qwen     ✖ OPEN             2m  health healthy ≠
      mistral  ● closed       ≥1h59m  health healthy
      llama    ● closed       ≥1h59m  health no answer"
    `)
    expect(summaryText(config, model, 60)).toMatchInlineSnapshot(
      `"qwen open   ✖ health llama no answer   mistral closed"`,
    )
  })

  it('flags an opinion that contradicts the state', () => {
    expect(textIn(config, modelOf({ qwen: opened }), 'warn')).toEqual(['healthy', '≠'])
    expect(textIn(config, modelOf({ qwen: opened }, { qwen: 'unhealthy' }), 'warn')).toEqual([])
    expect(textIn(config, modelOf({}), 'warn')).toEqual([])
  })

  it('does not show a value of before as the answer of now', () => {
    const text = drawnText(
      config,
      modelOf({}, { llama: { value: 'healthy', failed: 'HTTP 500', times: 2 } }),
      66,
    )
    expect(text.split('\n')[2]).toContain('no answer')
  })

  it('dims what is old, says its age, and why', () => {
    const model = modelOf({
      qwen: { value: 1, agoMs: 95_000, failed: 'no answer within 4 s' },
      llama: { absent: 'no data: gone' },
    })
    expect(drawnText(config, model, 80)).toMatchInlineSnapshot(`
      "qwen     ◌ open      1m35s old  health healthy  no answer within 4 s
      mistral  ● closed       ≥1h59m  health healthy
      llama    ? UNKNOWN  no data: gone
      fallback     0.4 % / 1  ● OK       trips 48h        3"
    `)
    expect(drawnText(config, model, 40)).toMatchInlineSnapshot(`
      "qwen     ◌ open      1m35s old  ●
      mistral  ● closed       ≥1h59m  ●
      llama    ? UNKNOWN  no data: gone
      fallback     0.4 % / 1  ● OK
      trips 48h        3"
    `)
    expect(textIn(config, model, 'crit')).toEqual([])
  })

  it('says a state may be older than what is known', () => {
    expect(drawnText(config, modelOf({}), 52)).toContain('≥1h59m')
    expect(GRID.lengthMs).toBe(7_200_000)
  })

  it('says when its source is switched off', () => {
    expect(drawnText(config, modelOf({}, {}, { prometheus: { enabled: false } }), 52)).toMatchInlineSnapshot(`
      "qwen     ○ OFF  switched off in the profile
      mistral  ○ OFF  switched off in the profile
      llama    ○ OFF  switched off in the profile
      fallback       — % / 1  ○ OFF  switched off in the…
      trips 48h        —      ○ OFF  switched off in the…"
    `)
  })
})
