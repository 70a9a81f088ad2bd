import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Profile } from '../../../src/config/profile.ts'
import { KEYMAP } from '../../../src/core/keymap.ts'
import type { Model } from '../../../src/core/model.ts'
import type { LayoutConfig } from '../../../src/core/profile.ts'
import { update } from '../../../src/core/update/update.ts'
import type { Glyphs } from '../../../src/panels/kind.ts'
import { judgePanel, type Panel, type PanelConfig } from '../../../src/panels/panel.ts'
import type { Block, Screen } from '../../../src/ui/screen/block.ts'
import { screenOf } from '../../../src/ui/screen/screen.ts'
import { wallOf } from '../../../src/ui/wall/wall.ts'
import { plainText, rowWidth } from '../../../src/widgets/fit.ts'
import { model as hostileModel, NUMBERS, numbersTold, PANELS } from '../../panels/hostile.ts'
import { ACTING } from '../acting.ts'
import { fragranceAi } from '../profile.ts'
import { play, SCENARIOS } from '../scenarios.ts'
import type { Size } from '../scenes.ts'

const ALL = { columns: 120, rows: 36 }
let profile: Profile
const nights = new Map<string, Model>()

beforeAll(async () => {
  profile = await fragranceAi()
  for (const [name, scenario] of Object.entries(SCENARIOS)) nights.set(name, play(profile, scenario, ALL))
})

/** What can stand on the screen: the panels, and what each key of a page, and each step of an action, brings. */
type State = readonly [name: string, reach: (model: Model) => Model, show?: Show]
type Show = (model: Model, panels: readonly Panel[], glyphs: Glyphs) => Screen
const pressed =
  (...keys: readonly string[]) =>
  (model: Model): Model =>
    keys.reduce(
      (before, key) => update(before, { type: 'key', now: before.now, key, isBlind: false }).model,
      model,
    )
const PAGE_KEYS = KEYMAP.flatMap(({ intent, keys: [key = ''] }) => (intent.type === 'page' ? [key] : []))
const STATES: readonly State[] = [
  ['panels', pressed()],
  ['another panel', pressed('tab', 'tab', 'tab')],
  ['zoom', pressed('tab', 'enter')],
  ['scrolled zoom', pressed('enter', 'down', 'down', 'down')],
  ['help', pressed('?', 'down')],
  ...PAGE_KEYS.map((key): State => [`the page of ${key}`, pressed(key, 'down')]),
  ...Object.entries(ACTING),
  ['the wall', pressed(), (model, panels, glyphs) => wallOf(model, panels, { turnMs: 10_000, glyphs })],
]

/** A night of the real profile, in which hostile sources tell of panels of all kinds. */
function nightWith(
  night: Model,
  hostile: Model,
  panels: readonly PanelConfig[],
  layouts: readonly LayoutConfig[],
): Model {
  const titles = [...hostile.signals.values()].flatMap(({ instances }) => [...instances.values()])
  return {
    ...night,
    profile: { ...night.profile, panels, layouts },
    sources: new Map([...hostile.sources, ...night.sources]),
    signals: new Map([...hostile.signals, ...night.signals]),
    changes: [
      ...titles.map(({ id, key, verdict }) => ({
        at: night.now,
        instance: id,
        title: '한국어 p99 12.5 s',
        key,
        from: 'ok' as const,
        to: verdict.level,
        reason: verdict.reason,
      })),
      ...night.changes,
    ],
  }
}

const sized = (model: Model, size: Size): Model => ({ ...model, view: { ...model.view, ...size } })

/** What is wrong with the blocks of a screen. */
function faultsOf(screen: Screen, { columns, rows }: Size): string[] {
  const faults: string[] = []
  for (const [i, a] of screen.entries()) {
    if (a.left < 0 || a.top < 0 || a.left + a.width > columns || a.top + a.height > rows)
      faults.push(`${a.id} is outside`)
    if (a.rows.length > a.height) faults.push(`${a.id} has ${a.rows.length} rows in ${a.height}`)
    for (const row of a.rows)
      if (rowWidth(row) > a.width) faults.push(`${a.id} is ${a.width} wide: ${plainText(row)}`)
    for (const b of screen.slice(i + 1)) if (areOver(a, b)) faults.push(`${a.id} is over ${b.id}`)
  }
  if (new Set(screen.map(({ id }) => id)).size !== screen.length) faults.push('a block is there twice')
  const isBlank = screen.every((block) => block.rows.every((row) => plainText(row).trim() === ''))
  if (isBlank) faults.push('blank')
  return faults
}

const areOver = (a: Block, b: Block): boolean =>
  a.left < b.left + b.width &&
  b.left < a.left + a.width &&
  a.top < b.top + b.height &&
  b.top < a.top + a.height

const textOf = (screen: Screen): string[] => screen.flatMap(({ rows }) => rows.map(plainText))

/** Counts of what is left out belong to a size alone. */
const COUNTS = /\+\d+ more.*|\d+ more/g
const numbersIn = (texts: readonly string[]): string[] =>
  texts.flatMap((text) => text.replaceAll(COUNTS, '').match(NUMBERS) ?? [])

const WIDE = 1_000
const LONG = 200
/** Widths up to which the header has another form. */
const FORMS = [79, 119, 149]

/** The numbers of a screen that are no numbers where there is room for all: each is the rest of one that was cut. */
function cutNumbers(
  show: Show,
  model: Model,
  panels: readonly Panel[],
  screen: Screen,
  glyphs: Glyphs,
): string[] {
  const told = new Set(numbersTold(model))
  let doubtful = numbersIn(textOf(screen).map(withoutPosition)).filter((found) => !told.has(found))
  // The dearest last: most numbers are found to be whole before.
  for (const texts of atEase(show, model, panels, screen, glyphs)) {
    if (doubtful.length === 0) break
    const whole = new Set(numbersIn(texts()))
    doubtful = doubtful.filter((found) => !whole.has(found))
  }
  return doubtful
}

/** `12–48 of 96` hangs on the size itself, so that it is elsewhere another one; its end is that of the row. */
const withoutPosition = (text: string): string => text.replace(/ \d+[–-]\d+ of \d+ ?$/, '')

function* atEase(
  show: Show,
  model: Model,
  panels: readonly Panel[],
  screen: Screen,
  glyphs: Glyphs,
): Generator<() => string[]> {
  const { columns, rows } = model.view
  const larger: readonly Size[] = [
    { columns: WIDE, rows },
    { columns, rows: LONG },
    { columns: WIDE, rows: LONG },
    ...FORMS.map((form) => ({ columns: form, rows: LONG })),
  ]
  for (const size of larger) yield () => textOf(show(sized(model, size), panels, glyphs))
  yield () => panels.map((panel) => plainText(panel.summary(WIDE)))
  for (const height of new Set([...screen.map(({ height }) => Math.max(1, height - 2)), 3, 30, LONG]))
    for (const width of [500, 60])
      yield () => panels.flatMap((panel) => panel.draw({ width, height, glyphs }).map(plainText))
}

/** Some of the panels, `across` beside each other, two of each four above each other. */
function layoutOf(panels: readonly PanelConfig[], across: number, leftOut: number): LayoutConfig {
  const ids = panels.slice(0, panels.length - leftOut).map(({ id }) => id)
  const stacks = ids.flatMap((id, index) =>
    index % 4 === 1
      ? []
      : [{ panels: index % 4 === 0 ? ids.slice(index, index + 2) : [id], weight: 1 + (index % 3) }],
  )
  const lines = Array.from({ length: Math.ceil(stacks.length / across) }, (_, line) =>
    stacks.slice(line * across, (line + 1) * across),
  )
  return { id: 'some', columns: 20, rows: 5, lines }
}

const size: fc.Arbitrary<Size> = fc.oneof(
  fc.record({ columns: fc.integer({ min: 20, max: 400 }), rows: fc.integer({ min: 5, max: 100 }) }),
  fc.record({ columns: fc.integer({ min: 20, max: 130 }), rows: fc.integer({ min: 5, max: 40 }) }),
)

describe('at any size from 20×5 to 400×100, whatever sources tell and whatever stands on it', () => {
  it('the screen is filled without overlap, no row is too wide and no number is cut', () => {
    const kinds = fc.array(fc.integer({ min: 0, max: PANELS.length + 10 }), { maxLength: 40 })
    fc.assert(
      fc.property(
        hostileModel,
        kinds,
        fc.constantFrom(...Object.keys(SCENARIOS)),
        fc.constantFrom<Glyphs>('braille', 'block', 'ascii'),
        fc.array(fc.tuple(size, fc.constantFrom(...STATES)), { minLength: 5, maxLength: 5 }),
        fc.constantFrom(null, null, 1, 2, 3, 5),
        (hostile, chosen, name, glyphs, shown, across) => {
          const configs = chosen.map((kind, index): PanelConfig => {
            const config = PANELS[kind] ?? profile.panels[kind - PANELS.length] ?? PANELS[0]
            if (config === undefined) throw new Error('no panel')
            return { ...config, id: `panel-${index}`, title: `${config.title} 한국어 4.5 s` }
          })
          const night = nights.get(name)
          if (night === undefined) throw new Error(`no night ${name}`)
          const base = nightWith(
            night,
            hostile,
            configs,
            across === null ? [] : [layoutOf(configs, across, chosen[0] ?? 0)],
          )
          for (const [at, [state, reach, show = screenOf]] of shown) {
            const model = sized(reach(base), at)
            const panels = configs.map((config) => judgePanel(config, model))
            const screen = show(model, panels, glyphs)
            expect({ state, at, faults: faultsOf(screen, at) }).toEqual({ state, at, faults: [] })
            const cut = cutNumbers(show, model, panels, screen, glyphs).map((found) => [
              found,
              ...textOf(screen).filter((text) => numbersIn([text]).includes(found)),
            ])
            expect({ state, at, cut }).toEqual({ state, at, cut: [] })
          }
        },
      ),
      { seed: 20_260_316, numRuns: 200, endOnFailure: true },
    )
  }, 300_000)
})
