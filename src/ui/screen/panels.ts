import { focusedPanel, shownPanels } from '../../core/filter.ts'
import type { Model } from '../../core/model.ts'
import { startModel } from '../../core/start.ts'
import type { Glyphs } from '../../panels/kind.ts'
import { judgePanel, type Panel } from '../../panels/panel.ts'
import { arrange, byUrgency, outerHeights } from '../layout/arrange.ts'
import { automaticLayout } from '../layout/automatic.ts'
import { declaredFor, layoutOf } from '../layout/declared.ts'
import type { Layout, Place } from '../layout/layout.ts'
import type { Block } from './block.ts'
import { frameRows, headOf } from './frame.ts'
import { listRow, listRows } from './list.ts'

type Body = { readonly top: number; readonly width: number; readonly height: number }

/** The panels that the filter leaves in their places; where there is no room for that, a list of them and the focused one below it. */
export function panelBlocks(model: Model, panels: readonly Panel[], glyphs: Glyphs, body: Body): Block[] {
  const shown = shownPanels(model)
  const focus = focusedPanel(model)
  const places = placesOf(model, panels, shown, body)
  if (places === null) return listAndDetail(focus, panels, shown, glyphs, body)
  return places.map((place) => blockOf(place, panels, focus, glyphs, body.top))
}

type Placed = {
  readonly panels: readonly Panel[]
  readonly shown: readonly number[]
  readonly size: string
  readonly places: readonly Place[] | null
}

/** By profile, for the panels of the last frame: while none of them changes, each stays where it is. */
const PLACED = new WeakMap<Model['profile'], Placed>()

function placesOf(
  model: Model,
  panels: readonly Panel[],
  shown: readonly number[],
  body: Body,
): readonly Place[] | null {
  const last = PLACED.get(model.profile)
  const size = `${model.view.columns}x${model.view.rows} ${body.width}x${body.height}`
  if (last?.size === size && isSame(last.panels, panels) && isSame(last.shown, shown)) return last.places
  const places = findPlaces(model, panels, shown, body)
  PLACED.set(model.profile, { panels, shown, size, places })
  return places
}

const isSame = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((each, index) => each === b[index])

/** By the layouts of the profile, where nothing is left out, else by the automatic one; null where a list says more. */
function findPlaces(
  { profile, view }: Model,
  panels: readonly Panel[],
  shown: readonly number[],
  { width, height }: Body,
): readonly Place[] | null {
  const ids = panels.map(({ config }) => config.id)
  const isWhole = shown.length === panels.length
  for (const declared of isWhole ? declaredFor(profile.layouts, view) : []) {
    const places = arrange(layoutOf(declared, ids, width), panels, width, height)
    if (places !== null) return places
  }
  const layout = automatic(profile, panels, shown, width, height)
  const places = layout === null ? null : arrange(layout, among(shown, panels), width, height)
  return places?.map((place) => ({ ...place, panel: shown[place.panel] ?? place.panel })) ?? null
}

const among = (shown: readonly number[], panels: readonly Panel[]): readonly Panel[] =>
  shown.flatMap((index) => panels[index] ?? [])

type Promised = {
  readonly panels: readonly Panel[]
  readonly last: { readonly of: string; readonly layout: Layout | null }
}

/** By profile, since nothing else matters: so nothing that is read makes a panel change its place. */
const PROMISED = new WeakMap<Model['profile'], Promised>()

/** The automatic layout goes by what the profile promises, before anything was read. */
function automatic(
  profile: Model['profile'],
  panels: readonly Panel[],
  shown: readonly number[],
  width: number,
  height: number,
): Layout | null {
  const known = PROMISED.get(profile)
  const of = `${width}x${height} ${shown.join()}`
  if (known?.last.of === of) return known.last.layout
  const start = startModel(profile, 0, { columns: width, rows: height })
  const promised = known?.panels ?? panels.map(({ config }) => judgePanel(config, start))
  const layout = automaticLayout(among(shown, promised), width, height)
  PROMISED.set(profile, { panels: promised, last: { of, layout } })
  return layout
}

function blockOf(
  { panel: index, left, top, width, height, isOpen }: Place,
  panels: readonly Panel[],
  focus: number,
  glyphs: Glyphs,
  below: number,
): Block {
  const panel = panels[index]
  const place = { left, top: below + top, width, height, below: 0 }
  if (panel === undefined) return { id: `panel ${index}`, ...place, rows: [] }
  const isFocused = index === focus
  const rows = isOpen
    ? framed(panel, index, isFocused, glyphs, width, height)
    : [listRow(panel, index, isFocused, width - 1)]
  return { id: `panel ${index}`, ...place, rows }
}

/** Fewer rows than this show nothing of a panel that its line in the list doesn't. */
const LEAST_DETAIL_ROWS = 5

/** Below the list the focused panel, and then, where it needs no more, the most urgent of the others. */
function listAndDetail(
  focus: number,
  panels: readonly Panel[],
  shown: readonly number[],
  glyphs: Glyphs,
  { top, width, height }: Body,
): Block[] {
  const numbered = shown.flatMap((index) => {
    const panel = panels[index]
    return panel === undefined ? [] : [{ panel, index }]
  })
  const rows = listRows(numbered, focus, width, height)
  const rest = height - rows.length
  const focused = panels[focus]
  const hasDetail = rest >= LEAST_DETAIL_ROWS && focused !== undefined
  const list = { id: 'list', left: 0, top, width, height: hasDetail ? rows.length : height, rows, below: 0 }
  if (!hasDetail) return [list]
  const own = Math.min(rest, outerHeights(focused, width).full)
  const others = othersIn(panels, shown, focus, width, rest - own)
  const first = others.length === 0 ? rest : own
  const detail = { panel: focus, left: 0, top: rows.length, width, height: first, isOpen: true }
  const below = arrange([[{ panels: others, weight: 1 }]], panels, width, rest - first) ?? []
  const places = below.map((place) => ({ ...place, top: rows.length + first + place.top }))
  return [list, ...[detail, ...places].map((place) => blockOf(place, panels, focus, glyphs, top))]
}

/** The most urgent panels but one, as many as can be open in that height. */
function othersIn(
  panels: readonly Panel[],
  shown: readonly number[],
  but: number,
  width: number,
  height: number,
): readonly number[] {
  let left = height
  const kept: number[] = []
  for (const index of byUrgency(panels)) {
    const panel = panels[index]
    if (index === but || panel === undefined || !shown.includes(index)) continue
    left -= outerHeights(panel, width).least
    if (left < 0) break
    kept.push(index)
  }
  return kept
}

/** A panel with its frame. */
export function framed(
  panel: Panel,
  index: number,
  isFocused: boolean,
  glyphs: Glyphs,
  width: number,
  height: number,
): Block['rows'] {
  const content = panel.draw({ width: width - 4, height: height - 2, glyphs })
  return frameRows(content, headOf(panel, index, isFocused), width, height)
}
