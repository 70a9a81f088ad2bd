import { undoable } from './acting/action.ts'
import { alertSources } from './alertList.ts'
import { contextOf } from './bindings.ts'
import { shownPanels } from './filter.ts'
import { type Intent, isActing } from './intent.ts'
import type { Model, Page } from './model.ts'

/** Why an intent would come to nothing now, in a few words; null where it would not. */
export function whyOff(intent: Intent, model: Model): string | null {
  const { profile, actions, view } = model
  if (isActing(intent) && actions.readOnly !== null) return actions.readOnly
  switch (intent.type) {
    case 'undo':
      return undoable(actions) === null ? 'no action has a way back that was not taken' : null
    case 'zoom':
    case 'focus-next':
    case 'focus-previous':
      return view.page === null ? null : 'a page stands before the panels'
    case 'focus':
      if (intent.panel >= profile.panels.length) return `there are ${profile.panels.length} panels`
      return shownPanels(model).includes(intent.panel) ? null : 'hidden by the filter'
    case 'page':
      return whyNoPage(intent.page, model)
    case 'prompt':
      return intent.kind === 'filter' && contextOf(view) === 'zoom'
        ? 'one panel alone has nothing to leave out'
        : null
    case 'silence':
      return contextOf(view) === 'alerts' ? null : 'only on the page of alerts'
    case 'choose-series':
    case 'change-span':
    case 'move-cursor':
    case 'pan':
    case 'go-to':
      return contextOf(view) === 'zoom' ? null : 'only in the zoom'
    default:
      return null
  }
}

function whyNoPage(page: Page, model: Model): string | null {
  const { profile, actions } = model
  if (page === 'alerts') {
    const sources = alertSources(model)
    if (sources.length === 0) return 'the profile has no source of alerts'
    return sources.every(({ config }) => !config.enabled) ? 'the source of alerts is switched off' : null
  }
  if (page === 'gpus' || page === 'services') {
    const kind = page === 'gpus' ? 'gpu' : page
    return profile.panels.some((panel) => panel.kind === kind) ? null : `the profile has no panel of ${page}`
  }
  if (page === 'gates' && profile.gates.length === 0) return 'the profile has no gates'
  if (page === 'advice' && profile.advice.length === 0) return 'the profile has no advice'
  if (page === 'journal' && !actions.isFollowing) return 'the journal is not read here'
  return null
}
