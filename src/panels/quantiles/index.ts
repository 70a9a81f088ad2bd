import { keyLabel } from '../columns.ts'
import { agesChangeAt } from '../item.ts'
import type { PanelKind } from '../kind.ts'
import { summaryOf } from '../summary.ts'
import type { QuantilesConfig } from './config.ts'
import { judgeQuantiles, type Quantiles } from './judge.ts'
import { draw, heights } from './view.ts'

export const quantiles: PanelKind<QuantilesConfig, Quantiles> = {
  kind: 'quantiles',
  signals: ({ signal, also }) => [signal, ...also],
  judge: judgeQuantiles,
  changesAt: ({ items, also }) => agesChangeAt([...items, ...also.flat().filter((item) => item !== null)]),
  heights,
  draw,
  summary: ({ items }, width) => summaryOf(items, width, keyLabel),
}
