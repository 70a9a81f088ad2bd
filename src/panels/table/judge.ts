import type { Model } from '../../core/model.ts'
import type { Level } from '../../core/verdict.ts'
import { type Item, itemsOf, worstOf } from '../item.ts'
import type { TableConfig } from './config.ts'

export type Table = {
  readonly level: Level
  readonly items: readonly Item[]
  /** One row per label value and one field per signal, where the signals share a label; null where they don't. */
  readonly matrix: {
    readonly titles: readonly string[]
    readonly rows: readonly { readonly key: string; readonly fields: readonly (Item | null)[] }[]
  } | null
}

export function judgeTable({ signals }: TableConfig, model: Model): Table {
  const bySignal = signals.map((id) => itemsOf(model, id))
  const items = bySignal.flat()
  return { level: worstOf(items), items, matrix: matrixOf(bySignal) }
}

function matrixOf(bySignal: readonly (readonly Item[])[]): Table['matrix'] {
  const labels = new Set(bySignal.map((items) => items[0]?.signal.label))
  const [label] = labels
  if (bySignal.length < 2 || labels.size !== 1 || label === null || label === undefined) return null
  const keys = [...new Set(bySignal.flatMap((items) => items.map(({ key }) => key)))]
  return {
    titles: bySignal.map((items) => items[0]?.signal.title ?? ''),
    rows: keys.map((key) => ({
      key,
      fields: bySignal.map((items) => items.find((item) => item.key === key) ?? null),
    })),
  }
}
