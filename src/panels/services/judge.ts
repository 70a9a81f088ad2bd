import type { Model } from '../../core/model.ts'
import type { Level } from '../../core/verdict.ts'
import { allItems, type Item, worstOf } from '../item.ts'
import type { ServicesConfig } from './config.ts'

export type Services = { readonly level: Level; readonly items: readonly Item[] }

export function judgeServices({ signals }: ServicesConfig, model: Model): Services {
  const items = allItems(model, signals)
  return { level: worstOf(items), items }
}
