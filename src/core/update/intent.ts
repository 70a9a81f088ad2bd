import type { Intent } from '../keymap.ts'
import type { Model, View } from '../model.ts'
import { onQuit } from './acting/key.ts'
import { openDialog } from './acting/open.ts'
import type { Next } from './next.ts'
import { onZoomIntent, refocused, toggleZoom } from './zoom.ts'

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
    case 'repaint':
    case 'suspend':
    case 'copy':
    case 'save-screen':
      return { model, effects: [intent] }
    case 'ask-now':
      return { model: { ...model, sources: allDue(model.sources) }, effects: [] }
    case 'zoom':
      return { model: { ...model, view: toggleZoom(model) }, effects: [] }
    case 'choose-series':
    case 'change-span':
    case 'move-cursor':
    case 'pan':
    case 'go-to':
      return { model: { ...model, view: onZoomIntent(model, intent) }, effects: [] }
    default: {
      const view = move(model.view, intent, model.profile.panels.length)
      return { model: { ...model, view: refocused(model, view) }, effects: [] }
    }
  }
}

/** Every source is due at the next tick; one that is being asked already will answer anyway. */
function allDue(sources: Model['sources']): Model['sources'] {
  return new Map([...sources].map(([id, source]) => [id, { ...source, nextPollAt: 0 }]))
}

/** One step back; at the panels, what came of the last action is put away. */
function putAway(model: Model): Model {
  const { view, actions, now } = model
  const isAtPanels = !view.isHelpOpen && view.page === null && view.zoom === null
  if (isAtPanels) return { ...model, actions: { ...actions, seenUpTo: now } }
  return { ...model, view: back(view) }
}

function back(view: View): View {
  if (view.isHelpOpen) return { ...view, isHelpOpen: false, scroll: 0 }
  if (view.page !== null) return { ...view, page: null, scroll: 0 }
  const { zoom } = view
  return zoom === null || zoom.cursor === null
    ? { ...view, zoom: null, scroll: 0 }
    : { ...view, zoom: { ...zoom, cursor: null } }
}

type Move = Extract<Intent, { type: 'help' | 'page' | 'focus-next' | 'focus-previous' | 'focus' | 'scroll' }>

function move(view: View, intent: Move, panels: number): View {
  const focusOn = (focus: number): View => ({
    ...view,
    focus: panels === 0 ? 0 : (focus + panels) % panels,
    scroll: 0,
  })
  switch (intent.type) {
    case 'help':
      return { ...view, isHelpOpen: !view.isHelpOpen, scroll: 0 }
    case 'page':
      return { ...view, isHelpOpen: false, page: view.page === intent.page ? null : intent.page, scroll: 0 }
    case 'focus-next':
      return focusOn(view.focus + 1)
    case 'focus-previous':
      return focusOn(view.focus - 1)
    case 'focus':
      return intent.panel < panels ? focusOn(intent.panel) : view
    case 'scroll':
      return { ...view, scroll: Math.max(0, view.scroll + intent.by) }
  }
}
