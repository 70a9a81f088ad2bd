import { APPROVAL_LIFE_MS, isSamePerson, type Who } from '../actions/approval.ts'
import type { ActionRecord } from '../actions/entry.ts'
import type { Plan } from '../actions/plan.ts'
import type { Offer } from '../core/acting/action.ts'
import type { Proposal, Subject } from '../core/acting/proposal.ts'
import { sanitise } from '../core/sanitise.ts'
import { type EpochMs, formatDuration } from '../core/time.ts'
import { proposalOf } from './proposal.ts'
import { restOf } from './rest.ts'

/** What an action waits for, and until when. */
export type Waiting = { readonly until: EpochMs | null; readonly offer: Offer | null }

const NOTHING: Waiting = { until: null, offer: null }

/** What the journal knows besides the record. */
export type Around = {
  /** Who confirmed an action that waits for another person. */
  readonly askers: ReadonlyMap<string, Who>
  /** Until when an action is held. */
  readonly heldUntil: ReadonlyMap<string, EpochMs>
  readonly records: readonly ActionRecord[]
}

/** What this person may say to an action. */
export function waitingOf(record: ActionRecord, around: Around, person: Who, now: EpochMs): Waiting {
  const { plan, id, stage, lastAt } = record
  if (plan === null) return NOTHING
  switch (stage) {
    case 'awaiting': {
      const asker = around.askers.get(id)
      const isOther = asker !== undefined && !isSamePerson(asker, person)
      const proposal = proposalOf(plan, [], subjectOf(plan), 'approve')
      return {
        until: plan.plannedAt + APPROVAL_LIFE_MS,
        offer: isOther ? { kind: 'approve', proposal } : null,
      }
    }
    case 'holding': {
      const until = around.heldUntil.get(id) ?? lastAt
      return { until, offer: { kind: 'keep', proposal: keeping(plan, lastAt, until) } }
    }
    case 'verified':
    case 'kept':
      return restOf(record, around.records, now).isStopped
        ? { until: null, offer: { kind: 'go-on', subject: subjectOf(plan) } }
        : NOTHING
    default:
      return NOTHING
  }
}

const subjectOf = ({ action, args }: Plan): Subject => ({ kind: 'action', action, args })

/** A held action as it is kept: what would be taken back, and what that would lead to. */
const keeping = (plan: Plan, heldAt: EpochMs, until: EpochMs): Proposal => ({
  ...proposalOf(plan, [], subjectOf(plan), 'keep'),
  title: sanitise(`keep: ${plan.title}`),
  facts: [
    ['target', plan.prepared.target],
    ['now', plan.prepared.after],
    ['after', `${plan.prepared.after}: it is not taken back to ${plan.prepared.now}`],
    ['otherwise', `taken back ${formatDuration(until - heldAt)} after it was verified`],
    ['note', plan.note],
  ].map(([name = '', text = '']) => ({ name, text: sanitise(text) })),
  word: 'yes',
  isRisky: false,
  plannedAt: heldAt,
  lifeMs: until - heldAt,
})
