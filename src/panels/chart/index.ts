import { fullLabel } from '../columns.ts'
import { agesChangeAt } from '../item.ts'
import type { PanelKind } from '../kind.ts'
import { summaryOf } from '../summary.ts'
import type { ChartConfig } from './config.ts'
import { type Charts, judgeChart } from './judge.ts'
import { draw, heights } from './view.ts'

export const chart: PanelKind<ChartConfig, Charts> = {
  kind: 'chart',
  signals: ({ signal }) => [signal],
  judge: judgeChart,
  changesAt: ({ items }) => agesChangeAt(items),
  heights,
  draw,
  summary: (data, width) => summaryOf(data.items, width, fullLabel),
}
