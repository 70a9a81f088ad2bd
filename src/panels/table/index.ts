import { fullLabel } from '../columns.ts'
import { agesChangeAt } from '../item.ts'
import type { PanelKind } from '../kind.ts'
import { summaryOf } from '../summary.ts'
import type { TableConfig } from './config.ts'
import { judgeTable, type Table } from './judge.ts'
import { draw, heights } from './view.ts'

export const table: PanelKind<TableConfig, Table> = {
  kind: 'table',
  signals: ({ signals }) => signals,
  judge: judgeTable,
  changesAt: ({ items }) => agesChangeAt(items),
  heights,
  draw,
  summary: (data, width) => summaryOf(data.items, width, fullLabel),
}
