import type { Model } from '../../core/model.ts'
import { eachPoint, pointsOf, type Series } from '../../core/series.ts'
import { formatNumber } from '../../core/units.ts'
import type { Level } from '../../core/verdict.ts'
import { forecastOf, paceOf } from '../../watch/forecast.ts'
import { describeForecast } from '../../watch/sentence.ts'
import { allItems, firstItem, type Item, isLive, worstOf } from '../item.ts'
import type { ScheduleConfig } from './config.ts'
import { type Plan, plannedAt } from './plan.ts'
import { type Trend, trendOf } from './trend.ts'

export type Schedule = {
  readonly level: Level
  readonly item: Item
  readonly progress: Item
  readonly plan: Plan
  /** The value planned for the present progress; null while that is not known. */
  readonly planned: number | null
  /** 0 … 1 of the way; null while the progress is not known. */
  readonly done: number | null
  /** When it arrives and at what pace: `step reaches ≥ 10 000 at about T+31 h at this pace, 333 an hour`; empty at the end. */
  readonly forecast: string
  /** The value by progress, oldest first, as far as the history reaches. */
  readonly path: readonly { readonly progress: number; readonly value: number }[]
  readonly also: readonly { readonly item: Item; readonly trend: Trend | null }[]
}

export function judgeSchedule(config: ScheduleConfig, model: Model): Schedule {
  const item = firstItem(model, config.signal)
  const progress = firstItem(model, config.progress)
  const also = allItems(model, config.also)
  const reached = isLive(progress) && typeof progress.value === 'number' ? progress.value : null
  return {
    level: worstOf([item, progress, ...also]),
    item,
    progress,
    plan: config,
    planned: reached === null ? null : plannedAt(config, reached),
    done: reached === null ? null : Math.min(1, Math.max(0, reached / config.over)),
    forecast: reached === null || reached >= config.over ? '' : describeArrival(config, model),
    path: joinByTime(progress.series, item.series, item.series.stepMs * 2),
    also: also.map((one) => ({ item: one, trend: isLive(one) ? trendOf(one.series) : null })),
  }
}

function describeArrival({ progress, over }: ScheduleConfig, model: Model): string {
  const claim = { by: 'number', of: 'value', op: '>=', limit: over } as const
  const forecast = forecastOf([{ signal: progress, claim }], model)
  const [instance] = model.signals.get(progress)?.instances.values() ?? []
  const pace = instance === undefined ? null : paceOf(instance)
  if (forecast === null) return ''
  const words = describeForecast(forecast, model)
  return pace === null ? words : `${words}, ${formatNumber(pace * HOUR_MS, 'count', 0)} an hour`
}

const HOUR_MS = 3_600_000

/** Each value with the progress known at its time, not older than `toleranceMs`. */
function joinByTime(progress: Series, values: Series, toleranceMs: number): Schedule['path'] {
  const steps = pointsOf(progress)
  const path: Schedule['path'][number][] = []
  let next = 0
  eachPoint(values, (at, value) => {
    while ((steps[next]?.at ?? Number.POSITIVE_INFINITY) <= at) next += 1
    const last = steps[next - 1]
    if (last !== undefined && at - last.at <= toleranceMs) path.push({ progress: last.value, value })
  })
  return path
}
