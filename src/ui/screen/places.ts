import type { Model } from '../../core/model.ts'
import { startModel } from '../../core/start.ts'
import { judgePanel, type Panel } from '../../panels/panel.ts'
import { arrange, type Measured } from '../layout/arrange.ts'
import { automaticLayout } from '../layout/automatic.ts'
import { declaredFor, layoutOf } from '../layout/declared.ts'
import type { Layout, Place } from '../layout/layout.ts'
import { type Noted, noting } from '../layout/noted.ts'

export type Room = { readonly width: number; readonly height: number }

type Placed = {
  readonly panels: readonly Panel[]
  /** The same as they were measured. */
  readonly noted: readonly Noted[]
  readonly shown: readonly number[]
  readonly size: string
  readonly places: readonly Place[] | null
}

/** By profile, for the panels of the last frame: while none of them asks for another place, each stays where it is. */
const PLACED = new WeakMap<Model['profile'], Placed>()

/** Where each panel that is shown stands; null where a list says more. */
export function placesOf(
  model: Model,
  panels: readonly Panel[],
  shown: readonly number[],
  room: Room,
): readonly Place[] | null {
  const last = PLACED.get(model.profile)
  const size = `${model.view.columns}x${model.view.rows} ${room.width}x${room.height}`
  const isPlaced = last?.size === size && isSame(last.shown, shown) && asksTheSame(last, panels)
  const noted = isPlaced ? last.noted : panels.map(noting)
  const places = isPlaced ? last.places : findPlaces(model, panels, noted, shown, room)
  PLACED.set(model.profile, { panels, noted, shown, size, places })
  return places
}

const isSame = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((each, index) => each === b[index])

const asksTheSame = ({ panels, noted }: Placed, newer: readonly Panel[]): boolean =>
  panels.length === newer.length &&
  newer.every((panel, index) => panel === panels[index] || noted[index]?.isAnsweredBy(panel) === true)

/** By the layouts of the profile, where nothing is left out, else by the automatic one. */
function findPlaces(
  { profile, view }: Model,
  panels: readonly Panel[],
  measured: readonly Measured[],
  shown: readonly number[],
  { width, height }: Room,
): readonly Place[] | null {
  const ids = panels.map(({ config }) => config.id)
  const isWhole = shown.length === panels.length
  for (const declared of isWhole ? declaredFor(profile.layouts, view) : []) {
    const places = arrange(layoutOf(declared, ids, width), measured, width, height)
    if (places !== null) return places
  }
  const layout = automatic(profile, panels, shown, width, height)
  const places = layout === null ? null : arrange(layout, among(shown, measured), width, height)
  return places?.map((place) => ({ ...place, panel: shown[place.panel] ?? place.panel })) ?? null
}

const among = <P>(shown: readonly number[], panels: readonly P[]): readonly P[] =>
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
