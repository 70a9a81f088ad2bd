import type { No } from '../../acting/operator.ts'
import type { Message } from '../../message.ts'
import type { Model } from '../../model.ts'
import type { Next } from '../next.ts'
import { close, show } from './open.ts'

type Told<T extends Message['type']> = Extract<Message, { type: T }>

/** A plan, or why there is none. One that nobody waits for any more is declined. */
export function onPlanned(model: Model, { seq, result }: Told<'planned'>): Next {
  const { dialog } = model
  if (dialog?.kind !== 'planning' || dialog.seq !== seq)
    return { model, effects: result.ok ? [{ type: 'decline', plan: result.proposal.id }] : [] }
  const { asked } = dialog
  if (result.ok) return show(model, { kind: 'plan', asked, proposal: result.proposal, typed: '' })
  return show(model, { kind: 'refused', title: asked.title, asked, ...said(result) })
}

/** A runner has it, or nobody does. */
export function onStarted(model: Model, { plan, result }: Told<'started'>): Next {
  const { dialog } = model
  const isWaiting = dialog?.kind === 'starting' && dialog.proposal.id === plan
  if (result.ok) return isWaiting ? close(model, [{ type: 'read-journal' }]) : { model, effects: [] }
  if (!isWaiting && dialog !== null) return { model, effects: [] }
  const title = isWaiting ? dialog.proposal.title : `plan ${plan}`
  return show(model, { kind: 'refused', title, asked: null, ...said(result) })
}

export function onJournal(model: Model, { result }: Told<'journal'>): Model {
  const { actions } = model
  return {
    ...model,
    actions: result.ok
      ? { ...actions, deeds: result.deeds, problem: null }
      : { ...actions, problem: result.reason },
  }
}

const said = ({ reason, hint, checks }: No) => ({ reason, hint, checks })
