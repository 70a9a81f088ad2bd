import { recordsOf } from '../actions/entry.ts'
import { refusalIn } from '../actions/finding.ts'
import type { Evidence } from '../actions/guard.ts'
import type { Plan } from '../actions/plan.ts'
import type { Subject } from '../core/acting/action.ts'
import type { No, Operator, PlanResult, StartResult } from '../core/acting/operator.ts'
import { errorCode } from '../core/failure.ts'
import type { Model } from '../core/model.ts'
import { sanitise } from '../core/sanitise.ts'
import { type Planned, planAction, planUndo } from '../runner/planning.ts'
import { fileOf } from '../runner/work.ts'
import { type Acting, planMeansOf } from './acting.ts'
import { createDeedReader } from './deeds.ts'
import { declinePlan, keepPlan, startPlan } from './planned.ts'
import { checksOf, proposalOf } from './proposal.ts'

/** Plans and hands over for a screen, with what the screen shows as evidence. */
export function createOperator(acting: Acting, model: () => Model): Operator {
  const kept = new Map<string, Plan>()

  const planned = async (subject: Subject, note: string): Promise<Planned> => {
    const means = {
      ...planMeansOf(acting),
      evidenceOf: async (signals: readonly string[]) => evidenceIn(model(), signals),
    }
    const wish = { note, overrides: [] }
    if (subject.kind === 'action') {
      const action = acting.profile.actions.find(({ id }) => id === subject.action)
      if (action === undefined) return no(`the profile has no action ${subject.action}`, 'see m')
      return planAction(action, subject.args, wish, means)
    }
    const read = await acting.journal.read()
    if (!read.ok) return no(read.reason, 'nothing is done without a journal')
    const record = recordsOf(read.chain.lines).find(({ id }) => id === subject.deed)
    if (record === undefined) return no(`the journal knows no action ${subject.deed}`, 'see j')
    return planUndo(record, wish, means)
  }

  const plan = async (subject: Subject, note: string): Promise<PlanResult> => {
    const result = await planned(subject, note)
    if (!result.ok) return no(result.reason, result.hint)
    const { findings } = result
    const refusal = refusalIn(findings)
    if (refusal !== null) return { ...no(refusal.words, refusal.hint), checks: checksOf(findings) }
    const notKept = await keepPlan(result.plan, acting)
    if (notKept !== null) return no(notKept.reason, notKept.hint)
    kept.set(result.plan.id, result.plan)
    return { ok: true, proposal: proposalOf(result.plan, findings, subject) }
  }

  const start = async (id: string): Promise<StartResult> => {
    const found = kept.get(id)
    // Whatever comes of it, it is not started a second time.
    kept.delete(id)
    if (found === undefined) return no(`there is no plan ${id} any more`, 'plan anew')
    const started = await startPlan(found, 'typed on the screen', acting)
    switch (started.kind) {
      case 'begun':
        return { ok: true }
      case 'refused':
        return no(started.reason, started.hint)
      case 'not-started':
        return no(started.reason, `nothing was done; see ${fileOf(acting.place.plans, id)}.log`)
      case 'unknown':
        return no(`it is not known whether it began: ${started.reason}`, 'see: hypercare journal')
    }
  }

  return {
    plan: (subject, note) => plan(subject, note).catch(unable),
    start: (id) => start(id).catch(unable),
    decline: async (id) => {
      const found = kept.get(id)
      kept.delete(id)
      // A plan that nobody confirms expires by itself; the entry only says so sooner.
      if (found !== undefined) await declinePlan(found, acting).catch(() => undefined)
    },
    read: createDeedReader(acting),
  }
}

/** The verdicts of these signals, as they stand on the screen. */
const evidenceIn = ({ signals }: Model, wanted: readonly string[]): readonly Evidence[] =>
  wanted.flatMap((id) => {
    const signal = signals.get(id)
    if (signal === undefined) return []
    return [...signal.instances.values()].map(({ verdict }) => ({
      signal: signal.config.title,
      level: verdict.level,
      reason: verdict.reason,
    }))
  })

const no = (reason: string, hint: string): No => ({
  ok: false,
  reason: sanitise(reason),
  hint: sanitise(hint),
  checks: [],
})

/** Files that can't be written are no defect of the program. */
const unable = (error: unknown): No =>
  no(`the state of hypercare can't be written (${errorCode(error)})`, 'nothing was done')
