import type { Evaluated, RangeSeries, Value } from '../../../../src/core/promql/value.ts'
import type { Labels } from '../../../../src/core/sample.ts'
import type { EpochMs } from '../../../../src/core/time.ts'
import type { Said } from './prometheus.ts'

/** What two ways to add the same numbers may differ by, as a share of the result. */
const SHARE = 1e-9

export type Tolerance = {
  /** How far from 0 the other one may be where one is 0: all digits have cancelled then, and there is no share of nothing. */
  readonly zeroWithin: number
}

/** How our answer differs from Prometheus', a line each; none where it does not. */
export function differences(
  theirs: Said<Value>,
  ours: Evaluated<Value>,
  tolerance: Tolerance,
): readonly string[] {
  if (!theirs.ok) return ours.ok ? [`theirs refuses (${theirs.message}), ours is ${summary(ours.value)}`] : []
  if (!ours.ok) return [`theirs is ${summary(theirs.value)}, ours refuses (${ours.error.message})`]
  return [...between(theirs.value, ours.value, tolerance)]
}

/** How the order differs where both have the same elements; equal values may stand in any order. */
export function orderDifferences(
  theirs: Said<Value>,
  ours: Evaluated<Value>,
  tolerance: Tolerance,
): readonly string[] {
  if (!theirs.ok || !ours.ok || theirs.value.kind !== 'vector' || ours.value.kind !== 'vector') return []
  const { elements } = ours.value
  return theirs.value.elements.flatMap(({ value }, i) => {
    const own = elements[i]?.value ?? Number.NaN
    return isSame(value, own, tolerance) ? [] : [`element ${i}: theirs ${value}, ours ${own}`]
  })
}

export function isEmpty(value: Value): boolean {
  switch (value.kind) {
    case 'scalar':
    case 'string':
      return false
    case 'vector':
      return value.elements.length === 0
    case 'matrix':
      return value.series.length === 0
  }
}

function between(theirs: Value, ours: Value, tolerance: Tolerance): Iterable<string> {
  if (theirs.kind !== ours.kind) return [`theirs is ${summary(theirs)}, ours ${summary(ours)}`]
  if (theirs.kind !== 'string' && ours.kind !== 'string')
    return betweenSeries(byLabels(theirs), byLabels(ours), tolerance)
  return summary(theirs) === summary(ours) ? [] : [`theirs is ${summary(theirs)}, ours ${summary(ours)}`]
}

type Points = ReadonlyMap<EpochMs, number>

function* betweenSeries(
  theirs: ReadonlyMap<string, Points>,
  ours: ReadonlyMap<string, Points>,
  tolerance: Tolerance,
): Generator<string> {
  for (const [labels, points] of theirs) {
    const own = ours.get(labels)
    if (own === undefined) yield `${labels}: only theirs (${listed(points)})`
    else yield* betweenPoints(labels, points, own, tolerance)
  }
  for (const [labels, points] of ours)
    if (!theirs.has(labels)) yield `${labels}: only ours (${listed(points)})`
}

function* betweenPoints(
  labels: string,
  theirs: Points,
  ours: Points,
  tolerance: Tolerance,
): Generator<string> {
  for (const [at, value] of theirs) {
    const own = ours.get(at)
    if (own === undefined) yield `${labels} at ${at}: theirs ${value}, ours nothing`
    else if (!isSame(value, own, tolerance)) yield `${labels} at ${at}: theirs ${value}, ours ${own}`
  }
  for (const [at, value] of ours)
    if (!theirs.has(at)) yield `${labels} at ${at}: theirs nothing, ours ${value}`
}

/** NaN is NaN, an infinity is itself; −0 and 0 are the same, until something is divided by them. */
function isSame(theirs: number, ours: number, { zeroWithin }: Tolerance): boolean {
  if (theirs === ours || (Number.isNaN(theirs) && Number.isNaN(ours))) return true
  if (!Number.isFinite(theirs) || !Number.isFinite(ours)) return false
  const off = Math.abs(theirs - ours)
  if ((theirs === 0 || ours === 0) && off <= zeroWithin) return true
  return off <= SHARE * Math.max(Math.abs(theirs), Math.abs(ours))
}

function byLabels(value: Exclude<Value, { kind: 'string' }>): ReadonlyMap<string, Points> {
  switch (value.kind) {
    case 'scalar':
      return new Map([['{}', new Map([[0, value.value]])]])
    case 'vector':
      return asMap(
        value.elements,
        ({ labels }) => labels,
        ({ value }) => new Map([[0, value]]),
      )
    case 'matrix':
      return asMap(value.series, ({ labels }) => labels, pointsOf)
  }
}

const pointsOf = ({ times, values }: RangeSeries): Points =>
  new Map(Array.from(times, (at, i) => [at, values[i] ?? Number.NaN]))

function asMap<T>(
  all: readonly T[],
  labelsOf: (of: T) => Labels,
  pointsOf: (of: T) => Points,
): ReadonlyMap<string, Points> {
  const map = new Map<string, Points>()
  for (const one of all) {
    const labels = JSON.stringify(Object.fromEntries(Object.entries(labelsOf(one)).sort()))
    // A vector with the same labels twice is none: here it becomes a difference.
    map.set(map.has(labels) ? `${labels} once more` : labels, pointsOf(one))
  }
  return map
}

const listed = (points: Points): string =>
  `${points.size} values: ${[...points.values()].slice(0, 3).join(', ')}${points.size > 3 ? ', …' : ''}`

function summary(value: Value): string {
  switch (value.kind) {
    case 'scalar':
      return `the scalar ${value.value}`
    case 'string':
      return `the string ${JSON.stringify(value.value)}`
    case 'vector':
      return `a vector of ${value.elements.length}`
    case 'matrix':
      return `a matrix of ${value.series.length}`
  }
}
