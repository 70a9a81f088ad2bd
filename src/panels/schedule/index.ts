import { fullLabel } from '../columns.ts'
import { agesChangeAt } from '../item.ts'
import type { PanelKind } from '../kind.ts'
import { summaryOf } from '../summary.ts'
import type { ScheduleConfig } from './config.ts'
import { judgeSchedule, type Schedule } from './judge.ts'
import { draw, heights } from './view.ts'

export const schedule: PanelKind<ScheduleConfig, Schedule> = {
  kind: 'schedule',
  signals: ({ signal, progress, also }) => [signal, progress, ...also],
  judge: judgeSchedule,
  changesAt: ({ item, progress, also }) => agesChangeAt([item, progress, ...also.map((one) => one.item)]),
  heights,
  draw,
  summary: (data, width) =>
    summaryOf([data.item, data.progress, ...data.also.map(({ item }) => item)], width, fullLabel),
}
