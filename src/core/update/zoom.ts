import type { Intent } from '../intent.ts'
import type { Model, View } from '../model.ts'
import { seriesShown } from '../shown.ts'
import type { EpochMs } from '../time.ts'
import { compareLevels } from '../verdict.ts'
import { aroundMoment, type Bounds, openZoom, panned, spanned, stepped, type Zoom } from '../zoom.ts'

export type ZoomIntent = Extract<
  Intent,
  { type: 'choose-series' | 'change-span' | 'move-cursor' | 'pan' | 'go-to' }
>

const DAY_MS = 86_400_000

/** The zoom, moved as it was asked for; without one there is nothing to move. */
export function onZoomIntent(model: Model, intent: ZoomIntent): View {
  const { view } = model
  if (view.zoom === null) return view
  return { ...view, zoom: move(model, view.zoom, intent) }
}

function move(model: Model, zoom: Zoom, intent: ZoomIntent): Zoom {
  const bounds = boundsOf(model)
  // All of them together are shown as the panel has them, over its own time.
  if (zoom.series === null && intent.type !== 'choose-series') return zoom
  switch (intent.type) {
    case 'choose-series':
      return { ...zoom, series: nextSeries(model, zoom.series, intent.by) }
    case 'change-span':
      return spanned(zoom, intent.by, bounds)
    case 'move-cursor':
      return stepped(zoom, intent.by, bounds)
    case 'pan':
      return panned(zoom, intent.by, bounds)
    case 'go-to': {
      const { at } = model.deployment
      if (intent.moment === 'now') return { ...zoom, until: null, cursor: null }
      return at === null || at > model.now ? zoom : aroundMoment(zoom, at, bounds)
    }
  }
}

/** A day before the deployment, else the window, is as far back as a watch has any use for. */
export function earliestOf({ now, deployment: { at, windowMs } }: Model): EpochMs {
  return Math.min(now - windowMs, (at ?? now) - DAY_MS)
}

const boundsOf = (model: Model): Bounds => ({
  screenColumns: model.view.columns,
  now: model.now,
  earliest: earliestOf(model),
})

/** One after the other, and after the last all of them together. */
function nextSeries(model: Model, series: string | null, by: number): string | null {
  const ids = seriesShown(model, model.view.focus).map(({ instance }) => instance.id)
  const choices = [...(ids.length === 1 ? [] : [null]), ...ids]
  const index = Math.max(0, choices.indexOf(series))
  return choices[(index + by + choices.length) % choices.length] ?? null
}

/** Opens the zoom of the focused panel at its worst series, or closes it. */
export function toggleZoom(model: Model): View {
  const { view } = model
  return { ...view, scroll: 0, zoom: view.zoom === null ? openZoom(worstSeries(model, view.focus)) : null }
}

/** The same stretch of time of the panel that is focused now. */
export function refocused(model: Model, view: View): View {
  if (view.zoom === null || view.focus === model.view.focus) return view
  return { ...view, zoom: { ...view.zoom, series: worstSeries(model, view.focus) } }
}

/** The worst series of a panel, or of one signal in it; null where it shows none. */
export function worstSeries(model: Model, panel: number, signal: string | null = null): string | null {
  const [worst] = seriesShown(model, panel)
    .filter(({ config }) => signal === null || config.id === signal)
    .toSorted((a, b) => compareLevels(a.instance.verdict.level, b.instance.verdict.level))
  return worst?.instance.id ?? null
}
