import { holdsFor } from '../../core/time.ts'
import { fullLabel } from '../columns.ts'
import { agesChangeAt } from '../item.ts'
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
  // What is counted is found in the past too.
  sees: (_, { past }) => [past],
  changesAt: ({ events, items, also, now }) =>
    Math.min(agesChangeAt([...items, ...also]), ...events.map(({ at }) => now + holdsFor(now - at))),
  heights,
  draw,
  summary: (data, width) => summaryOf([...data.items, ...data.also], width, fullLabel),
}
