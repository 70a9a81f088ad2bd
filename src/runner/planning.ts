import type { Change } from '../actions/change.ts'
import type { ActionConfig } from '../actions/config.ts'
import { type ActionRecord, recordsOf } from '../actions/entry.ts'
import type { Executor, Refusal, ReplicaChange } from '../actions/executor.ts'
import type { Finding, Override } from '../actions/finding.ts'
import { type Evidence, guard } from '../actions/guard.ts'
import { orderOf } from '../actions/order.ts'
import { type Plan, type PlanContent, planOf } from '../actions/plan.ts'
import { riskOf } from '../actions/risk.ts'
import { countsBetween } from '../actions/scale.ts'
import type { DurationMs, EpochMs } from '../core/time.ts'
import type { Journal } from '../journal/journal.ts'
import { entryOf, holderOf } from './act.ts'

export type PlanMeans = {
  /** Name and environment of the profile. */
  readonly system: string
  readonly journal: Journal
  readonly executorOf: (change: Change) => Executor | Refusal
  /** Reads these signals now. */
  readonly evidenceOf: (signals: readonly string[]) => Promise<readonly Evidence[]>
  readonly now: () => EpochMs
  readonly user: string
  readonly readOnly: string | null
  readonly signal: AbortSignal
}

export type PlanWish = {
  readonly note: string
  readonly overrides: readonly Override[]
}

/** A plan with what every guard says of it; it may be confirmed where none refuses. */
export type Planned =
  | { readonly ok: true; readonly plan: Plan; readonly findings: readonly Finding[] }
  | ({ readonly ok: false } & Refusal)

/** Plans an action of the profile: reads its target, works out the step, asks the guards. Changes nothing. */
export async function planAction(
  action: ActionConfig,
  args: readonly string[],
  wish: PlanWish,
  means: PlanMeans,
): Promise<Planned> {
  const order = orderOf(action, args, { user: means.user, note: wish.note })
  if (!order.ok) return order
  const { id, title, risk, coolDown, verify, hold = null, secondPerson } = action
  const pauseMs = action.kind === 'scale' ? (action.gradual?.pause ?? null) : null
  return planChange(
    {
      action: id,
      title,
      args,
      change: order.change,
      bounds: order.bounds,
      coolDownMs: coolDown,
      verify,
      secondPerson,
      holdMs: hold,
      undoes: null,
    },
    { risk, evidence: action.evidence, pauseMs },
    wish,
    means,
  )
}

/** Plans the inverse of an action that was done. */
export async function planUndo(record: ActionRecord, wish: PlanWish, means: PlanMeans): Promise<Planned> {
  const { plan, id } = record
  if (plan === null)
    return no(`the plan of ${id} is not in the journal`, 'undo it by an action of the profile')
  if (record.sentAt === null) return no(`${id} was never sent`, 'there is nothing to undo')
  const { undo } = plan.prepared
  if (undo.kind === 'none') return no(`${id} has no way back: ${undo.why}`, 'see its runbook')
  const { action, args, coolDownMs, verify, secondPerson } = plan
  return planChange(
    {
      action,
      title: `undo: ${plan.title}`,
      args,
      change: undo.change,
      bounds: null,
      coolDownMs,
      verify,
      secondPerson,
      holdMs: null,
      undoes: id,
    },
    { risk: 'normal', evidence: [], pauseMs: null },
    wish,
    means,
  )
}

type Base = Omit<
  PlanContent,
  'system' | 'prepared' | 'note' | 'risk' | 'overrides' | 'afterwards' | 'plannedAt'
>

/** What the profile says of it besides. */
type Authored = {
  readonly risk: Plan['risk']['level']
  readonly evidence: readonly string[]
  /** Between the steps of a gradual way down; null where it comes at once. */
  readonly pauseMs: DurationMs | null
}

async function planChange(
  base: Base,
  authored: Authored,
  { note, overrides }: PlanWish,
  means: PlanMeans,
): Promise<Planned> {
  const { journal, executorOf, evidenceOf, now, readOnly, signal, system } = means
  const known = await journal.read()
  if (!known.ok) return no(known.reason, 'nothing is done without a journal')
  const { damage, lines } = known.chain
  if (damage !== null)
    return no(
      `the journal is damaged at line ${damage.line}: ${damage.words}`,
      'find out what happened, then move it away',
    )
  const executor = executorOf(base.change)
  if ('reason' in executor) return { ok: false, ...executor }
  const [observed, evidence] = await Promise.all([executor.observe(signal), evidenceOf(authored.evidence)])
  if (!observed.ok) return no(observed.failure.message, observed.failure.hint)
  const whole = executor.prepare(observed.observed)
  if (!whole.ok) return { ok: false, ...whole.refusal }
  const [change, ...changes] = stepsOf(base.change, whole.prepared.replicas, authored.pauseMs !== null)
  const first = executorOf(change)
  if ('reason' in first) return { ok: false, ...first }
  const result = first.prepare(observed.observed)
  if (!result.ok) return { ok: false, ...result.refusal }
  const { prepared } = result
  const plan = planOf({
    ...base,
    change,
    afterwards: { changes, pauseMs: authored.pauseMs ?? 0 },
    system,
    prepared,
    note,
    overrides,
    risk: riskOf(authored.risk, base.change, whole.prepared),
    plannedAt: now(),
  })
  const findings = guard({
    ...plan,
    // Of all the steps together: the last one must be allowed before the first one is made.
    prepared: changes.length === 0 ? prepared : { ...prepared, replicas: whole.prepared.replicas },
    bounds:
      plan.bounds === null
        ? null
        : { ...plan.bounds, isEmergency: plan.bounds.isEmergency || changes.length > 0 },
    now: now(),
    readOnly,
    evidence,
    records: recordsOf(lines),
    holder: await holderOf(prepared.target, now()),
  })
  return { ok: true, plan, findings }
}

/** Puts the plan into the journal, with all that its confirmation and its reconciliation need. */
export const journalPlan = (plan: Plan, journal: Journal) =>
  journal.append(
    entryOf(plan, 'planned', `${plan.title}: ${plan.prepared.now} → ${plan.prepared.after}`, { plan }),
  )

/** The change, or where it leads down and is to go gradually, one change for each replica less. Never empty. */
function stepsOf(
  change: Change,
  replicas: readonly ReplicaChange[],
  isGradual: boolean,
): readonly [Change, ...Change[]] {
  const [only] = replicas
  if (!isGradual || change.kind !== 'scale' || only === undefined || replicas.length > 1) return [change]
  const [first, ...rest] = countsBetween(only.from, only.to).map((count) => ({
    ...change,
    to: { [only.service]: count },
  }))
  return first === undefined ? [change] : [first, ...rest]
}

const no = (reason: string, hint: string): Planned => ({ ok: false, reason, hint })
