import { focusedPanel, shownPanels } from '../../core/filter.ts'
import type { Model } from '../../core/model.ts'
import { type Row, span } from '../../core/row.ts'
import type { Glyphs } from '../../panels/kind.ts'
import type { Panel } from '../../panels/panel.ts'
import { asciiRow } from '../../widgets/ascii.ts'
import { fitRow } from '../../widgets/fit.ts'
import { drawDialog, wantedHeight } from '../dialog/dialog.ts'
import { arrangeGrid } from '../layout/grid.ts'
import { paletteRows } from '../prompt/paletteRows.ts'
import { promptRow } from '../prompt/promptRow.ts'
import { adviceRows } from './advice.ts'
import { filterRows } from './filterRow.ts'
import { footerRow, tickerRow } from './footer.ts'
import { frameRows } from './frame.ts'
import { gateRows } from './gates.ts'
import { headerRows } from './header.ts'
import { helpRows } from './help.ts'
import { journalRows } from './journal.ts'
import { listRows, type Numbered } from './list.ts'
import { filterOutline } from './outline.ts'
import { stripRows } from './strip.ts'
import { zoomRows } from './zoom.ts'

/** A rectangle of the screen with its rows. */
export type Block = {
  readonly id: string
  readonly width: number
  readonly height: number
  readonly rows: readonly Row[]
  /** Rows of the page that are further down. */
  readonly below: number
  /** Rows of the page that are further up; none if absent. */
  readonly above?: number
}

/** The whole screen, top to bottom: lines of blocks that together fill it exactly. */
export type Screen = readonly (readonly Block[])[]

/** Whether the screen ends before its page does. */
export const hasMoreBelow = (screen: Screen): boolean =>
  screen.some((line) => line.some(({ below }) => below > 0))

/** What the screen shows of the model. Pure: the same model always gives the same screen. */
export function screenOf(model: Model, panels: readonly Panel[], glyphs: Glyphs): Screen {
  const { columns: width, rows: height } = model.view
  const footing = aboveLastRow(model, width, height)
  const last = hasLastRow(model, height) ? 1 : 0
  const header = headerRows(model, width, height).slice(
    0,
    Math.max(0, height - Math.max(1, footing.length + last)),
  )
  const bodyHeight = Math.max(0, height - header.length - footing.length - last)
  const line = (id: string, rows: readonly Row[]): Block[] => [
    withinWidth({ id, width, height: rows.length, rows, below: 0 }),
  ]
  const body = bodyOf(model, panels, glyphs, width, bodyHeight)
  const footer = last === 0 ? footing : [...footing, lastRow(model, width, positionIn(body))]
  const screen = withDialog(
    model,
    withPalette(model, [line('header', header), ...body, line('footer', footer)]),
  )
  return glyphs === 'ascii' ? screen.map((blocks) => blocks.map(inAscii)) : screen
}

/**
 * An open dialog covers the lower part of the panels, which stay where they are; where it has no room there, it covers
 * everything.
 */
function withDialog(model: Model, screen: Screen): Screen {
  const { dialog, view } = model
  if (dialog === null) return screen
  const { columns: width, rows } = view
  const [header = [], ...rest] = screen
  const footer = rest.at(-1) ?? []
  const outside = heightOf(header) + heightOf(footer)
  const wanted = wantedHeight(dialog, model, width)
  const isWhole = wanted > rows - outside
  const height = isWhole ? rows : wanted
  const drawn = { id: 'dialog', width, height, ...drawDialog(dialog, model, width, height) }
  if (isWhole) return [[drawn]]
  return [header, ...cutBelow(rest.slice(0, -1), rows - outside - height), [drawn], footer]
}

/** What the palette offers covers the lower part of the panels, which stay where they are. */
function withPalette({ view, ...model }: Model, screen: Screen): Screen {
  const { prompt, columns: width, rows: height } = view
  if (prompt?.kind !== 'palette') return screen
  const [header = [], ...rest] = screen
  const footer = rest.at(-1) ?? []
  const room = height - heightOf(header) - heightOf(footer)
  const rows = paletteRows(prompt, { ...model, view }, width, room)
  const palette = { id: 'palette', width, height: rows.length, rows, below: 0 }
  return [header, ...cutBelow(rest.slice(0, -1), room - rows.length), [palette], footer]
}

const heightOf = (line: readonly Block[]): number => line[0]?.height ?? 0

/** The first `height` rows of lines of blocks. */
function cutBelow(lines: Screen, height: number): Screen {
  let left = height
  return lines.flatMap((line) => {
    const kept = Math.min(left, heightOf(line))
    left -= kept
    return kept === 0
      ? []
      : [line.map((block) => ({ ...block, height: kept, rows: block.rows.slice(0, kept), below: 0 }))]
  })
}

/** Words may end in …, numbers go whole; a row too long would be cut anywhere. Panels keep to their frames themselves. */
const withinWidth = (block: Block): Block => ({
  ...block,
  rows: block.rows.map((row) => fitRow(row, block.width)),
})

const inAscii = (block: Block): Block => ({ ...block, rows: block.rows.map(asciiRow) })

/** What is under way, and what is left out: the filter is told at every size that has a row to leave out. */
function aboveLastRow(model: Model, width: number, height: number): Row[] {
  const strip = height < 4 ? [] : stripRows(model, width)
  const filter = height < 2 || model.view.prompt?.kind === 'filter' ? [] : filterRows(model, width)
  const ticker = height < 14 || filter.length > 0 ? [] : [tickerRow(model, width)]
  return [...strip, ...ticker, ...filter]
}

const hasLastRow = ({ view }: Model, height: number): boolean => view.prompt !== null || height >= 8

/** What is being typed, else the keys that are of use here. */
function lastRow(model: Model, width: number, position: string | null): Row {
  const { prompt } = model.view
  return prompt === null ? footerRow(model, width, position) : promptRow(prompt, model, width)
}

/** `12–48 of 96`: the rows of a long page that are in sight; null where all are. */
function positionIn(screen: Screen): string | null {
  const part = screen.flat().find(({ above = 0, below }) => above + below > 0)
  if (part === undefined) return null
  const { above = 0, below, rows } = part
  return `${above + 1}–${above + rows.length} of ${above + rows.length + below}`
}

function bodyOf(
  model: Model,
  panels: readonly Panel[],
  glyphs: Glyphs,
  width: number,
  height: number,
): Screen {
  const { view } = model
  const whole = (id: string, rows: readonly Row[]): Screen => [
    [withinWidth({ id, width, height, ...page(narrowed(rows, model), view.scroll, height) })],
  ]
  const focused = panels[view.focus]
  if (view.isHelpOpen) return whole('help', helpRows(model, width))
  if (view.page === 'gates') return whole('gates', gateRows(model, width))
  if (view.page === 'advice') return whole('advice', adviceRows(model, width))
  if (view.page === 'journal') return whole('journal', journalRows(model, width))
  if (view.zoom !== null && focused !== undefined)
    return whole('zoom', zoomRows(focused, view.focus, model, { width, height, glyphs }))
  const shown = shownPanels(model).flatMap((index) => {
    const panel = panels[index]
    return panel === undefined ? [] : [{ panel, index }]
  })
  if (shown.length === 0 && panels.length > 0) return whole('grid', NOTHING_FITS)
  const focus = focusedPanel(model)
  const grid = arrangeGrid(
    shown.map(({ panel }) => panel),
    width,
    height,
  )
  if (grid === null) return listBody(shown, focus, glyphs, width, height)
  return grid.map((places) =>
    places.flatMap((place): Block[] => {
      const { panel, index } = shown[place.panel] ?? {}
      if (panel === undefined || index === undefined) return []
      const rows = framed(panel, index, index === focus, glyphs, place.width, place.height)
      return [{ id: panel.config.id, width: place.width, height: place.height, rows, below: 0 }]
    }),
  )
}

const NOTHING_FITS: readonly Row[] = [[], [span('   nothing fits the filter', 'dim')]]

/** A page without the entries that the filter leaves out. */
function narrowed(rows: readonly Row[], { view }: Model): readonly Row[] {
  const isPage = view.page !== null || view.isHelpOpen
  const left = isPage ? filterOutline(rows, view.filter.page) : rows
  return left.length === 0 ? NOTHING_FITS : left
}

/** Fewer rows than this show nothing of a panel that its line in the list doesn't. */
const LEAST_DETAIL_ROWS = 5

/** A list of all panels, and below it, where there is room, the focused one in full. */
function listBody(
  shown: readonly Numbered[],
  focus: number,
  glyphs: Glyphs,
  width: number,
  height: number,
): Screen {
  const rows = listRows(shown, focus, width, height)
  const rest = height - rows.length
  const focused = shown.find(({ index }) => index === focus)?.panel
  if (rest < LEAST_DETAIL_ROWS || focused === undefined)
    return [[withinWidth({ id: 'list', width, height, rows, below: 0 })]]
  const detail = framed(focused, focus, true, glyphs, width, rest)
  return [
    [withinWidth({ id: 'list', width, height: rows.length, rows, below: 0 })],
    [{ id: focused.config.id, width, height: rest, rows: detail, below: 0 }],
  ]
}

function framed(
  panel: Panel,
  index: number,
  isFocused: boolean,
  glyphs: Glyphs,
  width: number,
  height: number,
): readonly Row[] {
  const content = panel.draw({ width: width - 4, height: height - 2, glyphs })
  return frameRows(
    content,
    { title: panel.config.title, number: index + 1, level: panel.level, via: panel.via, isFocused },
    width,
    height,
  )
}

/** The part of a long page that is in sight. */
function page(
  rows: readonly Row[],
  scroll: number,
  height: number,
): Pick<Block, 'rows' | 'below'> & { readonly above: number } {
  const first = Math.min(scroll, Math.max(0, rows.length - height))
  return {
    rows: rows.slice(first, first + height),
    above: first,
    below: Math.max(0, rows.length - height - first),
  }
}
