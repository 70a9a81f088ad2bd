import type { DurationMs, EpochMs } from './time.ts'

export type Point = { readonly at: EpochMs; readonly value: number }

/** A piece of a past, whose points lie `stepMs` apart where nothing is missing. */
export type Piece<P extends Points = readonly Point[]> = { readonly points: P; readonly stepMs: DurationMs }

/**
 * The recent past of one number, on a grid of `stepMs`: one point a step, the last one read.
 * Immutable: appending copies a short tail only, so that a profile of thousands of series stays cheap.
 */
export type Series = {
  readonly stepMs: DurationMs
  readonly lengthMs: DurationMs
  /** Full chunks of `at, value` pairs, oldest first. */
  readonly chunks: readonly Float64Array[]
  readonly tail: readonly Point[]
}

const CHUNK_POINTS = 32

/** An empty series that remembers `lengthMs` at one point every `stepMs`. */
export function emptySeries(lengthMs: DurationMs, stepMs: DurationMs): Series {
  return { stepMs, lengthMs, chunks: [], tail: [] }
}

/**
 * The series with one more point. A point in the same step as the last replaces it.
 * Points later than the new one are forgotten: the clock was set back, and they would keep the series from growing.
 */
export function appendPoint(series: Series, at: EpochMs, value: number): Series {
  const last = series.tail.at(-1)
  if (last !== undefined && at < last.at) {
    const earlier = pointsOf(series).filter((point) => point.at < at)
    return appendPoint(fromPoints(series, earlier), at, value)
  }
  const isSameStep = last !== undefined && stepOf(series, last.at) === stepOf(series, at)
  const tail = isSameStep ? series.tail.with(-1, { at, value }) : [...series.tail, { at, value }]
  if (tail.length <= CHUNK_POINTS) return { ...series, tail }
  return { ...series, chunks: [...unexpired(series, at), pack(tail.slice(0, -1))], tail: tail.slice(-1) }
}

/** All points, oldest first. */
export function pointsOf({ chunks, tail }: Series): Point[] {
  const points: Point[] = []
  for (const chunk of chunks)
    for (let i = 0; i < chunk.length; i += 2) points.push({ at: chunk[i] ?? 0, value: chunk[i + 1] ?? 0 })
  for (const point of tail) points.push(point)
  return points
}

/** Points, oldest first; those of a series are looked at where they lie. */
export type Points = readonly Point[] | Series

/** How many points there are. */
export function sizeOf(points: Points): number {
  return 'chunks' in points ? points.chunks.length * CHUNK_POINTS + points.tail.length : points.length
}

/** The time of the oldest point; null where there is none. */
export function beginOf({ chunks, tail }: Series): EpochMs | null {
  return chunks[0]?.[0] ?? tail[0]?.at ?? null
}

/** Shows each point, the oldest first. A chart looks at hundreds a series, and objects of them would only be thrown away. */
export function eachPoint(points: Points, show: (at: EpochMs, value: number) => void): void {
  if ('chunks' in points) {
    for (const chunk of points.chunks)
      for (let i = 0; i < chunk.length; i += 2) show(chunk[i] ?? 0, chunk[i + 1] ?? 0)
  }
  for (const { at, value } of 'tail' in points ? points.tail : points) show(at, value)
}

/**
 * Shows the points from the newest back, for as long as `goesOn` says so; returns whether it saw the oldest. With each answer
 * dozens of series are looked through so, hundreds of points each: a generator that gives an object a point costs five times as
 * much.
 */
export function lookBack({ chunks, tail }: Series, goesOn: (at: EpochMs, value: number) => boolean): boolean {
  for (let i = tail.length - 1; i >= 0; i--) {
    const point = tail[i]
    if (point !== undefined && !goesOn(point.at, point.value)) return false
  }
  for (let c = chunks.length - 1; c >= 0; c--) {
    const chunk = chunks[c] ?? []
    for (let i = chunk.length - 2; i >= 0; i -= 2) if (!goesOn(chunk[i] ?? 0, chunk[i + 1] ?? 0)) return false
  }
  return true
}

/** The series with past points filled in; where a point is already known for a step, that one stays. */
export function mergePoints(series: Series, past: readonly Point[], now: EpochMs): Series {
  const byStep = new Map<number, Point>()
  for (const point of [...past, ...pointsOf(series)]) {
    if (point.at >= now - series.lengthMs && point.at <= now) byStep.set(stepOf(series, point.at), point)
  }
  return fromPoints(
    series,
    [...byStep.values()].sort((a, b) => a.at - b.at),
  )
}

/** A series like the given one of points in order, at most one a step. */
function fromPoints({ lengthMs, stepMs }: Series, points: readonly Point[]): Series {
  const full = Math.max(0, Math.ceil(points.length / CHUNK_POINTS) - 1)
  const chunks = Array.from({ length: full }, (_, i) =>
    pack(points.slice(i * CHUNK_POINTS, (i + 1) * CHUNK_POINTS)),
  )
  return { stepMs, lengthMs, chunks, tail: points.slice(full * CHUNK_POINTS) }
}

const stepOf = (series: Series, at: EpochMs): number => Math.floor(at / series.stepMs)

function unexpired(series: Series, now: EpochMs): readonly Float64Array[] {
  return series.chunks.filter((chunk) => (chunk.at(-2) ?? 0) >= now - series.lengthMs)
}

function pack(points: readonly Point[]): Float64Array {
  return Float64Array.from(points.flatMap(({ at, value }) => [at, value]))
}
