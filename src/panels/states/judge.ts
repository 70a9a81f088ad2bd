import type { Model } from '../../core/model.ts'
import type { Level } from '../../core/verdict.ts'
import { allItems, type Item, isLive, itemsOf, itemWithKey, worstOf } from '../item.ts'
import type { StatesConfig } from './config.ts'

export type StateRow = {
  readonly item: Item
  /** Another opinion on the same thing. */
  readonly beside: Item | null
  readonly trips: Item | null
  /** The other opinion says all is well while this state says it is not: one of them is wrong. */
  readonly isContradicted: boolean
}

export type States = {
  readonly level: Level
  readonly rows: readonly StateRow[]
  readonly also: readonly Item[]
}

export function judgeStates({ signal, beside, trips, also }: StatesConfig, model: Model): States {
  const rows = itemsOf(model, signal).map((item): StateRow => {
    const other = beside === undefined ? null : itemWithKey(model, beside, item.key)
    return {
      item,
      beside: other,
      trips: trips === undefined ? null : itemWithKey(model, trips, item.key),
      isContradicted: other !== null && isRaised(item) && isLive(other) && other.level === 'ok',
    }
  })
  const shared = trips !== undefined && rows.every((row) => row.trips === null) ? [trips] : []
  const others = allItems(model, [...also, ...shared])
  const judged = rows.flatMap(({ item, beside, trips }) => [
    item,
    ...[beside, judgedTrips(trips)].filter((one) => one !== null),
  ])
  return { level: worstOf([...judged, ...others]), rows, also: others }
}

/** A count without limits promises nothing, and it is the first thing to go in a narrow panel. */
const judgedTrips = (trips: Item | null): Item | null =>
  trips === null || trips.signal.rules.length === 0 ? null : trips

const isRaised = (item: Item): boolean => isLive(item) && item.level !== 'ok'
