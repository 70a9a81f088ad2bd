import { fullLabel } from '../columns.ts'
import { agesChangeAt } from '../item.ts'
import type { PanelKind } from '../kind.ts'
import { summaryOf } from '../summary.ts'
import type { HostPanelConfig } from './config.ts'
import { type Host, judgeHost } from './judge.ts'
import { draw, heights } from './view.ts'

export const host: PanelKind<HostPanelConfig, Host> = {
  kind: 'host',
  signals: ({ cpu, memory, disk, load }) => [cpu, memory, disk, load].filter((id) => id !== undefined),
  judge: judgeHost,
  changesAt: ({ items }) => agesChangeAt(items),
  heights,
  draw,
  summary: (data, width) => summaryOf(data.items, width, fullLabel),
}
