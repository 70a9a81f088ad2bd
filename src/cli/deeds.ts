import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import type { Who } from '../actions/approval.ts'
import { servicesOf } from '../actions/change.ts'
import { type ActionRecord, mayHaveChanged, recordsOf } from '../actions/entry.ts'
import { parseJson } from '../actions/program/json.ts'
import { isOutcome, type Stage, standingOf } from '../actions/stage.ts'
import type { Deed, DeedState, Proof } from '../core/acting/action.ts'
import type { JournalResult } from '../core/acting/operator.ts'
import { sanitise } from '../core/sanitise.ts'
import type { DurationMs, EpochMs } from '../core/time.ts'
import type { Line } from '../journal/line.ts'
import { sizeOf } from '../journal/size.ts'
import { askHolder, targetLock } from '../lock/lock.ts'
import { hasLostItsTime } from '../runner/act.ts'
import type { Acting } from './acting.ts'
import { type Around, waitingOf } from './offers.ts'
import { restOf } from './rest.ts'

/** Deeds that a screen has use for. */
const MOST_DEEDS = 200
/** A runner that has just begun, or ended, may hold nothing for a moment. */
const DESERTED_MS: DurationMs = 3_000

const proofs = z.array(
  z.object({
    title: z.string(),
    kind: z.enum(['reached', 'not-yet', 'no-evidence']),
    words: z.string(),
    leftMs: z.number(),
  }),
)

/** Reads the journal again and again: what it says now, or null where that is what it said before. */
export function createDeedReader({
  journal,
  place,
  person,
}: Pick<Acting, 'journal' | 'place' | 'person'>): () => Promise<JournalResult | null> {
  let size = -1
  let known = knownFrom([])
  let told = ''
  const heldAt = new Map<string, number>()

  const readLines = async (): Promise<string | null> => {
    const now = await sizeOf(journal.path)
    if (now === size) return null
    const read = await journal.read()
    if (!read.ok) return read.reason
    const { chain } = read
    if (chain.damage !== null)
      return `the journal is damaged at line ${chain.damage.line}: ${chain.damage.words}`
    size = now
    known = knownFrom(chain.lines)
    return null
  }

  /** Nobody has held its target for a while, and no end of it is written: its runner is gone. */
  const isDeserted = async ({ id, target }: ActionRecord): Promise<boolean> => {
    const since = heldAt.get(id) ?? performance.now()
    heldAt.set(id, (await askHolder(targetLock(target))) === null ? since : performance.now())
    return performance.now() - (heldAt.get(id) ?? since) > DESERTED_MS
  }

  const deedNow = async (record: ActionRecord): Promise<Deed> => {
    const now = Date.now()
    const deed = deedOf(record, known, person, now)
    if (mayNotBegin(record, now) && (await isDeserted(record)))
      return { ...deed, state: 'not-done', words: 'its runner never began; nothing was done' }
    if (isOutcome(record.stage) || standingOf(record.stage) === 'waiting') return deed
    if (await isDeserted(record))
      return {
        ...deed,
        state: 'unknown',
        offer: null,
        words: `its runner is gone; find out with: hypercare act --reconcile ${record.id}`,
      }
    return { ...deed, proofs: await readProofs(join(place.attempts, record.id)) }
  }

  return async () => {
    const problem = await readLines()
    if (problem !== null) return { ok: false, reason: problem }
    const deeds = await Promise.all(known.records.toReversed().slice(0, MOST_DEEDS).map(deedNow))
    const text = JSON.stringify(deeds)
    if (text === told) return null
    told = text
    return { ok: true, deeds }
  }
}

/** What the journal says of all actions together. */
type Known = Around & {
  readonly planners: ReadonlyMap<string, string>
  readonly undone: ReadonlySet<string>
}

const held = z.object({ until: z.number() })

function knownFrom(lines: readonly Line[]): Known {
  const records = recordsOf(lines)
  return {
    records,
    planners: plannersOf(lines),
    undone: undoneIn(records),
    askers: new Map(lines.flatMap((line) => (line.stage === 'awaiting' ? [[line.id, line]] : []))),
    heldUntil: new Map(
      lines.flatMap(({ id, stage, detail }) => {
        const read = stage === 'holding' ? held.safeParse(detail) : null
        return read?.success === true ? [[id, read.data.until]] : []
      }),
    ),
  }
}

const plannersOf = (lines: readonly Line[]): ReadonlyMap<string, string> =>
  // Of many entries of one action the first one stays.
  new Map(lines.toReversed().map(({ id, user, host }) => [id, `${user}@${host}`]))

/** Confirmed, and a runner that begins only now refuses it: its plan has expired. */
const mayNotBegin = ({ stage, plan }: ActionRecord, now: EpochMs): boolean =>
  stage === 'confirmed' && plan !== null && hasLostItsTime(plan, now)

/** Actions that were taken back, or are being taken back. */
const undoneIn = (records: readonly ActionRecord[]): ReadonlySet<string> =>
  new Set(
    records.flatMap((record) =>
      mayHaveChanged(record) && record.plan?.undoes != null ? [record.plan.undoes] : [],
    ),
  )

function deedOf(record: ActionRecord, known: Known, person: Who, now: EpochMs): Deed {
  const { id, action, target, plan, stage, words, plannedAt, sentAt, lastAt } = record
  const waiting = waitingOf(record, known, person, now)
  const left = restOf(record, known.records, now)
  const isVoid = stage === 'awaiting' && now > (waiting.until ?? now)
  const state = isVoid ? 'dropped' : left.isStopped ? 'stopped' : stateOf(stage)
  const mayBeUndone =
    sentAt !== null && ['done', 'stopped', 'not-effective', 'unproven', 'in-part'].includes(state)
  return {
    id,
    action,
    title: sanitise(plan?.title ?? action),
    target: sanitise(target),
    changes: plan === null ? [] : servicesOf(plan.change),
    now: sanitise(plan?.prepared.now ?? '?'),
    after: sanitise(plan?.prepared.after ?? '?'),
    note: sanitise(plan?.note ?? ''),
    who: sanitise(known.planners.get(id) ?? '?'),
    state,
    stage,
    words: sanitise(left.words === '' ? words : `${left.words}; ${words}`),
    plannedAt,
    sentAt,
    lastAt,
    ...waiting,
    isOpen: !isOutcome(stage) && state !== 'waiting' && state !== 'dropped',
    isBlocking: standingOf(stage) === 'blocking',
    isUndoable:
      mayBeUndone &&
      stage !== 'reverted' &&
      !known.undone.has(id) &&
      plan?.undoes === null &&
      plan.prepared.undo.kind === 'change',
    proofs: [],
  }
}

/** What a stage means for people. */
function stateOf(stage: Stage): DeedState {
  switch (stage) {
    case 'planned':
    case 'confirmed':
      return 'waiting'
    case 'awaiting':
      return 'awaiting'
    case 'declined':
    case 'expired':
      return 'dropped'
    case 'not-started':
    case 'refused':
    case 'refused-stale':
    case 'failed':
    case 'not-applied':
      return 'not-done'
    case 'intent':
    case 'sent':
    case 'accepted':
    case 'unknown':
    case 'applied':
    case 'verifying':
    case 'reverting':
      return 'under-way'
    case 'holding':
      return 'held'
    case 'verified':
    case 'kept':
      return 'done'
    case 'verify-failed':
    case 'reverted':
      return 'not-effective'
    case 'inconclusive':
      return 'unproven'
    case 'partial':
      return 'in-part'
    case 'still-unknown':
    case 'revert-failed':
      return 'unknown'
  }
}

/** How far the verification is; nothing where nobody has said so yet. */
async function readProofs(folder: string): Promise<readonly Proof[]> {
  const text = await readFile(join(folder, 'progress.json'), 'utf8').catch(() => '[]')
  // Two writes at once may leave half of one.
  const parsed = proofs.safeParse(parseJson(text))
  return parsed.success
    ? parsed.data.map((proof) => ({ ...proof, title: sanitise(proof.title), words: sanitise(proof.words) }))
    : []
}
