import type { Input } from '../acting/action.ts'
import { keymapOf } from '../bindings.ts'
import type { Intent } from '../intent.ts'
import type { KeyName } from '../keyNames.ts'
import type { Model } from '../model.ts'
import { whyOff } from '../whyOff.ts'
import { fold, GUESS, rank } from './rank.ts'

/** Something that the palette can do. */
export type Command = {
  /** What is typed, and kept in the history. */
  readonly name: string
  /** What it does, or what it is called; it is found by that too. */
  readonly title: string
  readonly keys: readonly KeyName[]
  readonly intent: Intent
  /** What may be typed behind the name. */
  readonly inputs: readonly Input[]
  /** Why it would come to nothing now; null where it would not. */
  readonly off: string | null
}

/** A command that fits what was typed, with the words behind its name. */
export type Choice = { readonly command: Command; readonly words: readonly string[] }

/** Everything that can be asked for, in the order in which it is offered: actions, keys, panels, signals. */
export function commandsOf(model: Model): readonly Command[] {
  const { profile } = model
  const keymap = keymapOf(profile)
  const command = (name: string, title: string, intent: Intent, given: Partial<Command> = {}): Command => ({
    name,
    title,
    intent,
    keys: [],
    inputs: [],
    off: whyOff(intent, model),
    ...given,
  })
  const actions = profile.actions.map(({ id, title, key, inputs }) =>
    command(id, title, { type: 'act', action: id }, { keys: key === undefined ? [] : [key], inputs }),
  )
  const own = keymap
    .filter(({ intent }) => intent.type !== 'act' && intent.type !== 'focus' && !isPalette(intent))
    .map(({ command: name, description, intent, keys }) => command(name, description, intent, { keys }))
  const panels = profile.panels.map(({ title }, panel) => {
    const name = `panel ${panel + 1}`
    const keys = keymap.find((binding) => binding.command === name)?.keys ?? []
    return command(name, title, { type: 'show', panel, signal: null }, { keys })
  })
  return [...actions, ...own, ...panels, ...signalsOf(model, command)]
}

const isPalette = (intent: Intent): boolean => intent.type === 'prompt' && intent.kind === 'palette'

/** A signal is looked at in the first panel that shows it, alone. */
function signalsOf(
  { profile }: Model,
  command: (name: string, title: string, intent: Intent, given?: Partial<Command>) => Command,
): readonly Command[] {
  return profile.signals.map(({ id, title }) => {
    const panel = profile.panels.findIndex((each) => profile.shown.get(each.id)?.includes(id) === true)
    const shown = profile.panels[panel]
    return command(
      id,
      shown === undefined ? title : `${title}, in ${panel + 1} ${shown.title}`,
      { type: 'show', panel, signal: id },
      shown === undefined ? { off: 'no panel shows it' } : {},
    )
  })
}

/** The commands that fit what was typed, the best first; all of them where nothing was. */
export function choicesOf(model: Model, typed: string): readonly Choice[] {
  const commands = commandsOf(model)
  if (typed.trim() === '') return commands.map((command) => ({ command, words: [] }))
  const begun = commands.flatMap((command) => {
    const words = wordsBehind(command, typed)
    return words === null ? [] : [{ command, words }]
  })
  const ranked = commands
    .filter((command) => begun.every((choice) => choice.command !== command))
    .flatMap((command) => {
      const rang = rank(typed, command.name, command.title)
      return rang === null ? [] : [{ command, words: [], rang }]
    })
    .sort((a, b) => placeOf(a) - placeOf(b))
  const fits = (most: number) => ranked.filter(({ rang }) => rang <= most)
  // Guesses stand only where nothing fits, and those of a slip only where there is no other guess.
  const found = [fits(GUESS - 1), fits(GUESS), ranked].find(({ length }) => begun.length + length > 0) ?? []
  return [...begun, ...found.map(({ command, words }): Choice => ({ command, words }))]
}

/** What comes to nothing now is behind everything else, unless it is what was typed. */
const placeOf = ({ command, rang }: { readonly command: Command; readonly rang: number }): number =>
  rang > 0 && command.off !== null ? GUESS + rang : rang

/** The words typed behind the whole name or title of an action; null where it is not there, or nothing is behind it. */
function wordsBehind({ intent, name, title }: Command, typed: string): readonly string[] | null {
  if (intent.type !== 'act') return null
  const words = typed.trim().split(/\s+/)
  for (const called of [name, title]) {
    const length =
      words.findIndex((_, index) => fold(words.slice(0, index + 1).join(' ')) === fold(called)) + 1
    if (length > 0 && length < words.length) return words.slice(length)
  }
  return null
}

/** What was typed behind the name: the arguments, the fields of the dialog that asks for them, and why it is done. */
export function argumentsIn({ command: { inputs }, words }: Choice): {
  readonly args: readonly string[]
  readonly fields: readonly string[]
} {
  const count = inputs.some(({ isList }) => isList) ? words.length : inputs.length
  const fields = inputs.map(({ isList }, index) =>
    isList ? words.slice(index).join(' ') : (words[index] ?? ''),
  )
  return { args: words.slice(0, count), fields: [...fields, words.slice(count).join(' ')] }
}
