import { fullLabel } from '../columns.ts'
import { agesChangeAt } from '../item.ts'
import type { PanelKind } from '../kind.ts'
import { summaryOf } from '../summary.ts'
import type { ServicesConfig } from './config.ts'
import { judgeServices, type Services } from './judge.ts'
import { draw, heights } from './view.ts'

export const services: PanelKind<ServicesConfig, Services> = {
  kind: 'services',
  signals: ({ signals }) => signals,
  judge: judgeServices,
  changesAt: ({ items }) => agesChangeAt(items),
  heights,
  draw,
  summary: (data, width) => summaryOf(data.items, width, fullLabel),
}
