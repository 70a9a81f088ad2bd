import type { Model } from '../../core/model.ts'
import { beginWithPast, eachPointWithPast } from '../../core/past.ts'
import { instanceId } from '../../core/signal.ts'
import type { EpochMs } from '../../core/time.ts'
import type { Level } from '../../core/verdict.ts'
import { allItems, firstItem, type Item, isLive, itemsOf, worstOf } from '../item.ts'
import type { CounterConfig } from './config.ts'
import { type CounterEvent, eventsOf, type Walk } from './events.ts'

export type Counter = {
  readonly level: Level
  readonly items: readonly Item[]
  /** Newest first. */
  readonly events: readonly CounterEvent[]
  /** Counted, but from before the history, whose beginning is `knownSince`; 0 where nothing is missing or nobody knows. */
  readonly earlier: number
  readonly knownSince: EpochMs | null
  readonly progress: Item | null
  readonly also: readonly Item[]
  readonly now: EpochMs
}

export function judgeCounter(config: CounterConfig, model: Model): Counter {
  const items = itemsOf(model, config.signal)
  const also = allItems(model, config.also)
  const progress = config.progress === undefined ? null : firstItem(model, config.progress)
  const counters = config.counter === undefined ? [] : itemsOf(model, config.counter)
  const remembered = ({ signal, key, series }: Item) => ({ id: instanceId(signal.id, key), series })
  const walkOf =
    (item: Item): Walk =>
    (show) =>
      eachPointWithPast(model.past, remembered(item), show)
  const path: Walk = progress === null ? () => undefined : walkOf(progress)
  const events = counters.flatMap((item) => eventsOf(walkOf(item), path)).sort((a, b) => b.at - a.at)
  const starts = counters.flatMap((item) => beginWithPast(model.past, remembered(item)) ?? [])
  return {
    level: worstOf([...items, ...also]),
    items,
    events,
    earlier: counters.length === 0 ? 0 : Math.max(0, counted(items) - sum(events)),
    knownSince: starts.length === 0 ? null : Math.max(...starts),
    progress,
    also,
    now: model.now,
  }
}

function counted(items: readonly Item[]): number {
  return items.reduce((total, item) => {
    const isNumber = isLive(item) && typeof item.value === 'number'
    return total + (isNumber && typeof item.value === 'number' ? Math.round(item.value) : 0)
  }, 0)
}

const sum = (events: readonly CounterEvent[]): number => events.reduce((total, { by }) => total + by, 0)
