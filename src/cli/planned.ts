import { APPROVAL_LIFE_MS } from '../actions/approval.ts'
import type { Refusal } from '../actions/executor.ts'
import type { Plan } from '../actions/plan.ts'
import { isExpired } from '../core/acting/life.ts'
import { formatExactly } from '../core/time.ts'
import { describePerson } from '../journal/actor.ts'
import { entryOf } from '../runner/act.ts'
import { type HandOverResult, handOver } from '../runner/handOver.ts'
import { journalPlan } from '../runner/planning.ts'
import { fileOf, saveWork } from '../runner/work.ts'
import type { Acting } from './acting.ts'

/** Puts a plan that is shown into the journal and keeps it for its confirmation; a refusal where that is not possible. */
export async function keepPlan(plan: Plan, acting: Acting): Promise<Refusal | null> {
  const { journal, place, person, reference } = acting
  const written = await journalPlan(plan, journal)
  if (written.kind !== 'written') return { reason: written.reason, hint: 'nothing is done without a journal' }
  await saveWork(place.plans, { plan, person, profile: reference })
  return null
}

/** The person said no, or nothing in time. */
export async function declinePlan(plan: Plan, { journal }: Acting): Promise<Refusal> {
  const isLate = isExpired(plan, Date.now())
  const words = isLate ? 'nobody confirmed it in time' : 'the person said no'
  await journal.append(entryOf(plan, isLate ? 'expired' : 'declined', words))
  return { reason: isLate ? 'the plan is void after 60 s' : 'cancelled', hint: 'nothing was done' }
}

export type StartResult =
  | HandOverResult
  | ({ readonly kind: 'refused' } & Refusal)
  /** One person has confirmed it; another one has to approve it. */
  | { readonly kind: 'awaiting' }

/** Confirms a plan that was kept, `how` in a few words, and hands it over to a runner of its own. */
export async function startPlan(plan: Plan, how: string, acting: Acting): Promise<StartResult> {
  const refusal = whyNotNow(acting)
  if (refusal !== null) return refusal
  if (isExpired(plan, Date.now())) return { kind: 'refused', ...(await declinePlan(plan, acting)) }
  if (plan.secondPerson) {
    const words = `${describePerson(acting.person)} confirmed it, ${how}`
    const written = await acting.journal.append(entryOf(plan, 'awaiting', words))
    return written.kind === 'written' ? { kind: 'awaiting' } : tooLate(written.reason)
  }
  return confirmPlan(plan, how, acting)
}

/** Approves what another person confirmed, and hands it over in the name of whoever approves. */
export async function approvePlan(plan: Plan, how: string, acting: Acting): Promise<StartResult> {
  const { journal, place, person, reference } = acting
  const refusal = whyNotNow(acting)
  if (refusal !== null) return refusal
  if (isExpired({ plannedAt: plan.plannedAt, lifeMs: APPROVAL_LIFE_MS }, Date.now())) {
    const reason = `nobody approved it within ${formatExactly(APPROVAL_LIFE_MS)}`
    await journal.append(entryOf(plan, 'expired', reason))
    return { kind: 'refused', reason, hint: 'nothing was done; plan anew' }
  }
  await saveWork(place.plans, { plan, person, profile: reference })
  return confirmPlan(plan, `approved by ${describePerson(person)}, ${how}`, acting)
}

/** Keeps an action that would be taken back. */
export async function keepAction(plan: Plan, why: string, acting: Acting): Promise<Refusal | null> {
  const refusal = whyNotNow(acting)
  if (refusal !== null) return refusal
  const kept = await acting.journal.append(entryOf(plan, 'kept', why))
  return kept.kind === 'written' ? null : { reason: kept.reason, hint: 'see: hypercare journal' }
}

async function confirmPlan(plan: Plan, how: string, { journal, place }: Acting): Promise<StartResult> {
  const written = await journal.append(entryOf(plan, 'confirmed', how))
  if (written.kind !== 'written') return tooLate(written.reason)
  const command = [process.execPath, process.argv[1] ?? '', 'runner']
  return handOver(plan, fileOf(place.plans, plan.id), command, journal)
}

type Refused = Extract<StartResult, { kind: 'refused' }>

const tooLate = (reason: string): Refused => ({ kind: 'refused', reason, hint: 'plan anew' })

const whyNotNow = ({ readOnly }: Acting): Refused | null =>
  readOnly === null
    ? null
    : { kind: 'refused', reason: `nothing may be changed: ${readOnly}`, hint: 'act elsewhere' }
