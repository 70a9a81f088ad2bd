import { agesChangeAt, type Item } from '../item.ts'
import type { PanelKind } from '../kind.ts'
import { summaryOf } from '../summary.ts'
import type { GpuConfig } from './config.ts'
import { type Gpu, judgeGpu, signalsOf } from './judge.ts'
import { draw, heights } from './view.ts'

const deviceLabel = ({ key, signal }: Item): string => (key === '' ? signal.title : `#${key} ${signal.title}`)

export const gpu: PanelKind<GpuConfig, Gpu> = {
  kind: 'gpu',
  signals: signalsOf,
  judge: judgeGpu,
  changesAt: ({ items }) => agesChangeAt(items),
  heights,
  draw,
  summary: ({ items }, width) => summaryOf(items, width, deviceLabel),
}
