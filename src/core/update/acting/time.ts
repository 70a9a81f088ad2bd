import type { Dialog } from '../../acting/dialog.ts'
import { isExpired } from '../../acting/life.ts'
import type { Model } from '../../model.ts'
import { formatDuration } from '../../time.ts'
import type { Next } from '../next.ts'
import { declining, show } from './open.ts'

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
    reason: `${proposal.asks === 'keep' ? 'it is late' : 'the plan is void'}: it waited for longer than ${formatDuration(proposal.lifeMs)}`,
    hint: proposal.asks === 'keep' ? 'it is taken back' : 'nothing was done',
    checks: [],
    asked,
  } as const
  return show(model, content, declining(proposal))
}
