import type { Mark } from '../../core/mark.ts'
import type { Model } from '../../core/model.ts'
import type { Level } from '../../core/verdict.ts'
import { type Item, itemsOf, itemWithKey, worstOf } from '../item.ts'
import { doneMarks } from '../marks.ts'
import type { QuantilesConfig } from './config.ts'

export type Quantiles = {
  readonly level: Level
  readonly items: readonly Item[]
  /** Other quantiles, each with one item per item above, or null where that label is missing. */
  readonly also: readonly (readonly (Item | null)[])[]
  readonly marks: readonly Mark[]
}

/** A value per label; the other quantiles have no say in the level, they are there for comparison. */
export function judgeQuantiles({ signal, also }: QuantilesConfig, model: Model): Quantiles {
  const items = itemsOf(model, signal)
  return {
    level: worstOf(items),
    items,
    also: also.map((id) => items.map(({ key }) => itemWithKey(model, id, key))),
    marks: doneMarks(model),
  }
}
