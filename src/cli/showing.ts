import type { Model } from '../core/model.ts'
import { formatTPlus } from '../core/time.ts'
import type { Glyphs } from '../panels/kind.ts'
import { judgePanel, type PanelConfig } from '../panels/panel.ts'
import { DARK_PAPER } from '../ui/picture/paper.ts'
import { svgOf } from '../ui/picture/svg.ts'
import { rowsOf, textOf } from '../ui/picture/text.ts'
import { screenOf } from '../ui/screen/screen.ts'
import type { Pens } from '../ui/theme/pens.ts'

/** What a screen shows of the model, to be kept or passed on. */
export function showingOf(model: Model, panels: readonly PanelConfig[], glyphs: Glyphs) {
  const judged = panels.map((config) => judgePanel(config, model))
  const rows = rowsOf(screenOf(model, judged, glyphs))
  return {
    text: textOf(rows),
    svg: (pens: Pens): string => svgOf(rows, model.view.columns, pens, DARK_PAPER, titleOf(model)),
  }
}

function titleOf({ profile, deployment, now }: Model): string {
  const age = deployment.at === null ? 'T+ unknown' : formatTPlus(now - deployment.at)
  return `hypercare · ${profile.title} · ${profile.environment} · ${age} · ${new Date(now).toISOString()}`
}
