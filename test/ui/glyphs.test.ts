import { beforeAll, describe, expect, it } from 'vitest'
import { loadProfile } from '../../src/config/load.ts'
import type { Profile } from '../../src/config/profile.ts'
import type { Glyphs } from '../../src/core/look.ts'
import type { Model } from '../../src/core/model.ts'
import { update } from '../../src/core/update/update.ts'
import { judgeInTurn } from '../../src/panels/panel.ts'
import { snapshotText } from '../../src/report/text.ts'
import { screenOf } from '../../src/ui/screen/screen.ts'
import { plainText, rowWidth } from '../../src/widgets/fit.ts'
import { SCENES, type Size } from './scenes.ts'

/** What the font of a PC's text mode has beyond ASCII, of that which we might use: the kernel's drivers/tty/vt/cp437.uni. */
const CODE_PAGE_437 =
  '☺☻♥♦◆♣♠•◘○◙♂♀♪♫☼▶►◀◄↕‼¶§▬↨↑↓→←∟↔▲▼⌂ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0'
const BRAILLE = /[\u2801-\u28ff]/u
const FOREIGN = {
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

const linesOf = (model: Model, glyphs: Glyphs) =>
  screenOf(model, judgeInTurn(profile.panels)(model), glyphs).flatMap(({ rows }) => rows)

const SIZES = [
  { columns: 160, rows: 45 },
  { columns: 60, rows: 20 },
]
const SETS = ['block', 'console', 'ascii'] as const

const PROBLEM = 'mine.yaml:3:5: unknown key "crti" in roles; did you mean "crit"?'
const scenes = Object.entries({
  ...SCENES,
  'theme-problem': (_: Profile, size: Size) =>
    update(breakerOpen(size), { type: 'themed', problem: PROBLEM }).model,
})

describe.each(scenes)('%s', (_, scene) => {
  it.each(SIZES)('has at $columns×$rows nothing that a set of glyphs lacks, in the same cells', (size) => {
    const model = scene(profile, size)
    const widths = linesOf(model, 'braille').map(rowWidth)
    for (const glyphs of SETS) {
      const rows = linesOf(model, glyphs)
      expect(rows.map(plainText).filter((text) => FOREIGN[glyphs].test(text))).toEqual([])
      expect(rows.map(rowWidth)).toEqual(widths)
    }
  })
})

describe('the report', () => {
  it.each(SETS)('is drawn in %s with nothing that it lacks', (glyphs) => {
    const model = breakerOpen({ columns: 80, rows: 24 })
    const lines = snapshotText(model, profile.panels, glyphs).split('\n')
    expect(lines.filter((line) => FOREIGN[glyphs].test(line))).toEqual([])
  })
})

function breakerOpen(size: Size): Model {
  const model = SCENES['breaker-open']?.(profile, size)
  if (model === undefined) throw new Error('no such scene')
  return model
}

it('braille and blocks are drawn as they are', () => {
  const model = breakerOpen({ columns: 120, rows: 36 })
  const text = (glyphs: Glyphs) => linesOf(model, glyphs).map(plainText).join('')
  expect(text('braille')).toMatch(BRAILLE)
  expect(text('block')).toMatch(/[▁▂▃▅▆▇]/)
  expect(text('block')).toContain('╭')
})
