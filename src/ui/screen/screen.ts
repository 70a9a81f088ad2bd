import type { Model } from '../../core/model.ts'
import type { Row } from '../../core/row.ts'
import type { Glyphs } from '../../panels/kind.ts'
import type { Panel, PanelConfig } from '../../panels/panel.ts'
import { fitRow } from '../../widgets/fit.ts'
import { inGlyphs } from '../../widgets/signs.ts'
import { drawDialog, wantedHeight } from '../dialog/dialog.ts'
import { adviceRows } from './advice.ts'
import { alertsPage } from './alerts.ts'
import { type Block, cutAt, type Screen } from './block.ts'
import { footerRow, noticeRow, tickerRow } from './footer.ts'
import { gateRows } from './gates.ts'
import { gpusPage } from './gpus.ts'
import { headerRows } from './header.ts'
import { helpRows } from './help.ts'
import { journalRows } from './journal.ts'
import { lookRows } from './look.ts'
import { panelBlocks } from './panels.ts'
import { serviceRows } from './services.ts'
import { stripRows } from './strip.ts'
import { zoomRows } from './zoom/page.ts'

/** What the screen shows of the model. Pure: the same model always gives the same screen. */
export function screenOf(model: Model, panels: readonly Panel[], glyphs: Glyphs): Screen {
  const { columns: width, rows: height } = model.view
  const header = headerRows(model, width, height).slice(0, Math.max(1, height - 1))
  const footer = footerRows(model, width, height)
  const bodyHeight = Math.max(0, height - header.length - footer.length)
  const strip = (id: string, top: number, rows: readonly Row[]): Block =>
    withinItself({ id, left: 0, top, width, height: rows.length, rows, below: 0 })
  const body = { top: header.length, width, height: bodyHeight }
  const screen = withDialog(model, [
    strip('header', 0, header),
    ...bodyOf(model, panels, glyphs, body),
    strip('footer', header.length + bodyHeight, footer),
  ])
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

/** Words may end in …, numbers go whole; what is too long would be cut anywhere. Panels keep to their frames themselves. */
const withinItself = (block: Block): Block => ({
  ...block,
  rows: block.rows.slice(0, block.height).map((row) => fitRow(row, block.width)),
})

/** A notice stands where news stands, or over the keys, so that nothing moves for it. */
function footerRows(model: Model, width: number, height: number): Row[] {
  // Where there is room for one, what is being done to the system goes before how the screen looks.
  const strips = height < 4 ? [] : [...lookRows(model, width), ...stripRows(model, width)]
  const notice = noticeRow(model, width)
  if (height < 8) return strips.slice(-1)
  if (height < 14) return [...strips, notice ?? footerRow(model, width)]
  return [...strips, notice ?? tickerRow(model, width), footerRow(model, width)]
}

function bodyOf(
  model: Model,
  panels: readonly Panel[],
  glyphs: Glyphs,
  { top, width, height }: { readonly top: number; readonly width: number; readonly height: number },
): Screen {
  const { view } = model
  const whole = (id: string, rows: readonly Row[]): Screen => [
    withinItself({ id, left: 0, top, width, height, ...page(rows, view.scroll, height) }),
  ]
  const focused = panels[view.focus]
  if (view.isHelpOpen) return whole('help', helpRows(model))
  if (view.page === 'alerts') {
    const { rows, below } = alertsPage(model, width, height)
    return [withinItself({ id: 'alerts', left: 0, top, width, height, rows, below })]
  }
  if (view.page === 'services') return whole('services', serviceRows(model, configsOf(panels), width, glyphs))
  if (view.page === 'gpus') {
    const { head, rows } = gpusPage(model, configsOf(panels), { width, height, glyphs })
    const { rows: seen, below } = page(rows, view.scroll, height - head.length)
    return [withinItself({ id: 'gpus', left: 0, top, width, height, rows: [...head, ...seen], below })]
  }
  if (view.page === 'gates') return whole('gates', gateRows(model, width))
  if (view.page === 'advice') return whole('advice', adviceRows(model, width))
  if (view.page === 'journal') return whole('journal', journalRows(model, width))
  if (view.zoom !== null && focused !== undefined)
    return whole('zoom', zoomRows(focused, view.focus, model, { width, height, glyphs }))
  return panelBlocks(model, panels, glyphs, { top, width, height })
}

const configsOf = (panels: readonly Panel[]): readonly PanelConfig[] => panels.map(({ config }) => config)

/** The part of a long page that is in sight. */
function page(rows: readonly Row[], scroll: number, height: number): Pick<Block, 'rows' | 'below'> {
  const first = Math.min(scroll, Math.max(0, rows.length - height))
  return { rows: rows.slice(first, first + height), below: Math.max(0, rows.length - height - first) }
}
