import type { Chrome, Glyphs, Theme } from '../core/look.ts'
import type { Model } from '../core/model.ts'
import { formatTPlus } from '../core/time.ts'
import { judgePanel, type PanelConfig } from '../panels/panel.ts'
import { paperOf } from '../ui/picture/paper.ts'
import { svgOf } from '../ui/picture/svg.ts'
import { rowsOf, textOf } from '../ui/picture/text.ts'
import { screenOf } from '../ui/screen/screen.ts'
import { pensOf } from '../ui/theme/pens.ts'

/** What a screen shows of the model, to be kept or passed on. */
export function showingOf(model: Model, panels: readonly PanelConfig[], glyphs: Glyphs) {
  const judged = panels.map((config) => judgePanel(config, model))
  const rows = rowsOf(screenOf(model, judged, glyphs))
  return {
    text: textOf(rows),
    /** With all colours, whatever the terminal has. */
    svg: (theme: Theme, chrome: Chrome): string =>
      svgOf(rows, model.view.columns, pensOf(theme, 'true', chrome), paperOf(theme), titleOf(model)),
  }
}

function titleOf({ profile, deployment, now }: Model): string {
  const age = deployment.at === null ? 'T+ unknown' : formatTPlus(now - deployment.at)
  return `hypercare · ${profile.title} · ${profile.environment} · ${age} · ${new Date(now).toISOString()}`
}
