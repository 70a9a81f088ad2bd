import type { Mark } from '../../core/mark.ts'
import type { Model } from '../../core/model.ts'
import type { Past } from '../../core/past.ts'
import type { EpochMs } from '../../core/time.ts'
import type { Level } from '../../core/verdict.ts'
import { type Item, isLive, itemsOf, rulesOf, worstOf } from '../item.ts'
import { doneMarks } from '../marks.ts'
import type { SharesConfig } from './config.ts'

export type Share = {
  readonly item: Item
  /** Ratios, null where no rule gives a target. */
  readonly target: number | null
  /** The distance at which it first is not ok. */
  readonly allowed: number | null
  /** Value − target; null while there is no value to go by. */
  readonly deviation: number | null
}

export type Shares = {
  readonly level: Level
  readonly shares: readonly Share[]
  /** The share farthest from its target, by what is allowed; null while one that has a target is not known. */
  readonly worst: Share | null
  /** From when on the deviations are told: the deployment, no longer ago than the window. */
  readonly from: EpochMs
  readonly past: Past
  readonly marks: readonly Mark[]
}

export function judgeShares({ signal }: SharesConfig, model: Model): Shares {
  const items = itemsOf(model, signal)
  const shares = items.map(shareOf)
  const aimed = shares.filter(({ target }) => target !== null)
  const isSeen = aimed.every(({ deviation }) => deviation !== null)
  const worst = (isSeen ? aimed : []).toSorted((a, b) => exhausted(b) - exhausted(a))[0]
  return {
    level: worstOf(items),
    shares,
    worst: worst ?? null,
    from: beginOf(model),
    past: model.past,
    marks: doneMarks(model),
  }
}

/** Where nobody says when the deployment was, what the charts hold. */
function beginOf({ now, deployment: { at, windowMs }, profile }: Model): EpochMs {
  return at === null || at >= now ? now - profile.history.lengthMs : Math.max(at, now - windowMs)
}

function shareOf(item: Item): Share {
  const condition = rulesOf(item)
    .map((rule) => rule.condition)
    .find(({ op }) => op === 'deviates')
  if (condition?.op !== 'deviates') return { item, target: null, allowed: null, deviation: null }
  const { target, warn, crit } = condition
  const isKnown = isLive(item) && typeof item.value === 'number'
  return {
    item,
    target,
    allowed: warn ?? crit,
    deviation: isKnown && typeof item.value === 'number' ? item.value - target : null,
  }
}

const exhausted = ({ deviation, allowed }: Share): number => Math.abs(deviation ?? 0) / (allowed ?? 1)
