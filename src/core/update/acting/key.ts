import { isUnderWay } from '../../acting/action.ts'
import { type Asking, type Dialog, isArmed, overruleWord } from '../../acting/dialog.ts'
import { edit, type Field, insert } from '../../acting/field.ts'
import { isExpired } from '../../acting/life.ts'
import type { KeyName } from '../../keyNames.ts'
import type { Model } from '../../model.ts'
import { linesOf } from '../../scrolling.ts'
import type { Next } from '../next.ts'
import { askFor, close, declining, show } from './open.ts'
import { expire } from './time.ts'

type Of<K extends Dialog['kind']> = Extract<Dialog, { kind: K }>

/** A key while a dialog is open: all of them are its own. Enter never says yes to a plan. */
export function onDialogKey(model: Model, dialog: Dialog, key: KeyName): Next {
  if (!isArmed(dialog, model.now)) return stay(model)
  if (key === 'ctrl+c' && dialog.kind !== 'leaving') return interrupt(model, dialog)
  switch (dialog.kind) {
    case 'choosing':
      return onChoosing(model, dialog, key)
    case 'asking':
      return onAsking(model, dialog, key)
    case 'planning':
      return key === 'escape' ? close(model) : stay(model)
    case 'plan':
      return onPlan(model, dialog, key)
    case 'refused':
      return onRefused(model, dialog, key)
    case 'overruling':
      return onOverruling(model, dialog, key)
    case 'starting':
      return scrolled(model, dialog, key)
    case 'leaving':
      return key === 'q' || key === 'ctrl+c' ? { model, effects: [{ type: 'quit' }] } : close(model)
  }
}

/** Text that came as a whole is put into a field, and is good for nothing else. */
export function onDialogText(model: Model, dialog: Dialog, text: string): Next {
  if (!isArmed(dialog, model.now)) return stay(model)
  // Half of a word that was typed and half that was pasted confirm nothing.
  if (dialog.kind === 'plan') return changed(model, { ...dialog, typed: '', wasPasted: true })
  if (dialog.kind === 'overruling') return changed(model, { ...dialog, typed: '' })
  return dialog.kind === 'asking'
    ? changed(model, withField(dialog, insert(fieldOf(dialog), text)))
    : stay(model)
}

/** Somebody wants to leave: what is under way goes on without them, and they are told so. */
export function onQuit(model: Model): Next {
  return model.actions.deeds.some(isUnderWay)
    ? show(model, { kind: 'leaving' })
    : { model, effects: [{ type: 'quit' }] }
}

function interrupt(model: Model, dialog: Dialog): Next {
  if (dialog.kind === 'starting') return show(model, { kind: 'leaving' })
  return dialog.kind === 'plan' ? close(model, declining(dialog.proposal)) : close(model)
}

function onChoosing(model: Model, dialog: Of<'choosing'>, key: KeyName): Next {
  const { actions } = model.profile
  const move = (by: number): Next =>
    changed(model, { ...dialog, chosen: (dialog.chosen + by + actions.length) % Math.max(1, actions.length) })
  const named = actions.find((action) => action.key === key) ?? null
  if (named !== null) return askFor(model, named.id)
  switch (key) {
    case 'up':
      return move(-1)
    case 'down':
      return move(1)
    case 'escape':
      return close(model)
    case 'enter':
      return askFor(model, actions[dialog.chosen]?.id ?? '')
    default:
      return stay(model)
  }
}

function onAsking(model: Model, dialog: Of<'asking'>, key: KeyName): Next {
  const { fields, at } = dialog
  const move = (by: number): Next =>
    changed(model, { ...dialog, at: (at + by + fields.length) % fields.length })
  switch (key) {
    case 'escape':
      return close(model)
    case 'tab':
    case 'down':
      return move(1)
    case 'shift+tab':
    case 'up':
      return move(-1)
    case 'enter':
      return submit(model, dialog)
    default: {
      const field = edit(fieldOf(dialog), key)
      return field === null ? stay(model) : changed(model, withField(dialog, field))
    }
  }
}

/** Plans what was asked for; where something is still missing, that is asked for first. */
function submit(model: Model, dialog: Of<'asking'>): Next {
  const { fields, at } = dialog
  const missing = fields.findIndex(({ field }) => field.text.trim() === '')
  if (missing !== -1) return changed(model, { ...dialog, at: missing })
  if (at < fields.length - 1) return changed(model, { ...dialog, at: at + 1 })
  return plan(model, askedIn(dialog), [])
}

function plan(model: Model, asked: Asking, overrides: readonly string[]): Next {
  const seq = model.actions.planned + 1
  const note = asked.fields.at(-1)?.field.text.trim() ?? ''
  const numbered = { ...model, actions: { ...model.actions, planned: seq } }
  return show(numbered, { kind: 'planning', asked, seq }, [
    { type: 'plan', seq, subject: asked.subject, note, overrides },
  ])
}

function onRefused(model: Model, dialog: Of<'refused'>, key: KeyName): Next {
  const { asked, checks } = dialog
  const word = overruleWord(dialog)
  if (key === 'o' && asked !== null && word !== null)
    return show(model, { kind: 'overruling', asked, checks, word, typed: '' })
  if (key === 'enter' && asked !== null) return show(model, asked)
  return key === 'enter' || key === 'escape' ? close(model) : scrolled(model, dialog, key)
}

/** The first of two words: this one overrules, and the plan that comes of it asks for the name of its target. */
function onOverruling(model: Model, dialog: Of<'overruling'>, key: KeyName): Next {
  const { asked, word } = dialog
  if (key === 'enter' || key === 'escape') return close(model)
  const typed = typedAfter(dialog.typed, key)
  if (typed === null) return scrolled(model, dialog, key)
  return typed === word ? plan(model, asked, word.split(' ')) : changed(model, { ...dialog, typed })
}

function askedIn({ kind, subject, title, fields, at }: Of<'asking'>): Asking {
  if (subject.kind === 'undo') return { kind, subject, title, fields, at }
  const args = fields.slice(0, -1).flatMap(({ field, isList }) => {
    const text = field.text.trim()
    return isList ? text.split(' ') : [text]
  })
  return { kind, subject: { ...subject, args }, title, fields, at }
}

/** The word is typed letter by letter; its last letter confirms. */
function onPlan(model: Model, open: Of<'plan'>, key: KeyName): Next {
  const dialog = { ...open, wasPasted: false }
  const { proposal, typed } = dialog
  if (isExpired(proposal, model.now)) return expire(model, dialog)
  if (key === 'enter' || key === 'escape') return close(model, declining(proposal))
  const word = typedAfter(typed, key)
  if (word === null) return scrolled(model, dialog, key)
  if (word !== proposal.word) return changed(model, { ...dialog, typed: word })
  return show(model, { kind: 'starting', proposal }, [{ type: proposal.asks, plan: proposal.id }])
}

/** The word so far after a key; null for a key that types nothing. */
function typedAfter(typed: string, key: KeyName): string | null {
  if (key === 'backspace') return typed.slice(0, -1)
  if (key === 'ctrl+u') return ''
  return [...key].length === 1 ? (typed + key).slice(0, LONGEST_WORD) : null
}

/** More than this was not meant to be the word. */
const LONGEST_WORD = 80

const fieldOf = ({ fields, at }: Asking): Field => fields[at]?.field ?? { text: '', cursor: 0 }

const withField = (dialog: Of<'asking'>, field: Field): Dialog => ({
  ...dialog,
  fields: dialog.fields.map((each, index) => (index === dialog.at ? { ...each, field } : each)),
})

function scrolled(model: Model, dialog: Dialog, key: KeyName): Next {
  const by = linesOf(key)
  return by === 0 ? stay(model) : changed(model, { ...dialog, scroll: Math.max(0, dialog.scroll + by) })
}

const stay = (model: Model): Next => ({ model, effects: [] })
const changed = (model: Model, dialog: Dialog): Next => ({ model: { ...model, dialog }, effects: [] })
