import type { Model } from '../../core/model.ts'
import type { Level } from '../../core/verdict.ts'
import { allItems, type Item, worstOf } from '../item.ts'
import type { StatConfig } from './config.ts'

export type Stat = { readonly level: Level; readonly items: readonly Item[] }

export function judgeStat({ signal }: StatConfig, model: Model): Stat {
  const items = allItems(model, [signal])
  return { level: worstOf(items), items }
}
