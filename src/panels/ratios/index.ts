import { fullLabel } from '../columns.ts'
import { agesChangeAt } from '../item.ts'
import type { PanelKind } from '../kind.ts'
import { summaryOf } from '../summary.ts'
import type { RatiosConfig } from './config.ts'
import { judgeRatios, type Ratios } from './judge.ts'
import { draw, heights } from './view.ts'

export const ratios: PanelKind<RatiosConfig, Ratios> = {
  kind: 'ratios',
  signals: ({ signals }) => signals,
  judge: judgeRatios,
  changesAt: ({ items }) => agesChangeAt(items),
  heights,
  draw,
  summary: (data, width) => summaryOf(data.items, width, fullLabel),
}
