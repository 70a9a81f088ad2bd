import type { Model } from '../../core/model.ts'
import type { Glyphs } from '../../panels/kind.ts'
import type { Panel } from '../../panels/panel.ts'
import { badge } from '../../widgets/badge.ts'
import { plainText } from '../../widgets/fit.ts'
import { screenOf } from '../screen/screen.ts'
import { rowsOf, textOf } from './text.ts'

/** Wide enough for a panel, narrow enough for a chat. */
const WIDTH = 96
/** More rows than any page has. */
const TALL = 2_000

/**
 * What somebody looks at, as text to take along: the open page to its end, the zoom as it is, else the focused panel with
 * all that it has to say. Without frames, header and keys.
 */
export function copyOf(model: Model, panels: readonly Panel[], glyphs: Glyphs): string {
  const { view } = model
  const isPage = view.page !== null || view.isHelpOpen
  if (isPage || view.zoom !== null) {
    const size = isPage ? { rows: TALL, scroll: 0 } : {}
    const screen = screenOf({ ...model, dialog: null, view: { ...view, ...size } }, panels, glyphs)
    return textOf(rowsOf(screen.filter(({ id }) => id !== 'header' && id !== 'footer')))
  }
  const focused = panels[view.focus]
  return focused === undefined ? '' : panelText(focused, glyphs)
}

function panelText(panel: Panel, glyphs: Glyphs): string {
  const rows = panel.draw({ width: WIDTH, height: panel.heights(WIDTH).full, glyphs })
  return `${panel.config.title}  ${plainText(badge(panel.level, null))}\n${textOf(rows)}`
}
