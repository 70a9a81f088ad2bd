import { describe, expect, it } from 'vitest'
import { judgePanel } from '../../src/panels/panel.ts'
import type { QuantilesConfig } from '../../src/panels/quantiles/config.ts'
import { aFailure, aModel, aSignal, given, rule, type Told, wave } from '../support/model.ts'
import { drawnText, summaryText, textIn } from '../support/panel.ts'

const config: QuantilesConfig = {
  id: 'latency',
  kind: 'quantiles',
  title: 'Latency',
  signal: 'p95',
  also: ['p50'],
}
const limit = (mode: string, warn: number, crit: number) => rule({ op: 'atLeast', warn, crit }, { mode })
const p95 = aSignal('p95', {
  title: 'p95',
  label: 'mode',
  expect: ['fast', 'balanced', 'creative'],
  unit: 'seconds',
  rules: [limit('fast', 2.25, 2.5), limit('balanced', 2.9, 3.2), limit('creative', 4, 4.5)],
})
const p50 = aSignal('p50', { title: 'p50', label: 'mode', unit: 'seconds' })
const GOOD = {
  fast: { value: 1.82, history: wave({ from: 1.2, to: 1.8, height: 0.4 }) },
  balanced: { value: 2.4, history: wave({ from: 2.1, to: 2.4, height: 0.4 }) },
  creative: { value: 3.1, history: wave({ from: 3, height: 0.3 }) },
}
const modelOf = (told: Record<string, Told>, sources = {}) =>
  aModel({ signals: [given(p95, { ...GOOD, ...told }), given(p50, { fast: 0.08, balanced: 1.1 })], sources })

describe('quantiles', () => {
  it.each<[string, Record<string, Told>, string]>([
    ['good', {}, 'ok'],
    ['warn', { fast: 2.3 }, 'warn'],
    ['crit', { balanced: 3.2, fast: 2.3 }, 'crit'],
    ['stale', { balanced: { value: 2.4, agoMs: 60_000 }, fast: 2.3 }, 'stale'],
    ['unknown', { balanced: { absent: 'no data' } }, 'unknown'],
  ])('is %s', (_, told, level) => expect(judgePanel(config, modelOf(told)).level).toBe(level))

  it('says nothing is known of a signal nobody described', () => {
    expect(drawnText({ ...config, signal: 'nosuch' }, modelOf({}), 80)).toContain(
      'the profile has no signal "nosuch"',
    )
  })

  it('is calm when all is well', () => {
    expect(drawnText(config, modelOf({}), 120)).toMatchInlineSnapshot(`
      "fast       1.82 s / 2.5    ● OK    p50   80 ms  ⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣤⣄⣀⣀⣀⣀⣀⣀⣤⣤⣤⣀⣀⣀⣀⣀⣤⣤⣤⣤⣀⣀⣀⣠⣤⣤⣤⣤⣤⣀⣀⣀⣤⣤⣤⣤⣤⣤⣀⣀⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤⣤
      balanced   2.40 s / 3.2    ● OK    p50  1.10 s  ⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣤⣄⣀⣀⣀⣀⣀⣀⣤⣤⣄⣀⣀⣀⣀⣀⣤⣤⣤⣄⣀⣀⣀⣀⣠⣤⣤⣤⣀⣀⣀⣀⣠⣤⣤⣤⣤⣀⣀⣀⣀⣤⣤⣤⣤⣄⣀⣀⣀⣤⣤⣤⣤⣤
      creative   3.10 s / 4.5    ● OK                 ⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀
                                                      2h ────────────────────────────────▴──────────────────────────────── now"
    `)
    for (const role of ['warn', 'crit', 'stale', 'unknown'] as const) {
      expect(textIn(config, modelOf({}), role)).toEqual([])
    }
  })

  it('shows what is wrong at any width', () => {
    const model = modelOf({
      balanced: { value: 3.41, history: wave({ from: 2.2, to: 3.41 }) },
      creative: 4.1,
    })
    expect(drawnText(config, model, 66)).toMatchInlineSnapshot(`
      "fast       1.82 s / 2.5    ● OK    ⣀⣀⣀⣀⣀⣀⣀⣤⣀⣀⣤⣤⣀⣠⣤⣄⣀⣤⣤⣄⣠⣤⣤⣄⣤⣤⣤⣤⣤⣤⡄
      balanced   3.41 s / 3.2    ✖ CRIT  ⣀⣀⣀⣀⣀⣀⣀⣠⣤⣤⣤⣤⣤⣤⣤⣤⣶⣶⣶⣶⣶⣶⣶⣶⣾⣿⣿⣿⣿⣿⡇
      creative   4.10 s / 4.5    ▲ WARN                                ⡀
                                         2h ───────────▴──────────── now"
    `)
    expect(drawnText(config, model, 40)).toMatchInlineSnapshot(`
      "fast       1.82 s / 2.5    ● OK
      balanced   3.41 s / 3.2    ✖ CRIT
      creative   4.10 s / 4.5    ▲ WARN"
    `)
    expect(drawnText(config, model, 24)).toMatchInlineSnapshot(`
      "fast       1.82 s  ● OK
      balanced   3.41 s  ✖
      creative   4.10 s  ▲"
    `)
    expect(drawnText(config, model, 40, 2)).toMatchInlineSnapshot(`
      "balanced   3.41 s / 3.2    ✖ CRIT
      +2 more  ▲ 1  ● 1"
    `)
    expect(drawnText(config, model, 40, 1)).toMatchInlineSnapshot(`"balanced   3.41 s / 3.2    ✖ CRIT"`)
    expect(drawnText(config, model, 52, 4, 'ascii')).toMatchInlineSnapshot(`
      "fast       1.82 s / 2.5    ● OK    ___--------------
      balanced   3.41 s / 3.2    ✖ CRIT  ____----=====####
      creative   4.10 s / 4.5    ▲ WARN                  _
                                         2h ─────▴──── now"
    `)
    expect(summaryText(config, model, 60)).toMatchInlineSnapshot(
      `"balanced 3.41 s / 3.2   ▲ creative 4.10 s / 4.5"`,
    )
    expect(textIn(config, model, 'crit')[0]).toBe('3.41 s')
  })

  it('never shows what is old as if it were alive', () => {
    const reason = 'http://localhost:9090 refused the connection'
    const model = modelOf(
      {
        fast: { value: 9.9, agoMs: 132_000, failed: reason },
        balanced: { absent: 'no data: an empty answer' },
      },
      { prometheus: { failure: aFailure(reason) } },
    )
    expect(drawnText(config, model, 66)).toMatchInlineSnapshot(`
      "fast       9.90 s / 2.5    ◌ STALE 2m12s  prom refused the connec…
      balanced      — s / 3.2    ? UNKNOWN  no data: an empty answer
      creative   3.10 s / 4.5    ● OK    ⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⡀
                                         2h ───────────▴──────────── now"
    `)
    expect(drawnText(config, model, 40)).toMatchInlineSnapshot(`
      "fast       9.90 s / 2.5    ◌ STALE 2m12s
      balanced      — s / 3.2    ? UNKNOWN
      creative   3.10 s / 4.5    ● OK
      ◌ prom refused the connection"
    `)
    expect(textIn(config, model, 'stale')).toContain('9.90 s')
    expect(textIn(config, model, 'crit')).toEqual([])
  })

  it('says when its source is switched off', () => {
    const model = modelOf({}, { prometheus: { enabled: false } })
    expect(drawnText(config, model, 60)).toMatchInlineSnapshot(`
      "fast          — s / 2.5    ○ OFF  switched off in the profi…
      balanced      — s / 3.2    ○ OFF  switched off in the profi…
      creative      — s / 4.5    ○ OFF  switched off in the profi…"
    `)
    expect(judgePanel(config, model).level).toBe('unknown')
  })

  it('keeps its columns under long names in wide letters', () => {
    const wide = aSignal('p95', { title: 'p95', label: 'mode', unit: 'seconds' })
    const model = aModel({
      signals: [given(wide, { '아주 긴 한국어 서비스 이름입니다 정말로': 1.5, b: 12.25 })],
    })
    expect(drawnText(config, model, 60)).toMatchInlineSnapshot(`
      "아주 긴 한국어 서비스 이름…    1.50 s                      ⢀
      b                             12.25 s                      ⢀
                                                     2h ───▴── now"
    `)
    expect(drawnText(config, model, 24)).toMatchInlineSnapshot(`
      "아주 긴 한…    1.50 s
      b             12.25 s"
    `)
  })
})
