import type { Model } from '../../src/core/model.ts'
import type { Role } from '../../src/core/row.ts'
import type { Glyphs } from '../../src/panels/kind.ts'
import { judgePanel, type PanelConfig } from '../../src/panels/panel.ts'
import { plainText } from '../../src/widgets/fit.ts'

/** The panel as text, a line per row, with all the rows it wants unless a height is given. */
export function drawnText(
  config: PanelConfig,
  model: Model,
  width: number,
  height?: number,
  glyphs: Glyphs = 'braille',
): string {
  const panel = judgePanel(config, model)
  const rows = panel.draw({ width, height: height ?? panel.heights(width).full, glyphs })
  return rows.map(plainText).join('\n')
}

/** The text of all spans in that role. */
export function textIn(config: PanelConfig, model: Model, role: Role, width = 120): readonly string[] {
  const panel = judgePanel(config, model)
  return panel
    .draw({ width, height: panel.heights(width).full, glyphs: 'braille' })
    .flatMap((row) => row.filter((span) => span.role === role).map(({ text }) => text))
}

export const summaryText = (config: PanelConfig, model: Model, width: number): string =>
  plainText(judgePanel(config, model).summary(width))
