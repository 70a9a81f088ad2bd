import { EMPTY, type Field } from '../../acting/field.ts'
import type { Model } from '../../model.ts'
import { argumentsIn, type Choice, choicesOf } from '../../prompt/commands.ts'
import type { PromptMove } from '../../prompt/keys.ts'
import { type Palette, remember } from '../../prompt/prompt.ts'
import { onIntent } from '../intent.ts'
import type { Next } from '../next.ts'
import { fieldWith, withPrompt } from './open.ts'

export const onPaletteField = (model: Model, palette: Palette, field: Field): Model =>
  withPrompt(model, { ...palette, field, chosen: null, recalled: null, complaint: '' })

export function onPaletteMove(model: Model, palette: Palette, move: PromptMove): Next {
  const stay = (to: Partial<Palette>): Next => ({
    model: withPrompt(model, { ...palette, ...to }),
    effects: [],
  })
  switch (move) {
    case 'cancel':
      return { model: withPrompt(model, null), effects: [] }
    case 'run':
      return run(model, palette)
    case 'complete': {
      const choice = choicesOf(model, palette.field.text)[palette.chosen ?? 0]
      return choice === undefined ? stay({}) : stay({ ...UNTOUCHED, field: fieldWith(completed(choice)) })
    }
    case 'up':
    case 'down':
      return stay(isRecalling(palette, move) ? recalled(model, palette, move) : moved(model, palette, move))
  }
}

const UNTOUCHED = { chosen: null, recalled: null, complaint: '' } as const

/** The name, and what was typed behind it; a blank where something may follow. */
function completed({ command, words }: Choice): string {
  const typed = [command.name, ...words].join(' ')
  return words.length === 0 && command.inputs.length > 0 ? `${typed} ` : typed
}

/** On an empty line the way up leads into what was typed before, until something else is typed. */
const isRecalling = ({ field, recalled, chosen }: Palette, move: 'up' | 'down'): boolean =>
  recalled !== null || (field.text === '' && move === 'up' && chosen === null)

function recalled({ remembered }: Model, palette: Palette, move: 'up' | 'down'): Partial<Palette> {
  const { commands } = remembered
  const back = Math.min(commands.length, (palette.recalled ?? 0) + (move === 'up' ? 1 : -1))
  const text = commands.at(-back)
  if (back <= 0 || text === undefined) return { ...UNTOUCHED, field: EMPTY }
  return { ...UNTOUCHED, field: fieldWith(text), recalled: back }
}

function moved(model: Model, { field, chosen }: Palette, move: 'up' | 'down'): Partial<Palette> {
  const count = choicesOf(model, field.text).length
  if (count === 0) return {}
  const from = chosen ?? (field.text === '' ? -1 : 0)
  return { chosen: (from + (move === 'up' ? -1 : 1) + count) % count, complaint: '' }
}

/**
 * Does what was chosen, as its key would: an action opens its dialog, with what was typed behind its name in the fields.
 * What comes to nothing now says why, and stays.
 */
function run(model: Model, palette: Palette): Next {
  const { field, chosen } = palette
  const complain = (complaint: string): Next => ({
    model: withPrompt(model, { ...palette, complaint }),
    effects: [],
  })
  if (field.text.trim() === '' && chosen === null) return { model: withPrompt(model, null), effects: [] }
  const choice = choicesOf(model, field.text)[chosen ?? 0]
  if (choice === undefined) return complain(`there is nothing called "${field.text.trim()}"`)
  const { name, off, intent } = choice.command
  if (off !== null) return complain(`${name}: ${off}`)
  const { args, fields } = argumentsIn(choice)
  // Why something is done belongs into the journal alone.
  const command = [name, ...args].join(' ')
  const next = onIntent(
    {
      ...withPrompt(model, null),
      remembered: { ...model.remembered, commands: remember(model.remembered.commands, command) },
    },
    intent.type === 'act' ? { ...intent, fields } : intent,
  )
  return { model: next.model, effects: [{ type: 'remember', command }, ...next.effects] }
}
