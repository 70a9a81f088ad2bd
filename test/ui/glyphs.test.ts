import { beforeAll, describe, expect, it } from 'vitest'
import { loadProfile } from '../../src/config/load.ts'
import type { Profile } from '../../src/config/profile.ts'
import type { Intent } from '../../src/core/keymap.ts'
import type { Glyphs } from '../../src/core/look.ts'
import type { Model } from '../../src/core/model.ts'
import { update } from '../../src/core/update/update.ts'
import { judgeInTurn } from '../../src/panels/panel.ts'
import { snapshotText } from '../../src/report/text.ts'
import { screenOf } from '../../src/ui/screen/screen.ts'
import { plainText, rowWidth } from '../../src/widgets/fit.ts'
import { ACTING } from './acting.ts'
import { play, SCENARIOS } from './scenarios.ts'

/** What the font of a PC's text mode has beyond ASCII, of that which we might use: the kernel's drivers/tty/vt/cp437.uni. */
const CODE_PAGE_437 =
  '☺☻♥♦◆♣♠•◘○◙♂♀♪♫☼▶►◀◄↕‼¶§▬↨↑↓→←∟↔▲▼⌂ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0'
const BRAILLE = /[\u2801-\u28ff]/u
const FOREIGN: Partial<Record<Glyphs, RegExp>> = {
  block: BRAILLE,
  console: new RegExp(`[^ -~${CODE_PAGE_437}]`, 'u'),
  ascii: /[^ -~]/u,
}

let profile: Profile
beforeAll(async () => {
  const file = new URL('../../configs/fragrance-ai.yaml', import.meta.url).pathname
  const loaded = await loadProfile({ file, overlays: [], sets: [], env: {} })
  if (!loaded.ok) throw new Error('the profile of Fragrance AI has mistakes')
  profile = loaded.profile
})

const ask = (model: Model, ...intents: readonly Intent[]): Model =>
  intents.reduce((before, intent) => update(before, { type: 'intent', now: before.now, intent }).model, model)

const played = new Map<string, Model>()

function modelOf(scenario: string): Model {
  const given = SCENARIOS[scenario]
  if (given === undefined) throw new Error('no such scenario')
  const model = played.get(scenario) ?? play(profile, given, { columns: 80, rows: 24 })
  played.set(scenario, model)
  return model
}

/** Everything there is to see in a scenario: panels, each of them alone, pages, help, dialogs. */
function views(scenario: string, size: { columns: number; rows: number }): readonly Model[] {
  const { model } = update(modelOf(scenario), { type: 'resized', ...size })
  return [
    model,
    update(model, {
      type: 'themed',
      problem: 'mine.yaml:3:5: unknown key "okk" in roles; did you mean "ok"?',
    }).model,
    ...profile.panels.map((_, panel) => ask(model, { type: 'focus', panel }, { type: 'zoom' })),
    ...(['gates', 'advice', 'journal'] as const).map((page) => ask(model, { type: 'page', page })),
    ask(model, { type: 'help' }),
    ...Object.values(ACTING).map((acted) => acted(model)),
  ]
}

const linesOf = (model: Model, glyphs: Glyphs) => {
  const panels = judgeInTurn(profile.panels)(model)
  return screenOf(model, panels, glyphs).flatMap((blocks) => blocks.flatMap(({ rows }) => rows))
}

const SIZES = [
  { columns: 160, rows: 45 },
  { columns: 60, rows: 20 },
]

describe.each(['block', 'console', 'ascii'] as const)('%s', (glyphs) => {
  it.each(Object.keys(SCENARIOS))('draws %s with nothing that it lacks', (scenario) => {
    const lacking = new Set<string>()
    for (const size of SIZES)
      for (const model of views(scenario, size))
        for (const row of linesOf(model, glyphs)) {
          const foreign = FOREIGN[glyphs]?.exec(plainText(row))
          if (foreign) lacking.add(`${foreign[0]} in ${plainText(row)}`)
        }
    expect([...lacking]).toEqual([])
  })

  it('takes the same cells', () => {
    for (const model of views('breaker-open', { columns: 120, rows: 36 })) {
      const widths = (set: Glyphs) => linesOf(model, set).map(rowWidth)
      expect(widths(glyphs)).toEqual(widths('braille'))
    }
  })

  it('reports with nothing that it lacks', () => {
    const text = snapshotText(modelOf('breaker-open'), profile.panels, glyphs)
    expect(FOREIGN[glyphs]?.exec(text.replaceAll('\n', ' '))?.[0]).toBeUndefined()
  })
})

it('braille and blocks are drawn as they are', () => {
  const { model } = update(modelOf('breaker-open'), { type: 'resized', columns: 120, rows: 36 })
  const text = (glyphs: Glyphs) => linesOf(model, glyphs).map(plainText).join('')
  expect(text('braille')).toMatch(BRAILLE)
  expect(text('block')).toMatch(/[▁▂▃▅▆▇]/)
  expect(text('block')).toContain('╭')
})
