import type { PanelKind } from '../kind.ts'
import type { GatesConfig } from './config.ts'
import { type Gates, judgeGates } from './judge.ts'
import { draw, heights, summary } from './view.ts'

export const gates: PanelKind<GatesConfig, Gates> = {
  kind: 'gates',
  // Which signals a gate asks is said by the gate, not by its panel.
  signals: () => [],
  judge: judgeGates,
  // A gate passes with time alone, and its evidence is of signals that are not asked for here.
  showsAge: () => true,
  heights,
  draw,
  summary,
}
