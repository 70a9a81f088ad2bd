import { edit, insert } from '../../acting/field.ts'
import type { KeyName } from '../../keyNames.ts'
import type { Model } from '../../model.ts'
import { moveOf } from '../../prompt/keys.ts'
import type { Prompt } from '../../prompt/prompt.ts'
import type { Next } from '../next.ts'
import { onFilterField, onFilterMove } from './filter.ts'
import { onPaletteField, onPaletteMove } from './palette.ts'

/** A key while a line is typed: all of them are the line's own. */
export function onPromptKey(model: Model, prompt: Prompt, key: KeyName): Next {
  const move = moveOf(key)
  if (move !== null)
    return prompt.kind === 'palette' ? onPaletteMove(model, prompt, move) : onFilterMove(model, prompt, move)
  const field = edit(prompt.field, key)
  return field === null ? { model, effects: [] } : withField(model, prompt, field)
}

/** Text that came as a whole is put into the line, and is good for nothing else. */
export const onPromptText = (model: Model, prompt: Prompt, text: string): Next =>
  withField(model, prompt, insert(prompt.field, text))

const withField = (model: Model, prompt: Prompt, field: Prompt['field']): Next => ({
  model:
    prompt.kind === 'palette' ? onPaletteField(model, prompt, field) : onFilterField(model, prompt, field),
  effects: [],
})
