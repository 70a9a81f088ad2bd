import type { Refusal } from '../actions/executor.ts'
import type { Plan } from '../actions/plan.ts'
import { isExpired } from '../core/acting/life.ts'
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

export type StartResult = HandOverResult | ({ readonly kind: 'refused' } & Refusal)

/** Confirms a plan that was kept, `how` in a few words, and hands it over to a runner of its own. */
export async function startPlan(plan: Plan, how: string, acting: Acting): Promise<StartResult> {
  const { journal, place, readOnly } = acting
  if (readOnly !== null)
    return { kind: 'refused', reason: `nothing may be changed: ${readOnly}`, hint: 'act elsewhere' }
  if (isExpired(plan, Date.now())) return { kind: 'refused', ...(await declinePlan(plan, acting)) }
  const written = await journal.append(entryOf(plan, 'confirmed', how))
  if (written.kind !== 'written') return { kind: 'refused', reason: written.reason, hint: 'plan anew' }
  const command = [process.execPath, process.argv[1] ?? '', 'runner']
  return handOver(plan, fileOf(place.plans, plan.id), command, journal)
}
