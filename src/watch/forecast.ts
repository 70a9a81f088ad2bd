import type { Await } from '../core/gate.ts'
import type { Model } from '../core/model.ts'
import { eachPoint, type Series, sizeOf } from '../core/series.ts'
import type { Instance } from '../core/signal.ts'
import type { EpochMs } from '../core/time.ts'
import { compare } from './holds.ts'

/** When waiting alone will have brought about what is awaited. */
export type Forecast =
  | { readonly kind: 'at'; readonly at: EpochMs; readonly awaited: Await }
  /** It is so already, and will then have been for as long as is asked. */
  | { readonly kind: 'held'; readonly at: EpochMs }
  /** It stands still, goes the other way, or its pace is not known. */
  | { readonly kind: 'never'; readonly awaited: Await; readonly reason: string }

/** Fewer points than these show no pace. */
const LEAST_POINTS = 8

/**
 * When all that is awaited will be there, each going on at the pace of its recent past; the one that is last, or the
 * first that never comes. Null where nothing is awaited.
 */
export function forecastOf(awaits: readonly Await[], model: Model): Forecast | null {
  const each = awaits.map((awaited) => forecastOne(awaited, model))
  const never = each.find(({ kind }) => kind === 'never')
  if (never !== undefined) return never
  return each.reduce<Forecast | null>(
    (last, one) => (last?.kind === 'at' && one.kind === 'at' && last.at >= one.at ? last : one),
    null,
  )
}

function forecastOne(awaited: Await, model: Model): Forecast {
  const { now } = model
  const never = (reason: string): Forecast => ({ kind: 'never', awaited, reason })
  const [instance] = model.signals.get(awaited.signal)?.instances.values() ?? []
  const value = instance?.verdict.value ?? null
  const level = instance?.verdict.level
  if (instance === undefined || typeof value !== 'number' || level === 'stale' || level === 'unknown')
    return never('not known now')
  const { op, limit } = awaited.claim
  if (compare(value, op, limit)) return { kind: 'at', at: now, awaited }
  const pace = paceOf(instance)
  if (pace === null) return never('too little of its past is known to tell its pace')
  const leftMs = (limit - value) / pace
  if (!Number.isFinite(leftMs) || leftMs <= 0) return never('comes no nearer at this pace')
  return { kind: 'at', at: now + leftMs, awaited }
}

/** What was found last: a series changes with each answer and not with each frame. */
const found = new WeakMap<Series, number | null>()

/** Change per millisecond over the recent past, as the line nearest to all points; null with too few of them. */
export function paceOf({ series }: Pick<Instance, 'series'>): number | null {
  const known = found.get(series)
  if (known !== undefined) return known
  const pace = slopeOf(series)
  found.set(series, pace)
  return pace
}

function slopeOf(series: Series): number | null {
  const size = sizeOf(series)
  if (size < LEAST_POINTS) return null
  const mean = (of: (at: EpochMs, value: number) => number): number => {
    let sum = 0
    eachPoint(series, (at, value) => {
      sum += of(at, value)
    })
    return sum / size
  }
  const middle = mean((at) => at)
  const value = mean((_, each) => each)
  const spread = mean((at) => (at - middle) ** 2)
  return spread === 0 ? null : mean((at, each) => (at - middle) * (each - value)) / spread
}
