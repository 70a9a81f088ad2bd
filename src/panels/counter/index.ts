import { fullLabel } from '../columns.ts'
import { showAge } from '../item.ts'
import type { PanelKind } from '../kind.ts'
import { summaryOf } from '../summary.ts'
import type { CounterConfig } from './config.ts'
import { type Counter, judgeCounter } from './judge.ts'
import { draw, heights } from './view.ts'

export const counter: PanelKind<CounterConfig, Counter> = {
  kind: 'counter',
  signals: ({ signal, counter, progress, also }) =>
    [signal, counter, progress, ...also].filter((id) => id !== undefined),
  judge: judgeCounter,
  showsAge: ({ events, items, also }) => events.length > 0 || showAge([...items, ...also]),
  heights,
  draw,
  summary: (data, width) => summaryOf([...data.items, ...data.also], width, fullLabel),
}
