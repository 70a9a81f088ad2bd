import type { Past } from './past.ts'
import { type Piece, type Point, pointsOf } from './series.ts'
import type { Instance, SignalConfig } from './signal.ts'
import type { DurationMs, EpochMs } from './time.ts'

/** A stretch of the past of one signal. */
export type Stretch = {
  readonly signal: string
  readonly from: EpochMs
  readonly to: EpochMs
  readonly stepMs: DurationMs
}

/**
 * What is known of the signal that somebody looks at beyond what is known of all: finer, or from longer ago. It is asked
 * for while they look.
 */
export type CloseUp = {
  /** The last question. While it is pending there is no other. */
  readonly asked:
    | (Stretch & { readonly at: EpochMs; readonly outcome: 'pending' | 'known' | 'failed' })
    | null
  readonly seen: (Stretch & { readonly points: ReadonlyMap<string, readonly Point[]> }) | null
}

export const NO_CLOSE_UP: CloseUp = { asked: null, seen: null }

/**
 * All that is known of a series: its history, before that the close-up, and the window as a whole where neither reaches.
 * What is finer goes first: where it has a gap, nothing coarser covers it up.
 */
export function piecesOf(
  { past, closeUp }: { readonly past: Past; readonly closeUp: CloseUp },
  { id: signal }: Pick<SignalConfig, 'id'>,
  { id, series }: Pick<Instance, 'id' | 'series'>,
): readonly Piece[] {
  const recent = pointsOf(series)
  const begin = recent[0]?.at ?? Number.POSITIVE_INFINITY
  const seen = closeUp.seen?.signal === signal ? closeUp.seen : null
  const close = (seen?.points.get(id) ?? []).filter(({ at }) => at < begin)
  const isSeen = (at: EpochMs): boolean => seen !== null && at >= seen.from && at <= seen.to
  const window = past.series.get(id)
  const rest = window === undefined ? [] : pointsOf(window).filter(({ at }) => at < begin && !isSeen(at))
  return [
    { points: recent, stepMs: series.stepMs },
    ...(seen === null ? [] : [{ points: close, stepMs: seen.stepMs }]),
    ...(window === undefined ? [] : [{ points: rest, stepMs: window.stepMs }]),
  ]
}

/** The oldest point that is known, or null. */
export function knownSince(pieces: readonly Piece[]): EpochMs | null {
  const first = Math.min(...pieces.map(({ points }) => points[0]?.at ?? Number.POSITIVE_INFINITY))
  return Number.isFinite(first) ? first : null
}
