import { beforeAll, describe, expect, it } from 'vitest'
import { loadProfile } from '../../src/config/load.ts'
import type { Profile } from '../../src/config/profile.ts'
import type { Glyphs } from '../../src/core/look.ts'
import type { Model } from '../../src/core/model.ts'
import { update } from '../../src/core/update/update.ts'
import { judgeInTurn, type Panel } from '../../src/panels/panel.ts'
import { snapshotText } from '../../src/report/text.ts'
import type { Screen } from '../../src/ui/screen/block.ts'
import { screenOf } from '../../src/ui/screen/screen.ts'
import { wallOf } from '../../src/ui/wall/wall.ts'
import { plainText, rowWidth } from '../../src/widgets/fit.ts'
import { SCENES, type Scene, type Size, WALLS } from './scenes.ts'

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

/** What draws the screen of a model. */
type Draw = (model: Model, panels: readonly Panel[], glyphs: Glyphs) => Screen
const onWall: Draw = (model, panels, glyphs) => wallOf(model, panels, { turnMs: 10_000, glyphs })

const linesOf = (model: Model, glyphs: Glyphs, draw: Draw = screenOf) =>
  draw(model, judgeInTurn(profile.panels)(model), glyphs).flatMap(({ rows }) => rows)

const SIZES = [
  { columns: 160, rows: 45 },
  { columns: 60, rows: 20 },
]
const SETS = ['block', 'console', 'ascii'] as const

const PROBLEM = 'mine.yaml:3:5: unknown key "crti" in roles; did you mean "crit"?'
const scenes: readonly (readonly [name: string, scene: Scene, draw: Draw])[] = [
  ...Object.entries(SCENES).map(([name, scene]) => [name, scene, screenOf] as const),
  ...Object.entries(WALLS).map(([name, scene]) => [name, scene, onWall] as const),
  [
    'theme-problem',
    (_, size) => update(breakerOpen(size), { type: 'themed', problem: PROBLEM }).model,
    screenOf,
  ],
  [
    'theme-problem on a wall',
    (_, size) => update(breakerOpen(size), { type: 'themed', problem: PROBLEM }).model,
    onWall,
  ],
]

describe.each(scenes)('%s', (_, scene, draw) => {
  it.each(SIZES)('has at $columns×$rows nothing that a set of glyphs lacks', (size) => {
    const model = scene(profile, size)
    const widths = linesOf(model, 'braille', draw).map(rowWidth)
    for (const glyphs of SETS) {
      const rows = linesOf(model, glyphs, draw)
      expect(rows.map(plainText).filter((text) => FOREIGN[glyphs].test(text))).toEqual([])
      // Large letters of half blocks have none in ASCII; all else takes the same cells.
      if (draw !== onWall || glyphs !== 'ascii') expect(rows.map(rowWidth)).toEqual(widths)
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

it('what is wrong with a theme is told on every screen that has room for a line', () => {
  for (const draw of [screenOf, onWall])
    for (const size of SIZES) {
      const { model } = update(breakerOpen(size), { type: 'themed', problem: PROBLEM })
      const text = linesOf(model, 'braille', draw).map(plainText).join('\n')
      expect(text).toContain('▲ theme not taken: mine.yaml:3:5: ')
      expect(linesOf(update(model, { type: 'themed', problem: null }).model, 'braille', draw)).toEqual(
        linesOf(breakerOpen(size), 'braille', draw),
      )
    }
})
