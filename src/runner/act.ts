import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { APPROVAL_LIFE_MS } from '../actions/approval.ts'
import type { JsonValue } from '../actions/change.ts'
import { type Entry, recordsOf } from '../actions/entry.ts'
import type { Attempt, Committed, Executor } from '../actions/executor.ts'
import { refusalIn } from '../actions/finding.ts'
import { guard } from '../actions/guard.ts'
import type { Plan } from '../actions/plan.ts'
import type { Stage } from '../actions/stage.ts'
import { PLAN_LIFE_MS } from '../core/acting/life.ts'
import { errorCode } from '../core/failure.ts'
import type { DurationMs, EpochMs } from '../core/time.ts'
import type { Journal } from '../journal/journal.ts'
import { askHolder, type Holder, type Lock, takeLock, targetLock } from '../lock/lock.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Evidence } from './evidence.ts'
import { reconcile } from './reconcile.ts'
import { type Criterion, type Verified, verifyChange } from './verify.ts'

/** All that acting needs of the world. */
export type Means = {
  readonly journal: Journal
  readonly executor: Executor
  readonly evidence: () => Evidence
  readonly clock: Clock
  readonly wait: (ms: DurationMs) => Promise<void>
  /** A name that no attempt had before. */
  readonly newKey: () => string
  /** Where attempts keep what their programs said. */
  readonly attempts: string
  readonly holder: Omit<Holder, 'id' | 'since'>
  readonly readOnly: string | null
  readonly onProgress: (criteria: readonly Criterion[]) => void
}

/** A runner that starts later than this after the last moment in which its plan could be confirmed has lost its time. */
const SLOW_START_MS: DurationMs = 10_000
/** A commit that says nothing for so long is given up waiting for; what it started goes on. */
const COMMIT_MS: DurationMs = 300_000
const NEVER = new AbortController().signal

/**
 * Carries a confirmed plan out: lock, re-check, intent, commit once, reconcile, verify. Every step is in the journal
 * before the next one begins, and a step that can't be written ends it. Returns the last stage that was written, or
 * null where somebody else has this plan, or the journal can't be written. What follows a verified action is done
 * under the same lock.
 */
export async function act(
  plan: Plan,
  means: Means,
  onVerified: (write: Write) => Promise<Stage | null> = async () => 'verified',
): Promise<Stage | null> {
  const write = writerFor(plan, means.journal)
  const taken = await lockTarget(plan, means)
  if ('reason' in taken) return write('refused', taken.reason)
  try {
    const stage = await underLock(plan, means, write)
    return stage === 'verified' ? await onVerified(write) : stage
  } finally {
    await taken.release()
  }
}

export async function underLock(plan: Plan, means: Means, write: Write): Promise<Stage | null> {
  const { executor, journal, clock } = means
  const { prepared } = plan
  if (hasLostItsTime(plan, clock.now()))
    return write('refused-stale', 'the plan had expired before the runner began')
  const observed = await executor.observe(NEVER)
  if (!observed.ok) return write('refused', `the target can't be read: ${observed.failure.message}`)
  if (observed.observed.fingerprint !== prepared.observed.fingerprint) {
    const facts = observed.observed.facts.map(({ name, value }) => `${name} ${value}`).join(', ')
    return write('refused-stale', `the world changed since the plan: ${facts}`)
  }
  const known = await journal.read()
  if (!known.ok) return null
  const findings = guard({
    now: clock.now(),
    change: plan.change,
    prepared: { ...prepared, observed: observed.observed },
    note: plan.note,
    bounds: plan.bounds,
    coolDownMs: plan.coolDownMs,
    readOnly: means.readOnly,
    overrides: plan.overrides,
    undoes: plan.undoes,
    records: recordsOf(known.chain.lines),
    holder: null,
    // It was looked at when the plan was made and confirmed; only the target is read anew.
    evidence: [],
  })
  const refusal = refusalIn(findings)
  if (refusal !== null) return write('refused', refusal.words)

  const attempt: Attempt = { key: means.newKey(), folder: join(means.attempts, plan.id) }
  const { step, undo } = prepared
  const words = `${step.kind === 'program' ? step.argv.join(' ') : `${step.method} ${step.url}`}`
  const detail = { attempt, step, undo: undo.kind === 'change' ? undo.words : undo.why }
  try {
    // Not recursive: a folder that is there belongs to an attempt that was made already.
    await mkdir(means.attempts, { recursive: true, mode: 0o700 })
    await mkdir(attempt.folder, { mode: 0o700 })
  } catch (error) {
    return write('refused', `the attempt has no folder of its own (${errorCode(error)}: ${attempt.folder})`)
  }
  if ((await write('intent', words, detail)) === null) return null
  if ((await write('sent', words)) === null) return 'intent'
  const sentAt = clock.now()
  const committed = await executor.commit(prepared, attempt, AbortSignal.timeout(COMMIT_MS))
  return afterCommit(plan, committed, attempt, sentAt, means, write)
}

/** Whether a runner that begins at `now` comes too late for its plan. */
export const hasLostItsTime = ({ secondPerson, plannedAt }: Plan, now: EpochMs): boolean =>
  now - plannedAt > (secondPerson ? APPROVAL_LIFE_MS : PLAN_LIFE_MS) + SLOW_START_MS

async function afterCommit(
  plan: Plan,
  committed: Committed,
  attempt: Attempt,
  sentAt: EpochMs,
  means: Means,
  write: Write,
): Promise<Stage | null> {
  switch (committed.kind) {
    case 'rejected':
      return write('failed', `${committed.reason}; ${committed.hint}`)
    case 'accepted': {
      const words = committed.details.map(({ name, value }) => `${name} ${value}`).join(', ')
      if ((await write('accepted', words, { details: committed.details })) === null) return 'sent'
      return verify(plan, sentAt, means, write)
    }
    case 'unknown':
      if ((await write('unknown', committed.reason)) === null) return 'sent'
      return findOut(plan, attempt, sentAt, means, write)
  }
}

/** What came of it, by reading; then, where it was done, whether it helped. */
export async function findOut(
  plan: Plan,
  attempt: Attempt,
  sentAt: EpochMs,
  means: Means,
  write: Write,
): Promise<Stage | null> {
  const { executor, clock, wait } = means
  const { prepared } = plan
  const found = await reconcile({ executor, prepared, attempt, clock, wait, signal: NEVER })
  const written = await write(found.kind, found.words, { details: found.details })
  return written === 'applied' ? verify(plan, sentAt, means, write) : written
}

/** Whether it helped, by readings taken after it. */
export async function verify(plan: Plan, since: EpochMs, means: Means, write: Write): Promise<Stage | null> {
  const { executor, clock, wait, onProgress } = means
  const { prepared, verify: wanted } = plan
  if ((await write('verifying', 'waiting for fresh readings')) === null) return null
  const evidence = means.evidence()
  let verified: Verified
  try {
    verified = await verifyChange({
      executor,
      prepared,
      verify: wanted,
      evidence,
      since,
      clock,
      wait,
      signal: NEVER,
      onProgress,
    })
  } finally {
    await evidence.close()
  }
  return write(verified.kind, verified.words)
}

/** Writes the next stage of one action; null where that is not possible, and nothing may follow. */
export type Write = (
  stage: Stage,
  words: string,
  detail?: { readonly [key: string]: JsonValue },
) => Promise<Stage | null>

export function writerFor(plan: Plan, journal: Journal): Write {
  return async (stage, words, detail = {}) => {
    const written = await journal.append(entryOf(plan, stage, words, detail))
    if (written.kind === 'written') return stage
    process.stderr.write(`${written.reason}\n`)
    return null
  }
}

export const entryOf = (plan: Plan, stage: Stage, words: string, detail: Entry['detail'] = {}): Entry => ({
  id: plan.id,
  stage,
  action: plan.action,
  target: plan.prepared.target,
  words,
  detail,
})

/** The lock of the target, or why it is not to be had. */
export async function lockTarget(
  plan: Plan,
  { holder, clock }: Pick<Means, 'holder' | 'clock'>,
): Promise<Lock | { readonly reason: string }> {
  const name = targetLock(plan.prepared.target)
  const taken = await takeLock(name, { ...holder, id: plan.id, since: clock.now() })
  switch (taken.kind) {
    case 'held':
      return taken.lock
    case 'failed':
      return { reason: taken.reason }
    case 'busy': {
      const { holder: other } = taken
      const who = other === null ? SILENT : `${other.who} (${other.id})`
      return { reason: `${who} is acting on ${plan.prepared.target}` }
    }
  }
}

/** Who acts on the target now; one who does not say acts all the same. */
export async function holderOf(target: string, now: EpochMs): Promise<Holder | null> {
  const holder = await askHolder(targetLock(target))
  return holder === 'silent' ? { id: '?', who: SILENT, pid: 0, since: now } : holder
}

const SILENT = 'somebody who does not say who they are'
