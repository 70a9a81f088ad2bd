import { fullLabel } from '../columns.ts'
import { agesChangeAt } from '../item.ts'
import type { PanelKind } from '../kind.ts'
import { summaryOf } from '../summary.ts'
import type { StatConfig } from './config.ts'
import { judgeStat, type Stat } from './judge.ts'
import { draw, heights } from './view.ts'

export const stat: PanelKind<StatConfig, Stat> = {
  kind: 'stat',
  signals: ({ signal }) => [signal],
  judge: judgeStat,
  changesAt: ({ items }) => agesChangeAt(items),
  heights,
  draw,
  summary: (data, width) => summaryOf(data.items, width, fullLabel),
}
