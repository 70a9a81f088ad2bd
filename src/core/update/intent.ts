import { filterHere, focusedPanel, shownPanels } from '../filter.ts'
import type { Intent } from '../intent.ts'
import type { Model, View } from '../model.ts'
import { openZoom } from '../zoom.ts'
import { onQuit } from './acting/key.ts'
import { openDialog } from './acting/open.ts'
import type { Next } from './next.ts'
import { narrowed } from './prompt/filter.ts'
import { openPrompt } from './prompt/open.ts'
import { onZoomIntent, refocused, toggleZoom, worstSeries } from './zoom.ts'

/** A person asked for something. Only what they see changes. */
export function onIntent(model: Model, intent: Intent): Next {
  switch (intent.type) {
    case 'quit':
      return onQuit(model)
    case 'act':
    case 'choose-action':
    case 'undo':
    case 'answer':
    case 'silence':
      return openDialog(model, intent)
    case 'back':
      return { model: putAway(model), effects: [] }
    case 'prompt':
      return { model: openPrompt(model, intent.kind), effects: [] }
    case 'show':
      return { model: { ...model, view: show(model, intent) }, effects: [] }
    case 'repaint':
    case 'suspend':
    case 'copy':
    case 'save-screen':
      return { model, effects: [intent] }
    case 'ask-now':
      return { model: { ...model, sources: allDue(model.sources) }, effects: [] }
    case 'zoom':
      return { model: { ...model, view: toggleZoom(withFocus(model)) }, effects: [] }
    case 'choose-series':
    case 'change-span':
    case 'move-cursor':
    case 'pan':
    case 'go-to':
      return { model: { ...model, view: onZoomIntent(model, intent) }, effects: [] }
    default: {
      return { model: { ...model, view: refocused(model, move(model, intent)) }, effects: [] }
    }
  }
}

/** With the focus on a panel that can be seen. */
const withFocus = (model: Model): Model => ({
  ...model,
  view: { ...model.view, focus: focusedPanel(model) },
})

/** Every source is due at the next tick; one that is being asked already will answer anyway. */
function allDue(sources: Model['sources']): Model['sources'] {
  return new Map([...sources].map(([id, source]) => [id, { ...source, nextPollAt: 0 }]))
}

/** One step back, first from what narrows the view; at the panels, what came of the last action is put away. */
function putAway(model: Model): Model {
  const { view, actions, now } = model
  if (filterHere(view) !== '') return narrowed(model, '', focusedPanel(model))
  const isAtPanels = !view.isHelpOpen && view.page === null && view.zoom === null
  if (isAtPanels) return { ...model, actions: { ...actions, seenUpTo: now } }
  return { ...model, view: back(view) }
}

const NO_PAGE = { isHelpOpen: false, page: null, scroll: 0 } as const

function back(view: View): View {
  if (view.isHelpOpen) return { ...withoutPageFilter(view), isHelpOpen: false, scroll: 0 }
  if (view.page !== null) return { ...withoutPageFilter(view), page: null, scroll: 0 }
  const { zoom } = view
  return zoom === null || zoom.cursor === null
    ? { ...view, zoom: null, scroll: 0 }
    : { ...view, zoom: { ...zoom, cursor: null } }
}

/** What narrowed one page says nothing of the next one. */
const withoutPageFilter = (view: View): View =>
  view.filter.page === '' ? view : { ...view, filter: { ...view.filter, page: '' } }

/** A panel that the filter hides is shown all the same: it was asked for by its name. */
function show(model: Model, { panel, signal }: Extract<Intent, { type: 'show' }>): View {
  const isHidden = !shownPanels(model).includes(panel)
  const filter = { panels: isHidden ? '' : model.view.filter.panels, page: '' }
  const zoom = signal === null ? null : openZoom(worstSeries(model, panel, signal))
  return { ...model.view, ...NO_PAGE, focus: panel, zoom, filter }
}

type Move = Extract<Intent, { type: 'help' | 'page' | 'focus-next' | 'focus-previous' | 'focus' | 'scroll' }>

function move(model: Model, intent: Move): View {
  const { view } = model
  const focus = focusedPanel(model)
  const focusOn = (panel: number | undefined): View =>
    panel === undefined ? view : { ...view, focus: panel, scroll: 0 }
  const step = (by: number): View => {
    const shown = shownPanels(model)
    return focusOn(shown.at((shown.indexOf(focus) + by) % shown.length))
  }
  switch (intent.type) {
    case 'help':
      return { ...withoutPageFilter(view), isHelpOpen: !view.isHelpOpen, scroll: 0 }
    case 'page':
      return {
        ...withoutPageFilter(view),
        isHelpOpen: false,
        page: view.page === intent.page ? null : intent.page,
        scroll: 0,
      }
    case 'focus-next':
      return step(1)
    case 'focus-previous':
      return step(-1)
    case 'focus':
      return focusOn(shownPanels(model).find((panel) => panel === intent.panel))
    case 'scroll':
      return { ...view, scroll: Math.max(0, view.scroll + intent.by) }
  }
}
