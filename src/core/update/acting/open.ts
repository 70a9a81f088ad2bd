import { inTheStrip, undoable } from '../../acting/action.ts'
import type { Asking, DialogContent, NamedField } from '../../acting/dialog.ts'
import { EMPTY, insert } from '../../acting/field.ts'
import type { Proposal, Subject } from '../../acting/proposal.ts'
import { silencingOf } from '../../acting/silence.ts'
import type { Intent } from '../../intent.ts'
import type { ActingEffect } from '../../message.ts'
import type { Model } from '../../model.ts'
import type { Next } from '../next.ts'

/** Another dialog, which hears nothing of what was typed before. */
export const show = (model: Model, content: DialogContent, effects: readonly ActingEffect[] = []): Next => ({
  model: { ...model, dialog: { ...content, openedAt: model.now, scroll: 0 } },
  effects,
})

export const close = (model: Model, effects: readonly ActingEffect[] = []): Next => ({
  model: { ...model, dialog: null },
  effects,
})

/** A no to a plan of one's own is told; what another one confirmed, or what is held, waits on. */
export const declining = ({ asks, id }: Proposal): readonly ActingEffect[] =>
  asks === 'start' ? [{ type: 'decline', plan: id }] : []

/** The first step of an action: it only asks. Where nothing may be changed, it says why, and nothing can follow. */
export function openDialog(
  model: Model,
  intent: Extract<Intent, { readonly type: 'act' | 'choose-action' | 'undo' | 'answer' | 'silence' }>,
): Next {
  const { readOnly } = model.actions
  if (readOnly !== null)
    return refuse(model, 'Nothing may be changed', readOnly, 'act from where changes are allowed')
  switch (intent.type) {
    case 'act':
      return askFor(model, intent.action, intent.fields)
    case 'choose-action':
      return show(model, { kind: 'choosing', chosen: 0 })
    case 'undo':
      return askForUndo(model)
    case 'answer':
      return answer(model)
    case 'silence':
      return askForSilence(model)
  }
}

/** Asks why the alert in focus is to be silenced; what it is known by stands there already. */
function askForSilence(model: Model): Next {
  const silencing = silencingOf(model)
  if (silencing === null) return { model, effects: [] }
  const { action, matchers } = silencing
  const filled = action.inputs.map((input): NamedField => ({ ...input, field: insert(EMPTY, matchers) }))
  const asked = asking({ kind: 'action', action: action.id, args: [] }, action.title, filled)
  return show(model, { ...asked, at: asked.fields.length - 1 })
}

/** Asks for the arguments of an action, and why; what was said already stands in the fields. */
export function askFor(model: Model, id: string, said: readonly string[] = []): Next {
  const action = model.profile.actions.find((each) => each.id === id)
  if (action === undefined) return { model, effects: [] }
  const inputs = action.inputs.map((input): NamedField => ({ ...input, field: EMPTY }))
  return show(model, filledIn(asking({ kind: 'action', action: id, args: [] }, action.title, inputs), said))
}

function askForUndo(model: Model): Next {
  const last = undoable(model.actions)
  if (last === null)
    return refuse(model, 'Nothing to undo', 'no action in the journal has a way back that was not taken', '')
  return show(model, asking({ kind: 'undo', deed: last.id }, `undo: ${last.title}`, []))
}

/** What the strip offers; a yes to it is typed as to any plan. */
function answer(model: Model): Next {
  const offer = inTheStrip(model.actions)?.offer ?? null
  switch (offer?.kind) {
    case undefined:
      return refuse(
        model,
        'Nothing to answer',
        'nothing is held, waits for a second person, or stopped on its way',
        '',
      )
    case 'go-on':
      return offer.subject.kind === 'action'
        ? askFor(model, offer.subject.action, offer.subject.args)
        : askForUndo(model)
    case 'keep':
    case 'approve':
      return show(model, { kind: 'plan', asked: null, proposal: offer.proposal, typed: '' })
  }
}

const NOTE: NamedField = { name: 'note', wanted: 'why, in a few words', isList: false, field: EMPTY }

const asking = (subject: Subject, title: string, inputs: readonly NamedField[]): Asking => ({
  kind: 'asking',
  subject,
  title,
  fields: [...inputs, NOTE],
  at: 0,
})

/** The first field that is still empty is typed into; the note, where none is. */
function filledIn(asked: Asking, said: readonly string[]): Asking {
  const fields = asked.fields.map((each, index) => ({ ...each, field: insert(EMPTY, said[index] ?? '') }))
  const empty = fields.findIndex(({ field }) => field.text === '')
  return { ...asked, fields, at: empty === -1 ? fields.length - 1 : empty }
}

const refuse = (model: Model, title: string, reason: string, hint: string): Next =>
  show(model, { kind: 'refused', title, reason, hint, checks: [], asked: null })
