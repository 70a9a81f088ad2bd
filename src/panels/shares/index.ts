import { keyLabel } from '../columns.ts'
import { agesChangeAt } from '../item.ts'
import type { PanelKind } from '../kind.ts'
import { summaryOf } from '../summary.ts'
import type { SharesConfig } from './config.ts'
import { judgeShares, type Shares } from './judge.ts'
import { draw, heights } from './view.ts'

export const shares: PanelKind<SharesConfig, Shares> = {
  kind: 'shares',
  signals: ({ signal }) => [signal],
  judge: judgeShares,
  changesAt: ({ shares }) => agesChangeAt(shares.map(({ item }) => item)),
  heights,
  draw,
  summary: (data, width) =>
    summaryOf(
      data.shares.map(({ item }) => item),
      width,
      keyLabel,
    ),
}
