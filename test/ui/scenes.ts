import type { Model } from '../../src/core/model.ts'
import type { WatchProfile } from '../../src/core/profile.ts'
import { update } from '../../src/core/update/update.ts'
import { ACTING } from './acting.ts'
import { PAGES } from './pages.ts'
import { BLIND, play, SCENARIOS } from './scenarios.ts'

export type Size = { readonly columns: number; readonly rows: number }

/** What is on the screen at a moment. */
export type Scene = (profile: WatchProfile, size: Size) => Model

export const SIZES: readonly Size[] = [
  { columns: 200, rows: 50 },
  { columns: 160, rows: 45 },
  { columns: 120, rows: 36 },
  { columns: 80, rows: 24 },
  { columns: 60, rows: 30 },
  { columns: 40, rows: 10 },
]

/** A night on call, and the keys that somebody pressed in it. */
function night(name: string, ...keys: readonly string[]): Scene {
  const scenario = SCENARIOS[name]
  if (scenario === undefined) throw new Error(`there is no scenario ${name}`)
  return (profile, size) => pressed(play(profile, scenario, size), keys)
}

const pressed = (model: Model, keys: readonly string[]): Model =>
  keys.reduce<Model>(
    (before, key) => update(before, { type: 'key', now: before.now, key, isBlind: false }).model,
    model,
  )

const breakerOpen = night('breaker-open')

/** The same night with an action that was done and verified. */
const afterAction =
  (...keys: readonly string[]): Scene =>
  (profile, size) =>
    pressed(ACTING.verified?.(breakerOpen(profile, size)) ?? breakerOpen(profile, size), keys)

/** Every picture of `golden/`, by its name. A page that is new has its picture by one more line here. */
export const SCENES: Readonly<Record<string, Scene>> = {
  ...Object.fromEntries(Object.keys(SCENARIOS).map((name) => [name, night(name)])),
  'zoom-latency': night('breaker-open', '1', 'enter'),
  'zoom-latency-all': night('breaker-open', '1', 'enter', 'up', 'up'),
  'zoom-latency-acted': afterAction('1', 'enter', '-', ...Array<string>(12).fill('left')),
  'zoom-traffic': night('breaker-open', '3', 'enter'),
  'zoom-services': night('breaker-open', '7', 'enter'),
  'zoom-guards': night('breaker-open', '0', 'enter'),
  'page-gates': night('breaker-open', 'g'),
  'page-advice': night('breaker-open', 'w'),
  'page-help': night('breaker-open', '?'),
  'zoom-help': night('breaker-open', '1', 'enter', '?'),
  palette: night('breaker-open', ':'),
  'palette-typed': night('breaker-open', ':', ...'lat'),
  'palette-arguments': night('breaker-open', ':', ...'scale worker-llm 4'),
  'palette-off': night('breaker-open', ':', ...'undo', 'enter'),
  'filter-typed': night('breaker-open', '/', ...'llm'),
  'filter-panels': night('breaker-open', '/', ...'health', 'enter'),
  'filter-nothing': night('breaker-open', '/', ...'xyz', 'enter'),
  'filter-gates': night('breaker-open', 'g', '/', ...'latency', 'enter'),
  ...Object.fromEntries(Object.entries(PAGES).map(([name, scene]) => [`page-${name}`, scene])),
  ...Object.fromEntries(
    Object.entries(ACTING).map(([name, acted]): [string, Scene] => [
      `acting-${name}`,
      (profile, size) => acted(breakerOpen(profile, size)),
    ]),
  ),
}

/** On a wall, which changes nothing; the last thing that was done elsewhere did not help. */
const onWall =
  (scene: Scene): Scene =>
  (profile, size) => {
    const model = scene(profile, size)
    return { ...model, actions: { ...model.actions, readOnly: 'a wall only shows' } }
  }

/** Every picture of a wall, by its name. */
export const WALLS: Readonly<Record<string, Scene>> = {
  'wall-calm': onWall(night('calm')),
  'wall-breaker-open': onWall(
    (profile, size) => ACTING['not-effective']?.(breakerOpen(profile, size)) ?? breakerOpen(profile, size),
  ),
  'wall-blind': onWall((profile, size) => play(profile, BLIND, size)),
}
