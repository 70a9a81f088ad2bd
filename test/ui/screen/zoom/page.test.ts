import { beforeAll, describe, expect, it } from 'vitest'
import { loadProfile } from '../../../../src/config/load.ts'
import type { Profile } from '../../../../src/config/profile.ts'
import type { Model } from '../../../../src/core/model.ts'
import { update } from '../../../../src/core/update/update.ts'
import { judgePanel } from '../../../../src/panels/panel.ts'
import { zoomRows } from '../../../../src/ui/screen/zoom/page.ts'
import { plainText, rowWidth } from '../../../../src/widgets/fit.ts'
import { ACTING } from '../../acting.ts'
import { play, SCENARIOS } from '../../scenarios.ts'

let profile: Profile

beforeAll(async () => {
  const file = new URL('../../../../configs/fragrance-ai.yaml', import.meta.url).pathname
  const loaded = await loadProfile({ file, overlays: [], sets: [], env: {} })
  if (!loaded.ok) throw new Error('the profile of Fragrance AI has mistakes')
  profile = loaded.profile
})

const nights = new Map<string, Model>()
function nightOf(name: string, size: { readonly columns: number; readonly rows: number }): Model {
  const scenario = SCENARIOS[name]
  if (scenario === undefined) throw new Error('no such scenario')
  const model = nights.get(name) ?? play(profile, scenario, size)
  nights.set(name, model)
  return update(model, { type: 'resized', ...size }).model
}

/** A night, in the zoom of a panel, after these keys. */
function zoomed(
  panel: string,
  keys: readonly string[] = [],
  { name = 'breaker-open', columns = 120, rows = 36 } = {},
  before: (model: Model) => Model = (model) => model,
): Model {
  const focus = profile.panels.findIndex(({ id }) => id === panel)
  const model = before(nightOf(name, { columns, rows }))
  const start: Model = { ...model, view: { ...model.view, focus } }
  return ['enter', ...keys].reduce(
    (one, key) => update(one, { type: 'key', now: one.now, key, isBlind: false }).model,
    start,
  )
}

function rowsOf(model: Model, height = 31) {
  const { focus, columns } = model.view
  const config = profile.panels[focus]
  if (config === undefined) throw new Error('no such panel')
  return zoomRows(judgePanel(config, model), focus, model, { width: columns, height, glyphs: 'braille' })
}
const textOf = (model: Model, height?: number): string => rowsOf(model, height).map(plainText).join('\n')
const lineWith = (text: string, words: string): string =>
  text.split('\n').find((line) => line.includes(words)) ?? `no line with ${words}`

describe('at every size', () => {
  const KEYS = [[], ['-', '-', 'home'], ['+', '<', 'left'], ['up', 'up']]
  it.each([20, 39, 40, 60, 120, 200])('no row is wider than %i columns', (columns) => {
    for (const { id } of profile.panels)
      for (const keys of KEYS) {
        const model = zoomed(id, keys, { columns })
        for (const height of [1, 5, 31])
          for (const row of rowsOf(model, height))
            expect(rowWidth(row), plainText(row)).toBeLessThanOrEqual(columns)
      }
  })

  it.each([5, 7, 12, 19, 31, 45])('the chart is within the first %i rows, whole, with its axis', (height) => {
    const rows = rowsOf(zoomed('latency'), height).map(plainText)
    const end = rows.findIndex((row) => row.startsWith('╰'))
    expect(end).toBeGreaterThan(0)
    expect(end).toBeLessThan(height)
    expect(rows[0]).toMatch(/^╭▸ 1 Latency/)
    expect(rows.slice(0, end).some((row) => / now │$/.test(row))).toBe(true)
  })

  it('a narrow one has no value axis, and all of its columns for the line', () => {
    const [, , ...rows] = textOf(zoomed('latency', [], { columns: 39 }), 16).split('\n')
    expect(rows.slice(0, 8).join('\n')).not.toMatch(/\d s/)
    expect(textOf(zoomed('latency', [], { columns: 40 }), 16)).toContain(' 3.20 s ┄')
  })
})

describe('what it says of a series', () => {
  it('why, what the runbook asks for, the rule, the expression, the changes', () => {
    const text = textOf(zoomed('latency'))
    expect(lineWith(text, ' Now')).toContain('p95 3.41 s ≥ 3.2 s for 3 m')
    expect(lineWith(text, ' Runbook')).toContain('see whether a downshift occurred')
    expect(lineWith(text, ' Rule')).toContain('WARN when p95 ≥ 2.88 s, CRIT when ≥ 3.2 s, after 1m')
    expect(lineWith(text, ' Read')).toContain('histogram_quantile(0.95')
    expect(text).toContain('● ok → ✖ crit  p95 3.42 s, by its past')
  })

  it('of a state its words, not numbers between them', () => {
    const text = textOf(zoomed('breakers'))
    for (const word of ['closed', 'open', 'half-open']) expect(text).toMatch(new RegExp(`│ +${word} [┄⠀-⣿]`))
    expect(text).not.toContain('0.25')
  })

  it('of a word since when, and no chart', () => {
    const text = textOf(zoomed('services'))
    expect(text).toContain('of words no history is kept')
    expect(text).not.toContain('a column is')
  })

  it('of what hangs on nothing that nothing hangs on it', () => {
    expect(textOf(zoomed('ppo', ['down']))).toMatch(/no limit set|no advice hangs on this signal/)
  })

  it('all of them together are the panel, with every reason', () => {
    const text = textOf(zoomed('latency', ['up', 'up']))
    expect(text).toContain(' latency_p95.balanced ')
    expect(text).not.toContain(' Rule')
  })
})

describe('what is not known', () => {
  it('is said in the chart: since when there is a history', () => {
    expect(textOf(zoomed('latency', ['-']))).toContain('history since 12:02')
  })

  it('is said while it is asked for, and when no answer came', () => {
    const asking = zoomed('latency', ['-'])
    expect(textOf(asking)).toContain('asking prom for what lies before')
    const failure = { kind: 'refused', message: 'refused', hint: '' } as const
    const failed = update(asking, {
      type: 'inspected',
      now: asking.now,
      source: 'prometheus',
      result: { ok: false, failure },
    }).model
    expect(textOf(failed)).toContain('prom gave no answer about what lies before')
  })

  it('is no value under the cursor', () => {
    expect(textOf(zoomed('latency', ['home']))).toContain('no value then')
  })

  it('a value that went stale is told with its reason, and its line is not alive', () => {
    const model = zoomed('latency', [], { name: 'prometheus-down' })
    expect(textOf(model)).toMatch(/STALE|refused/)
    const roles = new Set(rowsOf(model).flatMap((row) => row.map(({ role }) => role)))
    expect(roles.has('chart')).toBe(false)
  })
})

describe('the cursor', () => {
  it('tells the value of its column, when it was, what the verdict was, and the value of every series', () => {
    const text = textOf(zoomed('latency', ['left', ...Array(20).fill('left')]))
    const line = lineWith(text, '│ │ ')
    expect(line).toMatch(/│ 13:51:\d\d {2}2\.\d\d s {2}● OK {2}T\+03:2\d {2}\d+ m ago/)
    expect(line).toContain('the same hour before the deployment')
    const of = (name: string) => lineWith(text, `${name} p95`)
    expect(text).toMatch(/ Series under the cursor, and now/)
    expect(of(' fast')).toMatch(/1\.\d\d s +1\.82 s/)
    expect(of('creative')).toMatch(/3\.\d\d s +4\.20 s/)
  })

  it('is the value that was read: here the step to 3.41 s', () => {
    expect(lineWith(textOf(zoomed('latency', ['left'])), '│ │ ')).toContain('3.4')
  })
})

describe('the cursor, on little room', () => {
  it('tells its value in the place of the present one', () => {
    const text = textOf(zoomed('latency', ['left'], { columns: 40, rows: 10 }), 5)
    expect(text).toMatch(/│ 14:0\d:\d\d {2}3\.4\d s {2}✖ CRIT/)
  })

  it('cuts no time of the axis in two', () => {
    for (let steps = 1; steps < 40; steps += 1) {
      const rows = textOf(zoomed('latency', Array(steps).fill('left'), { columns: 60 }), 20).split('\n')
      const axis = rows.find((row) => row.includes(' now │')) ?? ''
      expect(axis).toMatch(/\d\d:\d\d/)
      expect(axis.replaceAll(/\d\d:\d\d/g, '')).not.toMatch(/\d/)
    }
  })
})

describe('marks', () => {
  const acted = ACTING.verified ?? ((model: Model) => model)
  it('stand in their columns, with a legend', () => {
    const text = textOf(zoomed('latency', ['-'], {}, acted))
    expect(lineWith(text, '◆1 14:02')).toMatch(/◆1 14:02 Downshift to fast balanced → fast by \S+: verified/)
    expect(lineWith(text, '▴  10:21')).toContain('deployed v0.2.0')
    expect(lineWith(text, '!  13:58')).toContain('HighResponseTime fires for 4 m')
    const columns = text.split('\n').find((line) => line.includes('▴') && !line.includes('deployed')) ?? ''
    expect(columns.indexOf('▴')).toBeLessThan(columns.lastIndexOf('!'))
  })

  it('of another time are not there', () => {
    expect(textOf(zoomed('latency', ['<', '<']))).not.toMatch(/[▴◆]/)
  })
})
