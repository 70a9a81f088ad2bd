import { type DurationMs, type EpochMs, formatDuration, formatExactly } from '../core/time.ts'
import type { Level } from '../core/verdict.ts'
import { type Change, servicesOf } from './change.ts'
import { type ActionRecord, blockersOf, mayHaveChanged } from './entry.ts'
import type { Prepared } from './executor.ts'
import { type Finding, friction, type Override, pass, refuse } from './finding.ts'
import { type Bounds, guardScale } from './scale.ts'

/** Who works on the target now. */
export type Holder = { readonly id: string; readonly who: string; readonly since: EpochMs }

/** A signal that the decision rests on. */
export type Evidence = { readonly signal: string; readonly level: Level; readonly reason: string }

export type Circumstances = {
  readonly now: EpochMs
  readonly change: Change
  readonly prepared: Prepared
  readonly note: string
  readonly bounds: Bounds
  readonly coolDownMs: DurationMs
  /** Why nothing may be changed, or null: the option, the profile. */
  readonly readOnly: string | null
  readonly overrides: readonly Override[]
  /** The action that this one takes back, or null. */
  readonly undoes: string | null
  readonly records: readonly ActionRecord[]
  readonly holder: Holder | null
  readonly evidence: readonly Evidence[]
}

/** A reading older than this is no sight of the target any more. */
const FRESH_MS = 10_000
const FLAP_WINDOW_MS = 3_600_000

/** What every guard says. Read-only comes first: where nothing may be changed, the rest does not matter. */
export function guard(given: Circumstances): readonly Finding[] {
  return [
    readOnly(given),
    evidence(given),
    alone(given),
    unfinished(given),
    ...guardScale(given.prepared.replicas, given.bounds).map((finding) =>
      overruled(finding, given.overrides),
    ),
    overruled(coolDown(given), given.overrides),
    overruled(flap(given), given.overrides),
    note(given),
  ]
}

function overruled(finding: Finding, overrides: readonly Override[]): Finding {
  const { guard, outcome, words } = finding
  if (outcome !== 'refuse' || !overrides.some((name) => name === guard)) return finding
  return { guard, outcome: 'friction', words: `overruled: ${words}`, hint: '' }
}

function readOnly({ readOnly: why }: Circumstances): Finding {
  if (why === null) return pass('read-only', 'changes are allowed')
  return refuse('read-only', `nothing may be changed: ${why}`, 'act from where changes are allowed')
}

function evidence({ evidence, prepared, now }: Circumstances): Finding {
  const ageMs = now - prepared.observed.readAt
  if (ageMs > FRESH_MS) return friction('evidence', `the target was read ${formatDuration(ageMs)} ago`)
  const blind = evidence.find(({ level }) => level === 'stale' || level === 'unknown')
  if (blind !== undefined) return friction('evidence', `${blind.signal} is ${blind.level}: ${blind.reason}`)
  return pass('evidence', 'evidence fresh')
}

function alone({ holder, now }: Circumstances): Finding {
  if (holder === null) return pass('alone', 'nobody else is acting')
  const since = formatDuration(now - holder.since)
  return refuse('alone', `${holder.who} acts on it for ${since} (${holder.id})`, 'wait until that is over')
}

function unfinished({ records, prepared: { target }, holder }: Circumstances): Finding {
  const [open] = blockersOf(records, target).filter(({ id }) => id !== holder?.id)
  if (open === undefined) return pass('unfinished', 'no outcome is unknown')
  return refuse(
    'unfinished',
    `nobody knows what came of ${open.id} (${open.action}, ${open.stage})`,
    `find out with: hypercare act --reconcile ${open.id}`,
  )
}

function coolDown(given: Circumstances): Finding {
  const { coolDownMs, undoes, now } = given
  const last = Math.max(...changesOfTheSame(given).map(({ sentAt }) => sentAt))
  const agoMs = now - last
  if (agoMs >= 2 * coolDownMs) return pass('cool-down', 'no change of late')
  const words = `last change ${formatDuration(agoMs)} ago (wait ${formatExactly(coolDownMs)})`
  if (undoes !== null || agoMs >= coolDownMs) return { guard: 'cool-down', outcome: 'warn', words, hint: '' }
  return refuse('cool-down', words, 'see what it does first, or overrule it (--override cool-down)')
}

/** To and fro: the third change within an hour that leads back to where it has been. */
function flap(given: Circumstances): Finding {
  const {
    change,
    prepared: { after },
    undoes,
    now,
  } = given
  const recent = changesOfTheSame(given).filter(({ sentAt }) => now - sentAt < FLAP_WINDOW_MS)
  const isBack = recent.some(({ plan }) => JSON.stringify(plan?.change) === JSON.stringify(change))
  if (recent.length < 2 || !isBack || undoes !== null) return pass('flap', 'no to and fro')
  const words = `${recent.length} changes within the hour, and ${after} has been tried already`
  return refuse('flap', words, 'look for the cause, or overrule it (--override flap)')
}

function note({ note }: Circumstances): Finding {
  if (note.trim() !== '') return pass('note', 'a note is given')
  return refuse('note', 'no note says why', 'say why in a few words (--reason)')
}

/**
 * What may have changed the same; what certainly had no effect is no change. One change at a time is made to a whole
 * project, but a change of one of its services has nothing to wait for in that of another one.
 */
const changesOfTheSame = ({ records, change, prepared: { target } }: Circumstances) =>
  records
    .filter(mayHaveChanged)
    .filter(
      (record) => record.target === target && (record.plan === null || touchSame(record.plan.change, change)),
    )

function touchSame(one: Change, other: Change): boolean {
  const [some, others] = [servicesOf(one), servicesOf(other)]
  if (some === 'all' || others === 'all') return true
  // What is not of services has its target for itself.
  return some.length === 0 || others.length === 0 || some.some((service) => others.includes(service))
}
