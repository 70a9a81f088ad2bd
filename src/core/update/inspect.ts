import type { CloseUp, Stretch } from '../closeUp.ts'
import { instanceOfHistory } from '../instances.ts'
import type { Message } from '../message.ts'
import type { Model } from '../model.ts'
import { type Shown, seriesShown } from '../shown.ts'
import { speakerFor } from '../standIn.ts'
import type { EpochMs } from '../time.ts'
import { type Columns, columnsOf, type Zoom } from '../zoom.ts'
import type { Next } from './next.ts'
import { earliestOf } from './zoom.ts'

const INSPECT_DEADLINE_MS = 30_000
/** More points of one span than this are finer than any screen. */
const MOST_POINTS = 720
/** A source that failed to answer, or that knew nothing, is asked again after this. */
const AGAIN_AFTER_MS = 60_000

/**
 * Asks for the stretch of time that the zoom shows, and half of it on both sides, where what is kept of all signals is
 * too coarse for it or ends before. One question at a time: where somebody has moved on meanwhile, its answer is followed
 * by the next.
 */
export function inspect({ model, effects }: Next): Next {
  const { zoom, focus } = model.view
  if (zoom === null || model.closeUp.asked?.outcome === 'pending') return { model, effects }
  const shown = seriesShown(model, focus).find(({ instance }) => instance.id === zoom.series)
  const source = shown === undefined ? undefined : speakerFor(model.sources, shown.config.source)
  if (shown === undefined || source?.history !== 'filled' || source.isFilling) return { model, effects }
  const columns = columnsOf(zoom, model.view.columns, model.now)
  const stepMs = Math.max(model.profile.history.stepMs, 1_000 * Math.ceil(zoom.spanMs / MOST_POINTS / 1_000))
  if (isKnown(model, shown, columns, stepMs)) return { model, effects }
  const stretch = stretchAround(model, shown, zoom, columns, stepMs)
  const { id: signal } = shown.config
  const range = {
    lengthMs: stretch.to - stretch.from,
    stepMs,
    part: { signals: [signal], endedMs: model.now - stretch.to },
  }
  return {
    model: {
      ...model,
      closeUp: { ...model.closeUp, asked: { ...stretch, at: model.now, outcome: 'pending' } },
    },
    effects: [
      ...effects,
      { type: 'inspect', source: source.config.id, range, deadlineMs: INSPECT_DEADLINE_MS },
    ],
  }
}

function stretchAround(
  model: Model,
  { config }: Shown,
  { spanMs }: Zoom,
  { from, to, cellMs }: Columns,
  stepMs: number,
): Stretch {
  // A little more, since the columns shift against the spans.
  const aside = spanMs / 2 + 2 * cellMs
  return {
    signal: config.id,
    from: Math.max(earliestOf(model), from - aside),
    to: Math.min(model.now, to + aside),
    stepMs,
  }
}

/** Whether more can't be known of these columns, or was asked for just now. */
function isKnown(
  { past, closeUp, now, sources }: Model,
  { config, instance }: Shown,
  { from, to }: Columns,
  stepMs: number,
): boolean {
  // Words have no past.
  if (typeof instance.last?.value !== 'number') return true
  const begin = firstAt(instance)
  if (from >= begin) return true
  const window = past.series.get(instance.id)
  const recalled = past.asked.get(speakerFor(sources, config.source)?.config.id ?? '')
  const isRecalled = window !== undefined && window.stepMs <= 2 * stepMs && recalled?.outcome === 'known'
  if (isRecalled && from >= recalled.from) return true
  const { asked, seen } = closeUp
  const isCovered = (one: Stretch | null): boolean =>
    one?.signal === config.id &&
    one.stepMs <= 2 * stepMs &&
    one.from <= from &&
    one.to >= Math.min(to, begin) - AGAIN_AFTER_MS
  return (
    isCovered(seen) || (asked?.outcome === 'failed' && isCovered(asked) && now - asked.at < AGAIN_AFTER_MS)
  )
}

const firstAt = ({ series: { chunks, tail } }: Shown['instance']): EpochMs =>
  chunks[0]?.[0] ?? tail[0]?.at ?? Number.POSITIVE_INFINITY

/** The close-up has arrived, or could not be had; then what was known stays. */
export function onInspected(model: Model, { result }: Extract<Message, { type: 'inspected' }>): Model {
  const { asked, seen } = model.closeUp
  if (asked === null) return model
  const settled = (outcome: 'known' | 'failed', next: CloseUp['seen']): Model => ({
    ...model,
    closeUp: { asked: { ...asked, outcome }, seen: next },
  })
  if (!result.ok) return settled('failed', seen)
  const { signal, from, to, stepMs } = asked
  const points = new Map(
    result.histories.flatMap((history) => {
      const instance = instanceOfHistory(model.signals.get(history.signal), history)
      return instance === null ? [] : [[instance.id, history.points] as const]
    }),
  )
  return settled('known', { signal, from, to, stepMs, points })
}
