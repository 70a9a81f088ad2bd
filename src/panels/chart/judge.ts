import type { Mark } from '../../core/mark.ts'
import type { Model } from '../../core/model.ts'
import type { Level } from '../../core/verdict.ts'
import { allItems, type Item, worstOf } from '../item.ts'
import { doneMarks } from '../marks.ts'
import type { ChartConfig } from './config.ts'

export type Charts = {
  readonly level: Level
  readonly items: readonly Item[]
  readonly marks: readonly Mark[]
}

export function judgeChart({ signal }: ChartConfig, model: Model): Charts {
  const items = allItems(model, [signal])
  return { level: worstOf(items), items, marks: doneMarks(model) }
}
