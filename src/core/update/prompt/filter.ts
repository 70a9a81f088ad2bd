import type { Field } from '../../acting/field.ts'
import { focusedPanel } from '../../filter.ts'
import type { Model } from '../../model.ts'
import type { PromptMove } from '../../prompt/keys.ts'
import type { FilterPrompt } from '../../prompt/prompt.ts'
import type { Next } from '../next.ts'
import { withPrompt } from './open.ts'

/** What is shown follows each letter. */
export function onFilterField(model: Model, prompt: FilterPrompt, field: Field): Model {
  return withPrompt(narrowed(model, field.text, prompt.before.focus), { ...prompt, field })
}

export function onFilterMove(model: Model, { before }: FilterPrompt, move: PromptMove): Next {
  switch (move) {
    case 'run':
      return { model: withPrompt(model, null), effects: [] }
    case 'cancel':
      return { model: withPrompt(narrowed(model, before.filter, before.focus), null), effects: [] }
    default:
      return { model, effects: [] }
  }
}

/** With this filter on what stands on the screen, and the focus as near to that panel as can be. */
export function narrowed(model: Model, filter: string, focus: number): Model {
  const { view } = model
  if (view.page !== null || view.isHelpOpen)
    return { ...model, view: { ...view, filter: { ...view.filter, page: filter }, scroll: 0 } }
  const next = { ...model, view: { ...view, filter: { ...view.filter, panels: filter }, focus } }
  return { ...next, view: { ...next.view, focus: focusedPanel(next) } }
}
