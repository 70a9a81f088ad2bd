import { focusedPanel, shownPanels } from '../../core/filter.ts'
import type { Model } from '../../core/model.ts'
import type { Glyphs } from '../../panels/kind.ts'
import type { Panel } from '../../panels/panel.ts'
import { arrange, byUrgency, outerHeights } from '../layout/arrange.ts'
import type { Place } from '../layout/layout.ts'
import type { Block } from './block.ts'
import { frameRows, headOf } from './frame.ts'
import { listRow, listRows } from './list.ts'
import { placesOf, type Room } from './places.ts'

type Body = Room & { readonly top: number }

/** The panels that the filter leaves in their places; where there is no room for that, a list of them and the focused one below it. */
export function panelBlocks(model: Model, panels: readonly Panel[], glyphs: Glyphs, body: Body): Block[] {
  const shown = shownPanels(model)
  const focus = focusedPanel(model)
  const places = placesOf(model, panels, shown, body)
  if (places === null) return listAndDetail(focus, panels, shown, glyphs, body)
  return places.map((place) => blockOf(place, panels, focus, glyphs, body.top))
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
