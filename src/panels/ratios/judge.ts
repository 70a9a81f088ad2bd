import type { Mark } from '../../core/mark.ts'
import type { Model } from '../../core/model.ts'
import type { Level } from '../../core/verdict.ts'
import { allItems, type Item, worstOf } from '../item.ts'
import { doneMarks } from '../marks.ts'
import type { RatiosConfig } from './config.ts'

export type Ratios = {
  readonly level: Level
  readonly items: readonly Item[]
  readonly marks: readonly Mark[]
}

export function judgeRatios({ signals }: RatiosConfig, model: Model): Ratios {
  const items = allItems(model, signals)
  return { level: worstOf(items), items, marks: doneMarks(model) }
}
