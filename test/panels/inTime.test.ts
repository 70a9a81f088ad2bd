import { describe, expect, it } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import { update } from '../../src/core/update/update.ts'
import { judgeInTurn, judgePanel, type Panel } from '../../src/panels/panel.ts'
import { plainText } from '../../src/widgets/fit.ts'
import { fragranceAi } from '../ui/profile.ts'
import { play, SCENARIOS } from '../ui/scenarios.ts'

const AREA = { width: 90, height: 14, glyphs: 'braille' } as const
const LONG = Array.from({ length: 150 }, (_, i) => i + 1)

/** Its words and numbers. Charts, their axes and comparisons with the hours before move when a value comes. */
const wordsOf = (panel: Panel): string =>
  panel
    .draw(AREA)
    .map(plainText)
    .filter((row) => !row.endsWith('─ now'))
    .map((row) => row.replaceAll(/[\u2800-\u28ff┄]|(vs before|Δ).*/g, ' '))
    .join('\n')

const profile = await fragranceAi()
const { panels } = profile

describe('panels that are judged only when something changes', () => {
  it.each(Object.keys(SCENARIOS))('say what panels judged anew say, second by second: %s', (name) => {
    const scenario = SCENARIOS[name]
    if (scenario === undefined) throw new Error(`there is no scenario ${name}`)
    const judge = judgeInTurn(panels)
    let model: Model = play(profile, scenario, { columns: 160, rows: 45 })
    judge(model)
    const start = model.now
    for (const second of LONG) {
      model = update(model, { type: 'tick', now: start + second * 1_000, random: 0 }).model
      const kept = judge(model).map((panel) => `${panel.config.id} ${panel.level}\n${wordsOf(panel)}`)
      const anew = panels.map((config) => {
        const panel = judgePanel(config, model)
        return `${config.id} ${panel.level}\n${wordsOf(panel)}`
      })
      expect(kept).toEqual(anew)
    }
  })
})
