import type { Model } from '../../core/model.ts'
import type { Level } from '../../core/verdict.ts'
import { allItems, type Item, worstOf } from '../item.ts'
import type { HostPanelConfig } from './config.ts'

export type Host = { readonly level: Level; readonly items: readonly Item[] }

export function judgeHost({ cpu, memory, disk, load }: HostPanelConfig, model: Model): Host {
  const items = allItems(
    model,
    [cpu, memory, disk, load].filter((id) => id !== undefined),
  )
  return { level: worstOf(items), items }
}
