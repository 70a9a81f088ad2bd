import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { servicesOf } from '../actions/change.ts'
import { type ActionRecord, recordsOf } from '../actions/entry.ts'
import { isOutcome, type Stage, standingOf } from '../actions/stage.ts'
import type { Deed, DeedState, Proof } from '../core/acting/action.ts'
import type { JournalResult } from '../core/acting/operator.ts'
import { sanitise } from '../core/sanitise.ts'
import type { DurationMs } from '../core/time.ts'
import type { Line } from '../journal/line.ts'
import { askHolder, targetLock } from '../lock/lock.ts'
import type { Acting } from './acting.ts'

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
}: Pick<Acting, 'journal' | 'place'>): () => Promise<JournalResult | null> {
  let size = -1
  let lines: readonly Line[] = []
  let told = ''
  const heldAt = new Map<string, number>()

  const readLines = async (): Promise<string | null> => {
    const known = await sizeOf(journal.path)
    if (known === size) return null
    const read = await journal.read()
    if (!read.ok) return read.reason
    const { chain } = read
    if (chain.damage !== null)
      return `the journal is damaged at line ${chain.damage.line}: ${chain.damage.words}`
    size = known
    lines = chain.lines
    return null
  }

  /** Nobody has held its target for a while, and no end of it is written: its runner is gone. */
  const isDeserted = async ({ id, target }: ActionRecord): Promise<boolean> => {
    const since = heldAt.get(id) ?? performance.now()
    heldAt.set(id, (await askHolder(targetLock(target))) === null ? since : performance.now())
    return performance.now() - (heldAt.get(id) ?? since) > DESERTED_MS
  }

  const deedNow = async (record: ActionRecord, known: Known): Promise<Deed> => {
    const deed = deedOf(record, known)
    if (isOutcome(record.stage) || standingOf(record.stage) === 'waiting') return deed
    if (await isDeserted(record))
      return {
        ...deed,
        state: 'unknown',
        words: `its runner is gone; find out with: hypercare act --reconcile ${record.id}`,
      }
    return { ...deed, proofs: await readProofs(join(place.attempts, record.id)) }
  }

  return async () => {
    const problem = await readLines()
    if (problem !== null) return { ok: false, reason: problem }
    const records = recordsOf(lines)
    const known: Known = { planners: plannersOf(lines), undone: undoneIn(records) }
    const deeds = await Promise.all(
      records
        .toReversed()
        .slice(0, MOST_DEEDS)
        .map((record) => deedNow(record, known)),
    )
    const text = JSON.stringify(deeds)
    if (text === told) return null
    told = text
    return { ok: true, deeds }
  }
}

type Known = { readonly planners: ReadonlyMap<string, string>; readonly undone: ReadonlySet<string> }

const plannersOf = (lines: readonly Line[]): ReadonlyMap<string, string> =>
  // Of many entries of one action the first one stays.
  new Map(lines.toReversed().map(({ id, user, host }) => [id, `${user}@${host}`]))

/** Actions that were taken back, or are being taken back. */
const undoneIn = (records: readonly ActionRecord[]): ReadonlySet<string> =>
  new Set(
    records.flatMap(({ plan, sentAt }) => (sentAt === null || plan?.undoes == null ? [] : [plan.undoes])),
  )

function deedOf(record: ActionRecord, { planners, undone }: Known): Deed {
  const { id, action, target, plan, stage, words, plannedAt, sentAt, lastAt } = record
  const state = stateOf(stage)
  const mayBeUndone =
    sentAt !== null && (state === 'done' || state === 'not-effective' || state === 'unproven')
  return {
    id,
    title: sanitise(plan?.title ?? action),
    target: sanitise(target),
    changes: plan === null ? [] : servicesOf(plan.change),
    now: sanitise(plan?.prepared.now ?? '?'),
    after: sanitise(plan?.prepared.after ?? '?'),
    note: sanitise(plan?.note ?? ''),
    who: sanitise(planners.get(id) ?? '?'),
    state,
    stage,
    words: sanitise(words),
    plannedAt,
    sentAt,
    lastAt,
    isOpen: !isOutcome(stage) && state !== 'waiting',
    isBlocking: standingOf(stage) === 'blocking',
    isUndoable:
      mayBeUndone &&
      stage !== 'reverted' &&
      !undone.has(id) &&
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
    case 'still-unknown':
    case 'partial':
    case 'revert-failed':
      return 'unknown'
  }
}

/** How far the verification is; nothing where nobody has said so yet. */
async function readProofs(folder: string): Promise<readonly Proof[]> {
  const text = await readFile(join(folder, 'progress.json'), 'utf8').catch(() => '[]')
  const parsed = proofs.safeParse(JSON.parse(text))
  return parsed.success
    ? parsed.data.map((proof) => ({ ...proof, title: sanitise(proof.title), words: sanitise(proof.words) }))
    : []
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  )
