import { describe, expect, it } from 'vitest'
import { judgePanel, type PanelConfig } from '../../src/panels/panel.ts'
import { aModel, aSignal, given, rule, wave } from '../support/model.ts'
import { drawnText, summaryText, textIn } from '../support/panel.ts'

const above = (warn: number | null, crit: number | null) => [rule({ op: 'above', warn, crit })]
const healthy = [rule({ op: 'differs', warn: null, crit: ['healthy'] })]
const model = aModel({
  signals: [
    given(
      aSignal('cache', {
        title: 'cache hit',
        label: 'mode',
        unit: 'ratio',
        rules: [rule({ op: 'below', warn: 0.6, crit: null })],
      }),
      { fast: 0.712, balanced: 0.55 },
    ),
    given(aSignal('errors', { title: '5xx', unit: 'ratio', rules: above(0.01, 0.05) }), 0.0021),
    given(aSignal('queue', { title: 'queue', unit: 'count', rules: above(50, 100) }), 38),
    given(aSignal('slow', { title: 'slow', unit: 'ratio', rules: above(0.9, null) }), {
      '': { value: 0.4, agoMs: 45_000 },
    }),
    given(aSignal('off', { title: 'off', source: 'other', unit: 'ratio' }), 0.5),
    given(aSignal('db', { title: 'database', unit: 'state', rules: healthy }), 'healthy'),
    given(aSignal('redis', { title: 'redis', unit: 'state', rules: healthy }), 'unhealthy'),
    given(
      aSignal('llm', {
        title: 'worker-llm',
        unit: 'count',
        rules: [rule({ op: 'below', warn: null, crit: 4 })],
      }),
      3,
    ),
    given(aSignal('workers', { title: '한국어 작업자', unit: 'count' }), 12_345),
    given(aSignal('cpu', { title: 'CPU', unit: 'ratio', rules: above(0.7, null) }), {
      '': { value: 0.34, history: wave({ from: 0.3, height: 0.4 }) },
    }),
    given(aSignal('memory', { title: 'memory', unit: 'ratio', rules: above(0.8, 0.9) }), 0.83),
    given(aSignal('disk', { title: 'disk', label: 'mount', unit: 'ratio', rules: above(null, 0.85) }), {
      '/': 0.5,
      '/var/lib': 0.31,
    }),
    given(aSignal('load', { title: 'load' }), 3.2),
    given(aSignal('p50', { title: 'p50', label: 'mode', unit: 'seconds' }), {
      fast: 0.08,
      balanced: { value: 1.1, agoMs: 60_000 },
    }),
    given(aSignal('p95', { title: 'p95', label: 'mode', unit: 'seconds', rules: above(2, 3) }), {
      fast: 1.2,
      balanced: 3.4,
    }),
  ],
  sources: { other: { enabled: false } },
})
const base = { id: 'x', title: 'X' }
const ratios: PanelConfig = {
  ...base,
  kind: 'ratios',
  signals: ['cache', 'errors', 'queue', 'slow', 'off', 'nosuch'],
}
const services: PanelConfig = {
  ...base,
  kind: 'services',
  signals: ['db', 'redis', 'llm', 'queue', 'slow', 'workers', 'off'],
  services: [],
}
const host: PanelConfig = { ...base, kind: 'host', cpu: 'cpu', memory: 'memory', disk: 'disk', load: 'load' }
const stat: PanelConfig = { ...base, kind: 'stat', signal: 'cpu' }
const chart: PanelConfig = { ...base, kind: 'chart', signal: 'cpu' }
const matrix: PanelConfig = { ...base, kind: 'table', signals: ['p50', 'p95'] }
const list: PanelConfig = { ...base, kind: 'table', signals: ['cpu', 'memory', 'nosuch'] }

describe('levels', () => {
  it.each([
    ['ratios', ratios, 'stale'],
    ['services', services, 'crit'],
    ['host', host, 'warn'],
    ['stat', stat, 'ok'],
    ['plain values', { ...stat, signal: 'load' }, 'ok'],
    ['a source switched off', { ...stat, signal: 'off' }, 'unknown'],
    ['a signal that is not there', { ...chart, signal: 'nosuch' }, 'unknown'],
    ['a table', matrix, 'crit'],
  ] as const)('%s', (_, config, level) => expect(judgePanel(config, model).level).toBe(level))
})

describe('ratios', () => {
  it('shows bars with limits', () => {
    expect(drawnText(ratios, model, 66)).toMatchInlineSnapshot(`
      "cache hit fast       71.2 % / ≥60  ━━━━━━━━━━━━━┿━━╸──────  ● OK
      cache hit balanced   55.0 % / ≥60  ━━━━━━━━━━━━╸┼─────────  ▲ WARN
      5xx                   0.2 % / 5    ━─────────────────┼────  ● OK
      queue                    38 / 100  ━━━━━━━───────────┼────  ● OK
      slow                 40.0 % / 90   ◌ STALE 45s  its target no lon…
      off                       —        ○ OFF  switched off in the pro…
      nosuch                    —        ? UNKNOWN  the profile has no…"
    `)
    expect(drawnText(ratios, model, 40)).toMatchInlineSnapshot(`
      "cache hit fast       71.2 %  ● OK
      cache hit balanced   55.0 %  ▲ WARN
      5xx                   0.2 %  ● OK
      queue                    38  ● OK
      slow                 40.0 %  ◌ STALE 45s
      off                       —  ○ OFF
      nosuch                    —  ? UNKNOWN"
    `)
    expect(drawnText(ratios, model, 40, 3)).toMatchInlineSnapshot(`
      "cache hit balanced   55.0 %  ▲ WARN
      slow                 40.0 %  ◌ STALE 45s
      +5 more  ? 2  ● 3"
    `)
    expect(summaryText(ratios, model, 60)).toMatchInlineSnapshot(`"slow 40.0 % 45s old   +2 more"`)
  })
})

describe('a limit that is broken, but not yet for long enough', () => {
  const pending = aModel({
    signals: [
      given(aSignal('memory', { unit: 'ratio', rules: above(0.8, 0.9) }), 0.3),
      given(
        aSignal('cpu', {
          unit: 'ratio',
          rules: above(0.7, null).map((each) => ({ ...each, forMs: 300_000 })),
        }),
        0.98,
      ),
    ],
  })
  it('goes before what is ok in a summary', () => {
    const both: PanelConfig = { ...base, kind: 'ratios', signals: ['memory', 'cpu'] }
    expect(summaryText(both, pending, 60)).toBe('△ cpu 98.0 % / 70   memory 30.0 % / 90')
  })
})

describe('services', () => {
  it('flows over the rows', () => {
    expect(drawnText(services, model, 120)).toMatchInlineSnapshot(`
      "● database      healthy       ✖ redis         unhealthy     ✖ worker-llm    3 / ≥4        ● queue          38 / 100
      ◌ slow          45s old       ● 한국어 작업자 12 345        ○ off           off"
    `)
    expect(drawnText(services, model, 66)).toMatchInlineSnapshot(`
      "● database      healthy       ✖ redis         unhealthy
      ✖ worker-llm    3 / ≥4        ● queue          38 / 100
      ◌ slow          45s old       ● 한국어 작업자 12 345
      ○ off           off"
    `)
    expect(drawnText(services, model, 24)).toMatchInlineSnapshot(`
      "● database   healthy
      ✖ redis      unhealthy
      ✖ worker-llm 3 / ≥4
      ● queue       38 / 100
      ◌ slow       45s old
      ● 한국어 작… 12 345
      ○ off        off"
    `)
    expect(drawnText(services, model, 66, 2)).toMatchInlineSnapshot(`
      "✖ redis         unhealthy     ✖ worker-llm    3 / ≥4
      +5 more  ◌ 1  ? 1  ● 3"
    `)
    expect(summaryText(services, model, 60)).toMatchInlineSnapshot(
      `"redis unhealthy   ✖ worker-llm 3 / ≥4   +1 more"`,
    )
  })
})

describe('host', () => {
  it('shows bars', () =>
    expect(drawnText(host, model, 60)).toMatchInlineSnapshot(`
      "CPU             34.0 % / 70  ━━━━━━━━────────┼──────  ● OK
      memory          83.0 % / 90  ━━━━━━━━━━━━━━━━━━━─┼──  ▲ WARN
      disk /          50.0 % / 85  ━━━━━━━━━━━╸───────┼───  ● OK
      disk /var/lib   31.0 % / 85  ━━━━━━━────────────┼───  ● OK
      load              3.20"
    `))
})

describe('stat', () => {
  it('shows one value large', () => {
    expect(drawnText(stat, model, 40)).toMatchInlineSnapshot(`
      "▀▀█ █ █   █▀█  %
       ▀█ ▀▀█   █ █  / 70
      ▀▀▀   ▀ ▀ ▀▀▀  ● OK
      ⣤⣤⣄⣀⣠⣤⣤⣀⣀⣤⣤⣤⣀⣀⣤⣤⣄⣀⣠⣤⣤⣄⣀⣠⣤⣤⣀⣀⣤⣤⣤⣀⣠⣤⣤⣄⣀⣠⣤⣤"
    `)
    expect(drawnText(stat, model, 16)).toMatchInlineSnapshot(`"CPU   34.0 %  ●"`)
    expect(drawnText(stat, model, 40, 2)).toMatchInlineSnapshot(`"CPU   34.0 % / 70  ● OK"`)
    expect(drawnText({ ...stat, signal: 'slow' }, model, 40)).toMatchInlineSnapshot(`
      "█ █ █▀█   █▀█  %
      ▀▀█ █ █   █ █  / 90
        ▀ ▀▀▀ ▀ ▀▀▀  ◌ STALE 45s
      its target no longer reports it"
    `)
    expect(drawnText({ ...stat, signal: 'redis' }, model, 40)).toMatchInlineSnapshot(
      `"redis  unhealthy  ✖ CRIT"`,
    )
    expect(drawnText({ ...stat, signal: 'cache' }, model, 40)).toMatchInlineSnapshot(`
      "fast       71.2 % / ≥60  ● OK
      balanced   55.0 % / ≥60  ▲ WARN"
    `)
  })
})

describe('chart', () => {
  it('shows the past with its limits', () => {
    expect(drawnText(chart, model, 52)).toMatchInlineSnapshot(`
      "CPU   34.0 % / 70  ● OK
      70.0 % ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
                                                          
             ⢰⠒⢄  ⢀⠖⢢   ⡖⠢⡀  ⡰⠒⡄  ⢠⠒⢢   ⡖⠢⡀  ⡔⠒⡄  ⢠⠒⢄  ⢀⠖⢢
             ⠁ ⠸⡀ ⡜  ⡇ ⢰⠁ ⢣ ⢠⠃ ⠸⡀ ⡎ ⠈⡆ ⡸  ⢣ ⢠⠃ ⢱  ⡇ ⠈⡆ ⡸  
                ⢣⢰⠁  ⠸⣀⠇  ⠈⡆⡜   ⢇⡰⠁  ⠱⣀⠇  ⠘⡄⡎   ⢇⡸   ⢱⢠⠃  
       0.0 %     ⠁    ⠁    ⠈    ⠈     ⠁    ⠉    ⠈     ⠁   
             2h ───────────────────▴────────────────── now"
    `)
    expect(drawnText(chart, model, 52, 3)).toMatchInlineSnapshot(`"CPU   34.0 % / 70  ● OK"`)
    expect(drawnText(chart, model, 40, 6, 'ascii')).toMatchInlineSnapshot(`
      "CPU   34.0 % / 70  ● OK
      70.0 % ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
             **  **  **  ** *** *** **  **  **
               **  **  **  **  **  ** **  **  
       0.0 %               *   *   *          
             2h ─────────────▴──────────── now"
    `)
  })

  it('colours no breach of the past while the value is good', () => {
    const breached = { ...chart, signal: 'cpu' }
    expect(textIn(breached, model, 'warn')).toEqual([])
  })
})

describe('table', () => {
  it('shows signals that share a label as columns', () => {
    expect(drawnText(matrix, model, 60)).toMatchInlineSnapshot(`
      "                   p50      p95
      ● fast           80 ms   1.20 s
      ✖ balanced  1.10 s ◌1m   3.40 s"
    `)
    expect(drawnText(matrix, model, 24)).toMatchInlineSnapshot(`
      "                   p50
      ● fast           80 ms
      ✖ balanced  1.10 s ◌1m"
    `)
  })

  it('shows others as lines', () =>
    expect(drawnText(list, model, 60)).toMatchInlineSnapshot(`
    "CPU      34.0 % / 70  ● OK
    memory   83.0 % / 90  ▲ WARN
    nosuch        —       ? UNKNOWN  the profile has no signal…"
  `))
})
