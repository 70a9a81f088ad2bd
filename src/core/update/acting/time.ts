import type { Dialog } from '../../acting/dialog.ts'
import { isExpired } from '../../acting/life.ts'
import type { Model } from '../../model.ts'
import type { Next } from '../next.ts'
import { show } from './open.ts'

/** A plan that waited for too long is void, and the journal is read on. */
export function tendActions({ model, effects }: Next): Next {
  const { dialog, actions } = model
  const tended =
    dialog?.kind === 'plan' && isExpired(dialog.proposal, model.now) ? expire(model, dialog) : null
  const reading = actions.isFollowing ? [{ type: 'read-journal' } as const] : []
  return { model: tended?.model ?? model, effects: [...effects, ...(tended?.effects ?? []), ...reading] }
}

export function expire(model: Model, { proposal, asked }: Extract<Dialog, { kind: 'plan' }>): Next {
  const content = {
    kind: 'refused',
    title: proposal.title,
    reason: 'the plan is void: it waited for longer than 60 s',
    hint: 'nothing was done; Enter asks again',
    checks: [],
    asked,
  } as const
  return show(model, content, [{ type: 'decline', plan: proposal.id }])
}
