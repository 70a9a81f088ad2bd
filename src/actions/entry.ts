import type { EpochMs } from '../core/time.ts'
import type { JsonValue } from './change.ts'
import { isIntact, type Plan } from './plan.ts'
import { isOutcome, type Stage, standingOf } from './stage.ts'

/** One line of the journal, without its place in the chain. */
export type Entry = {
  /** Of the action: the id of its plan, which is the hash of all that was confirmed. */
  readonly id: string
  readonly stage: Stage
  readonly action: string
  /** Where one change is made at a time. */
  readonly target: string
  /** A sentence for people. */
  readonly words: string
  /** What else the stage has to tell: the plan, the attempt, what was read. */
  readonly detail: { readonly [key: string]: JsonValue }
}

/** An entry as it stands in the journal: when, and by whom. */
export type Written = Entry & {
  readonly seq: number
  /** Wall clock. */
  readonly at: EpochMs
}

/** What the journal says of one action. */
export type ActionRecord = {
  readonly id: string
  readonly action: string
  readonly target: string
  /** As it was confirmed; null where the journal does not hold it whole. */
  readonly plan: Plan | null
  readonly stage: Stage
  readonly words: string
  readonly plannedAt: EpochMs
  /** When the system may have been changed, or null. */
  readonly sentAt: EpochMs | null
  readonly lastAt: EpochMs
}

/** One record an action, in the order in which they were planned. */
export function recordsOf(entries: readonly Written[]): readonly ActionRecord[] {
  const records = new Map<string, ActionRecord>()
  for (const entry of entries) records.set(entry.id, recordAfter(records.get(entry.id), entry))
  return [...records.values()]
}

function recordAfter(before: ActionRecord | undefined, entry: Written): ActionRecord {
  const { id, action, target, stage, words, at } = entry
  return {
    id,
    action,
    target,
    stage,
    words,
    plan: before?.plan ?? planIn(entry),
    plannedAt: before?.plannedAt ?? at,
    sentAt: stage === 'sent' ? at : (before?.sentAt ?? null),
    lastAt: at,
  }
}

/** The plan that an entry holds; only one that still is what its id says. */
export function planIn({ detail }: Entry): Plan | null {
  const plan: unknown = detail.plan
  return isPlan(plan) ? plan : null
}

/** A plan is known by its hash: what has the right one was made by `planOf`. */
export function isPlan(value: unknown): value is Plan {
  return typeof value === 'object' && value !== null && 'id' in value && isIntact(value as Plan)
}

/** What was sent, unless it certainly had no effect. */
export const mayHaveChanged = (record: ActionRecord): record is ActionRecord & { readonly sentAt: EpochMs } =>
  record.sentAt !== null && record.stage !== 'failed' && record.stage !== 'not-applied'

/** Actions of which nobody knows whether they were done; their targets are left alone until somebody finds out. */
export const blockersOf = (records: readonly ActionRecord[], target: string): readonly ActionRecord[] =>
  records.filter((record) => record.target === target && standingOf(record.stage) === 'blocking')

/** Actions that began and have no end in the journal. */
export const unfinished = (records: readonly ActionRecord[]): readonly ActionRecord[] =>
  records.filter(({ stage }) => !isOutcome(stage) && standingOf(stage) !== 'waiting')
