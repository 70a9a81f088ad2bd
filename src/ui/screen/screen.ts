import type { Model } from '../../core/model.ts'
import type { Row } from '../../core/row.ts'
import type { Glyphs } from '../../panels/kind.ts'
import type { Panel } from '../../panels/panel.ts'
import { asciiRow } from '../../widgets/ascii.ts'
import { fitRow } from '../../widgets/fit.ts'
import { drawDialog, wantedHeight } from '../dialog/dialog.ts'
import { arrangeGrid } from '../layout/grid.ts'
import { adviceRows } from './advice.ts'
import { footerRow, noticeRow, tickerRow } from './footer.ts'
import { frameRows } from './frame.ts'
import { gateRows } from './gates.ts'
import { headerRows } from './header.ts'
import { helpRows } from './help.ts'
import { journalRows } from './journal.ts'
import { listRows } from './list.ts'
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
}

/** The whole screen, top to bottom: lines of blocks that together fill it exactly. */
export type Screen = readonly (readonly Block[])[]

/** Whether the screen ends before its page does. */
export const hasMoreBelow = (screen: Screen): boolean =>
  screen.some((line) => line.some(({ below }) => below > 0))

/** What the screen shows of the model. Pure: the same model always gives the same screen. */
export function screenOf(model: Model, panels: readonly Panel[], glyphs: Glyphs): Screen {
  const { columns: width, rows: height } = model.view
  const header = headerRows(model, width, height).slice(0, Math.max(1, height - 1))
  const footer = footerRows(model, width, height)
  const bodyHeight = Math.max(0, height - header.length - footer.length)
  const line = (id: string, rows: readonly Row[]): Block[] => [
    withinWidth({ id, width, height: rows.length, rows, below: 0 }),
  ]
  const screen = withDialog(model, [
    line('header', header),
    ...bodyOf(model, panels, glyphs, width, bodyHeight),
    line('footer', footer),
  ])
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

/** A notice stands where news stands, or over the keys, so that nothing moves for it. */
function footerRows(model: Model, width: number, height: number): Row[] {
  const strip = height < 4 ? [] : stripRows(model, width)
  const notice = noticeRow(model, width)
  if (height < 8) return strip
  if (height < 14) return [...strip, notice ?? footerRow(model, width)]
  return [...strip, notice ?? tickerRow(model, width), footerRow(model, width)]
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
    [withinWidth({ id, width, height, ...page(rows, view.scroll, height) })],
  ]
  const focused = panels[view.focus]
  if (view.isHelpOpen) return whole('help', helpRows(model))
  if (view.page === 'gates') return whole('gates', gateRows(model, width))
  if (view.page === 'advice') return whole('advice', adviceRows(model, width))
  if (view.page === 'journal') return whole('journal', journalRows(model, width))
  if (view.isZoomed && focused !== undefined)
    return whole('zoom', zoomRows(focused, view.focus, model, { width, height, glyphs }))
  const grid = arrangeGrid(panels, width, height)
  if (grid === null) return listBody(model, panels, glyphs, width, height)
  return grid.map((places) =>
    places.flatMap((place): Block[] => {
      const panel = panels[place.panel]
      if (panel === undefined) return []
      const rows = framed(panel, place.panel, place.panel === view.focus, glyphs, place.width, place.height)
      return [{ id: panel.config.id, width: place.width, height: place.height, rows, below: 0 }]
    }),
  )
}

/** Fewer rows than this show nothing of a panel that its line in the list doesn't. */
const LEAST_DETAIL_ROWS = 5

/** A list of all panels, and below it, where there is room, the focused one in full. */
function listBody(
  { view }: Model,
  panels: readonly Panel[],
  glyphs: Glyphs,
  width: number,
  height: number,
): Screen {
  const rows = listRows(panels, view.focus, width, height)
  const rest = height - rows.length
  const focused = panels[view.focus]
  if (rest < LEAST_DETAIL_ROWS || focused === undefined)
    return [[withinWidth({ id: 'list', width, height, rows, below: 0 })]]
  const detail = framed(focused, view.focus, true, glyphs, width, rest)
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
function page(rows: readonly Row[], scroll: number, height: number): Pick<Block, 'rows' | 'below'> {
  const first = Math.min(scroll, Math.max(0, rows.length - height))
  return { rows: rows.slice(first, first + height), below: Math.max(0, rows.length - height - first) }
}
