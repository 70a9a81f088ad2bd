import { type ActionRecord, recordsOf } from '../actions/entry.ts'
import { isOverride, refusalIn } from '../actions/finding.ts'
import type { Evidence } from '../actions/guard.ts'
import type { Plan } from '../actions/plan.ts'
import type { No, Operator, PlanResult, StartResult } from '../core/acting/operator.ts'
import type { Subject } from '../core/acting/proposal.ts'
import type { Model } from '../core/model.ts'
import { sanitise } from '../core/sanitise.ts'
import { type Planned, planAction, planUndo } from '../runner/planning.ts'
import { fileOf } from '../runner/work.ts'
import { type Acting, planMeansOf } from './acting.ts'
import { createDeedReader } from './deeds.ts'
import {
  approvePlan,
  declinePlan,
  keepAction,
  keepPlan,
  type StartResult as Started,
  startPlan,
} from './planned.ts'
import { checksOf, proposalOf } from './proposal.ts'

/** Plans and hands over for a screen, with what the screen shows as evidence. */
export function createOperator(acting: Acting, model: () => Model): Operator {
  const kept = new Map<string, Plan>()

  const planned = async (subject: Subject, note: string, overrides: readonly string[]): Promise<Planned> => {
    const means = {
      ...planMeansOf(acting),
      evidenceOf: async (signals: readonly string[]) => evidenceIn(model(), signals),
    }
    const wish = { note, overrides: overrides.filter(isOverride) }
    if (subject.kind === 'action') {
      const action = acting.profile.actions.find(({ id }) => id === subject.action)
      if (action === undefined) return no(`the profile has no action ${subject.action}`, 'see m')
      return planAction(action, subject.args, wish, means)
    }
    const record = await find(subject.deed)
    return 'reason' in record ? record : planUndo(record, wish, means)
  }

  const find = async (id: string): Promise<ActionRecord | No> => {
    const read = await acting.journal.read()
    if (!read.ok) return no(read.reason, 'nothing is done without a journal')
    const record = recordsOf(read.chain.lines).find((each) => each.id === id)
    return record ?? no(`the journal knows no action ${id}`, 'see j')
  }

  /** The plan of an action of the journal, as it was confirmed. */
  const findPlan = async (id: string): Promise<Plan | No> => {
    const record = await find(id)
    if ('reason' in record) return record
    return record.plan ?? no(`the plan of ${id} is not in the journal`, 'see: hypercare journal verify')
  }

  const plan = async (subject: Subject, note: string, overrides: readonly string[]): Promise<PlanResult> => {
    const result = await planned(subject, note, overrides)
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
    return told(id, await startPlan(found, HOW, acting))
  }

  const approve = async (id: string): Promise<StartResult> => {
    const found = await findPlan(id)
    return 'reason' in found ? found : told(id, await approvePlan(found, HOW, acting))
  }

  const keep = async (id: string): Promise<StartResult> => {
    const found = await findPlan(id)
    if ('reason' in found) return found
    const refusal = await keepAction(found, HOW, acting)
    return refusal === null ? { ok: true } : no(refusal.reason, refusal.hint)
  }

  const told = (id: string, started: Started): StartResult => {
    switch (started.kind) {
      case 'begun':
      case 'awaiting':
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
    plan: (subject, note, overrides) => plan(subject, note, overrides).catch(unable),
    start: (id) => start(id).catch(unsure),
    approve: (id) => approve(id).catch(unsure),
    keep: (id) => keep(id).catch(unsure),
    decline: async (id) => {
      const found = kept.get(id)
      kept.delete(id)
      // A plan that nobody confirms expires by itself; the entry only says so sooner.
      if (found !== undefined) await declinePlan(found, acting).catch(() => undefined)
    },
    read: createDeedReader(acting),
  }
}

const HOW = 'typed on the screen'

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

/** Files that can't be written are no defect of the program; everything else that is thrown is one. */
function whatFailed(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (typeof code === 'string') return `the state of hypercare can't be written (${code})`
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return `hypercare has a defect here (${words})`
}

const unable = (error: unknown): No => no(whatFailed(error), 'nothing was done')

/** After a yes the journal alone tells whether it began. */
const unsure = (error: unknown): No => no(whatFailed(error), 'see whether it began: hypercare journal')
