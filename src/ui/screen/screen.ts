import { shownPanels } from '../../core/filter.ts'
import type { Model } from '../../core/model.ts'
import { type Row, span } from '../../core/row.ts'
import type { Glyphs } from '../../panels/kind.ts'
import type { Panel, PanelConfig } from '../../panels/panel.ts'
import { fitRow } from '../../widgets/fit.ts'
import { inGlyphs } from '../../widgets/signs.ts'
import { drawDialog, wantedHeight } from '../dialog/dialog.ts'
import { paletteRows } from '../prompt/paletteRows.ts'
import { promptRow } from '../prompt/promptRow.ts'
import { adviceRows } from './advice.ts'
import { alertsPage } from './alerts.ts'
import { type Block, cutAt, type Screen } from './block.ts'
import { filterRows } from './filterRow.ts'
import { footerRow, noticeRow, tickerRow } from './footer.ts'
import { gateRows } from './gates.ts'
import { gpusPage } from './gpus.ts'
import { headerRows } from './header.ts'
import { helpRows } from './help.ts'
import { journalRows } from './journal.ts'
import { lookRows } from './look.ts'
import { filterOutline } from './outline.ts'
import { panelBlocks } from './panels.ts'
import { serviceRows } from './services.ts'
import { stripRows } from './strip.ts'
import { zoomRows } from './zoom/page.ts'

/** What the screen shows of the model. Pure: the same model always gives the same screen. */
export function screenOf(model: Model, panels: readonly Panel[], glyphs: Glyphs): Screen {
  const { columns: width, rows: height } = model.view
  const above = aboveLastRow(model, width, height)
  const last = hasLastRow(model, height) ? 1 : 0
  // One row is left to the panels, where there are two.
  const least = Math.max(above.length + last, height > 1 ? 1 : 0)
  const header = headerRows(model, width, height).slice(0, height - least)
  const bodyHeight = Math.max(0, height - header.length - above.length - last)
  const strip = (id: string, top: number, rows: readonly Row[]): Block =>
    withinItself({ id, left: 0, top, width, height: rows.length, rows, below: 0 })
  const body = bodyOf(model, panels, glyphs, { top: header.length, width, height: bodyHeight })
  const footer = last === 0 ? above : [...above, lastRow(model, width, positionIn(body))]
  const screen = withDialog(
    model,
    withPalette(model, [
      strip('header', 0, header),
      ...body,
      strip('footer', header.length + bodyHeight, footer),
    ]),
  )
  return screen.map((block) => ({ ...block, rows: inGlyphs(block.rows, glyphs) }))
}

/**
 * An open dialog covers the lower part of the panels, which stay where they are; where it has no room there, it covers
 * everything.
 */
function withDialog(model: Model, screen: Screen): Screen {
  const { dialog, view } = model
  if (dialog === null) return screen
  const { columns: width, rows } = view
  const header = screen.find(({ id }) => id === 'header')
  const footer = screen.find(({ id }) => id === 'footer')
  const bottom = footer?.top ?? rows
  const wanted = wantedHeight(dialog, model, width)
  const isWhole = wanted > bottom - (header?.height ?? 0)
  const height = isWhole ? rows : wanted
  const top = isWhole ? 0 : bottom - height
  const drawn = { id: 'dialog', left: 0, top, width, height, ...drawDialog(dialog, model, width, height) }
  return [...cutAt(screen, top), drawn, ...(isWhole || footer === undefined ? [] : [footer])]
}

/** What the palette offers covers the lower part of the panels, which stay where they are, and the ticker. */
function withPalette(model: Model, screen: Screen): Screen {
  const { prompt, columns: width, rows: height } = model.view
  if (prompt?.kind !== 'palette') return screen
  const header = screen.find(({ id }) => id === 'header')
  const footer = screen.find(({ id }) => id === 'footer')
  if (footer === undefined) return screen
  // The ticker is the last row before the line that is typed.
  const under = hasTicker(model, width, height) ? footer.rows.toSpliced(-2, 1) : footer.rows
  const bottom = height - under.length
  const rows = paletteRows(prompt, model, width, bottom - (header?.height ?? 0))
  const top = bottom - rows.length
  const palette = { id: 'palette', left: 0, top, width, height: rows.length, rows, below: 0 }
  return [...cutAt(screen, top), palette, { ...footer, top: bottom, height: under.length, rows: under }]
}

/** Words may end in …, numbers go whole; what is too long would be cut anywhere. Panels keep to their frames themselves. */
const withinItself = (block: Block): Block => ({
  ...block,
  rows: block.rows.slice(0, block.height).map((row) => fitRow(row, block.width)),
})

/** What is under way, what changed, and what is left out: the filter is told at every size that has a row to leave out. */
function aboveLastRow(model: Model, width: number, height: number): Row[] {
  // Where there is room for one, what is being done to the system goes before how the screen looks.
  const strips = height < 4 ? [] : [...lookRows(model, width), ...stripRows(model, width)]
  const strip = height < 8 ? strips.slice(-1) : strips
  const ticker = hasTicker(model, width, height) ? [noticeRow(model, width) ?? tickerRow(model, width)] : []
  return [...strip, ...ticker, ...narrowedRows(model, width, height)]
}

const narrowedRows = (model: Model, width: number, height: number): Row[] =>
  height < 2 || model.view.prompt?.kind === 'filter' ? [] : filterRows(model, width)

const hasTicker = (model: Model, width: number, height: number): boolean =>
  height >= 14 && narrowedRows(model, width, height).length === 0

const hasLastRow = ({ view }: Model, height: number): boolean => view.prompt !== null || height >= 8

/**
 * What is being typed, else the keys that are of use here. What came of the last key stands where news stands, or over the keys,
 * so that nothing moves for it.
 */
function lastRow(model: Model, width: number, position: string | null): Row {
  const { prompt, rows } = model.view
  if (prompt !== null) return promptRow(prompt, model, width)
  const notice = hasTicker(model, width, rows) ? null : noticeRow(model, width)
  return notice ?? footerRow(model, width, position)
}

/** `12–48 of 96`: the rows of a long page that are in sight; null where all are. */
function positionIn(screen: Screen): string | null {
  const part = screen.find(({ above, below }) => above !== undefined && above + below > 0)
  if (part?.above === undefined) return null
  const { above, below, rows } = part
  return `${above + 1}–${above + rows.length} of ${above + rows.length + below}`
}

function bodyOf(
  model: Model,
  panels: readonly Panel[],
  glyphs: Glyphs,
  { top, width, height }: { readonly top: number; readonly width: number; readonly height: number },
): Screen {
  const { view } = model
  const whole = (id: string, rows: readonly Row[]): Screen => [
    withinItself({ id, left: 0, top, width, height, ...page(narrowed(rows, model), view.scroll, height) }),
  ]
  const focused = panels[view.focus]
  if (view.isHelpOpen) return whole('help', helpRows(model, width))
  if (view.page === 'alerts') {
    const { rows, below } = alertsPage(model, width, height)
    return [withinItself({ id: 'alerts', left: 0, top, width, height, rows, below })]
  }
  if (view.page === 'services') return whole('services', serviceRows(model, configsOf(panels), width, glyphs))
  if (view.page === 'gpus') {
    const { head, rows } = gpusPage(model, configsOf(panels), { width, height, glyphs })
    const seen = page(narrowed(rows, model), view.scroll, height - head.length)
    return [withinItself({ id: 'gpus', left: 0, top, width, height, ...seen, rows: [...head, ...seen.rows] })]
  }
  if (view.page === 'gates') return whole('gates', gateRows(model, width))
  if (view.page === 'advice') return whole('advice', adviceRows(model, width))
  if (view.page === 'journal') return whole('journal', journalRows(model, width))
  if (view.zoom !== null && focused !== undefined)
    return whole('zoom', zoomRows(focused, view.focus, model, { width, height, glyphs }))
  if (panels.length > 0 && shownPanels(model).length === 0) return whole('panels', NOTHING_FITS)
  return panelBlocks(model, panels, glyphs, { top, width, height })
}

const configsOf = (panels: readonly Panel[]): readonly PanelConfig[] => panels.map(({ config }) => config)

const NOTHING_FITS: readonly Row[] = [[], [span('   nothing fits the filter', 'dim')]]

/** A page without the entries that the filter leaves out. */
function narrowed(rows: readonly Row[], { view }: Model): readonly Row[] {
  const isPage = view.page !== null || view.isHelpOpen
  const left = isPage ? filterOutline(rows, view.filter.page) : rows
  return left.length === 0 ? NOTHING_FITS : left
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
