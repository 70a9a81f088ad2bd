import { EMPTY, type Field } from '../../acting/field.ts'
import { filterHere } from '../../filter.ts'
import type { Model } from '../../model.ts'
import type { Prompt } from '../../prompt/prompt.ts'
import { whyOff } from '../../whyOff.ts'

/** The model with a line to type into; the same model where that would be for nothing. */
export function openPrompt(model: Model, kind: Prompt['kind']): Model {
  const { view } = model
  if (whyOff({ type: 'prompt', kind }, model) !== null) return model
  if (kind === 'palette') return withPrompt(model, NEW_PALETTE)
  const filter = filterHere(view)
  return withPrompt(model, { kind, field: fieldWith(filter), before: { filter, focus: view.focus } })
}

const NEW_PALETTE: Prompt = { kind: 'palette', field: EMPTY, chosen: null, recalled: null, complaint: '' }

/** The text with the cursor behind it. */
export const fieldWith = (text: string): Field => ({ text, cursor: [...text].length })

export const withPrompt = (model: Model, prompt: Prompt | null): Model => ({
  ...model,
  view: { ...model.view, prompt },
})
