import { createElement, type ReactNode } from 'react'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadProfile } from '../../src/config/load.ts'
import type { Profile } from '../../src/config/profile.ts'
import type { Model } from '../../src/core/model.ts'
import { update } from '../../src/core/update/update.ts'
import { createStore } from '../../src/runtime/store.ts'
import { App } from '../../src/ui/App.tsx'
import { loadTheme } from '../../src/ui/theme/load.ts'
import { type Pens, PensContext, pensOf } from '../../src/ui/theme/pens.ts'
import { Wall } from '../../src/ui/wall/Wall.tsx'
import { showOnce } from '../support/screen.ts'
import { ACTING } from './acting.ts'
import { PAGES } from './pages.ts'
import { BLIND, play, SCENARIOS } from './scenarios.ts'

const SIZES = [
  { columns: 200, rows: 50 },
  { columns: 160, rows: 45 },
  { columns: 120, rows: 36 },
  { columns: 80, rows: 24 },
  { columns: 40, rows: 10 },
]

/** Pages have one size more: one that is narrow, but not small. */
const PAGE_SIZES = [...SIZES, { columns: 60, rows: 30 }]

const ROOT = new URL('../..', import.meta.url)
let profile: Profile
let pens: Pens

beforeAll(async () => {
  const loaded = await loadProfile({
    file: new URL('configs/fragrance-ai.yaml', ROOT).pathname,
    overlays: [],
    sets: [],
    env: {},
  })
  if (!loaded.ok) throw new Error('the profile of Fragrance AI has mistakes')
  profile = loaded.profile
  const themed = await loadTheme(new URL('themes/dark.yaml', ROOT))
  if (!themed.ok) throw new Error(themed.message)
  pens = pensOf(themed.theme)
})

const watchOf = (model: Model): ReactNode =>
  createElement(App, {
    store: createStore(model).store,
    panels: profile.panels,
    glyphs: 'braille',
    onKey: () => undefined,
    onPaste: () => undefined,
  })

const wallOf = (model: Model): ReactNode =>
  createElement(Wall, {
    store: createStore(model).store,
    panels: profile.panels,
    glyphs: 'braille',
    turnMs: 10_000,
    onQuit: () => undefined,
  })

/** What an emulator shows of the model. */
async function screenText(
  model: Model,
  size: (typeof SIZES)[number],
  elementOf: (model: Model) => ReactNode = watchOf,
): Promise<string> {
  const app = elementOf(model)
  const cells = await showOnce(createElement(PensContext, { value: pens }, app), size)
  const lines = cells.map((row) =>
    row
      .map((cell) => cell.text)
      .join('')
      .trimEnd(),
  )
  return `${lines.join('\n')}\n`
}

/** `npm run golden` writes these anew; look at the difference before it is committed. */
describe.each(Object.entries(SCENARIOS))('%s', (name, scenario) => {
  it.each(SIZES)('looks as it did at $columns×$rows', async (size) => {
    const text = await screenText(play(profile, scenario, size), size)
    await expect(text).toMatchFileSnapshot(`golden/${name}.${size.columns}x${size.rows}.txt`)
  })
})

describe.each(['latency', 'traffic', 'guards'])('the zoom of %s', (id) => {
  it.each(SIZES)('looks as it did at $columns×$rows', async (size) => {
    const scenario = SCENARIOS['breaker-open']
    if (scenario === undefined) throw new Error('no such scenario')
    const played = play(profile, scenario, size)
    const panel = profile.panels.findIndex((each) => each.id === id)
    const model = [{ type: 'focus', panel } as const, { type: 'zoom' } as const].reduce(
      (before, intent) => update(before, { type: 'intent', now: before.now, intent }).model,
      played,
    )
    const text = await screenText(model, size)
    await expect(text).toMatchFileSnapshot(`golden/zoom-${id}.${size.columns}x${size.rows}.txt`)
  })
})

describe.each(Object.entries(ACTING))('acting, %s', (name, acted) => {
  it.each(PAGE_SIZES)('looks as it did at $columns×$rows', async (size) => {
    const scenario = SCENARIOS['breaker-open']
    if (scenario === undefined) throw new Error('no such scenario')
    const text = await screenText(acted(play(profile, scenario, size)), size)
    await expect(text).toMatchFileSnapshot(`golden/acting-${name}.${size.columns}x${size.rows}.txt`)
  })
})

describe.each(Object.entries(PAGES))('the page of %s', (page, opened) => {
  it.each(PAGE_SIZES)('looks as it did at $columns×$rows', async (size) => {
    const text = await screenText(opened(profile, size), size)
    await expect(text).toMatchFileSnapshot(`golden/page-${page}.${size.columns}x${size.rows}.txt`)
  })
})

const WALLS = { calm: SCENARIOS.calm, 'breaker-open': SCENARIOS['breaker-open'], blind: BLIND }
/** The last thing that was done did not help. */
const acted = ACTING['not-effective']
const WALL_SIZES = [...PAGE_SIZES, { columns: 400, rows: 100 }]

describe.each(Object.entries(WALLS))('the wall, %s', (name, scenario) => {
  it.each(WALL_SIZES)('looks as it did at $columns×$rows', async (size) => {
    if (scenario === undefined) throw new Error('no such scenario')
    const played = play(profile, scenario, size)
    const model = name === 'breaker-open' && acted !== undefined ? acted(played) : played
    const shown = { ...model, actions: { ...model.actions, readOnly: 'a wall only shows' } }
    const text = await screenText(shown, size, wallOf)
    await expect(text).toMatchFileSnapshot(`golden/wall-${name}.${size.columns}x${size.rows}.txt`)
  })
})
