import type { DurationMs, EpochMs } from '../time.ts'
import type { Proposal, Subject } from './proposal.ts'

/** What an action asks for before it can be planned: `replicas`, and what may be said: `1 … 10`. */
export type Input = {
  readonly name: string
  readonly wanted: string
  /** Several words, each an argument of its own. */
  readonly isList: boolean
}

/** Services by the names that what operates them has for them; a change of the version may concern all there are. */
export type Services = readonly string[] | 'all'

export const concerns = (services: Services, service: string): boolean =>
  services === 'all' || services.includes(service)

/** What the core needs of one action of the profile; how it is done belongs to its kind, under `src/actions/`. */
export type ActionIdentity = {
  readonly id: string
  readonly title: string
  /** One letter that plans it. */
  readonly key?: string | undefined
  readonly runbook?: string | undefined
  readonly expect?: string | undefined
  readonly inputs: readonly Input[]
  /** The services it changes. */
  readonly changes?: Services
  /** The source whose alerts it silences. */
  readonly silences?: string
}

/** One thing that must become true before an action counts as done. */
export type Proof = {
  readonly title: string
  readonly kind: 'reached' | 'not-yet' | 'no-evidence'
  readonly words: string
  /** How long it may still take. */
  readonly leftMs: DurationMs
}

/**
 * What a person may say to an action from here: keep what would be taken back, approve what another one confirmed, or
 * plan on from where it stopped.
 */
export type Offer =
  | { readonly kind: 'keep' | 'approve'; readonly proposal: Proposal }
  | { readonly kind: 'go-on'; readonly subject: Subject }

/**
 * What has come of an action. `awaiting`: one person confirmed it, another one has to approve it. `under-way`: somebody works on it. `held`: verified, and taken back unless it is kept.
 * `done`: verified or kept. `not-done`: nothing was changed. `not-effective`: done, and it did not help, or was taken
 * back. `stopped`: verified as far as it went, and not gone on with. `unproven`: done, and its evidence did not come. `in-part`: only some of it was done. `unknown`: nobody knows. `dropped`: nobody said yes.
 */
export type DeedState =
  | 'waiting'
  | 'awaiting'
  | 'under-way'
  | 'held'
  | 'done'
  | 'stopped'
  | 'not-done'
  | 'not-effective'
  | 'unproven'
  | 'in-part'
  | 'unknown'
  | 'dropped'

/** One action as the journal tells it. */
export type Deed = {
  readonly id: string
  /** The action of the profile. */
  readonly action: string
  readonly title: string
  readonly target: string
  /** The services it changes. */
  readonly changes: Services
  /** From where to where: `balanced`, `fast`. */
  readonly now: string
  readonly after: string
  readonly note: string
  /** Who planned it: `kim@host`. */
  readonly who: string
  readonly state: DeedState
  /** The last stage, as the journal calls it, and its sentence. */
  readonly stage: string
  readonly words: string
  readonly plannedAt: EpochMs
  /** When the system may have been changed, or null. */
  readonly sentAt: EpochMs | null
  readonly lastAt: EpochMs
  /** No end of it is written yet. */
  readonly isOpen: boolean
  /** While it is open nobody knows whether it was done, and its target is left alone. */
  readonly isBlocking: boolean
  /** When it is taken back, or void, unless somebody says something; null where nobody needs to. */
  readonly until: EpochMs | null
  readonly offer: Offer | null
  /** It has a way back that was not taken yet. */
  readonly isUndoable: boolean
  /** How far its verification is; empty where nothing is known of it. */
  readonly proofs: readonly Proof[]
}

/** Everything that this program knows of actions. */
export type Actions = {
  /** Why nothing may be changed from here; null where it may. */
  readonly readOnly: string | null
  /** A watch follows the journal; a report does not. */
  readonly isFollowing: boolean
  /** Newest first. */
  readonly deeds: readonly Deed[]
  /** Why the journal can't be read or believed; null where it can. */
  readonly problem: string | null
  /** Plans that were asked for so far. */
  readonly planned: number
  /** Outcomes up to this moment were seen and put away. */
  readonly seenUpTo: EpochMs
}

/** Somebody works on it, or it waits to be kept: leaving now leaves something open. */
export const isUnderWay = ({ state }: Deed): boolean => state === 'under-way' || state === 'held'

/** The one that `u` takes back: the last that was done, whatever came of it. */
export const undoable = ({ deeds }: Actions): Deed | null =>
  deeds.find(({ isUndoable }) => isUndoable) ?? null

/**
 * What a person should know of until its end is known and read: what is under way, what nobody knows the outcome of, and
 * what has just ended. The most urgent; null where there is none.
 */
export function inTheStrip({ deeds, seenUpTo }: Actions): Deed | null {
  const isNews = ({ state, lastAt }: Deed): boolean =>
    lastAt > seenUpTo && state !== 'waiting' && state !== 'dropped'
  return (
    deeds.find(isUnderWay) ??
    deeds.find(({ state, isOpen }) => state === 'unknown' && isOpen) ??
    deeds.find(({ state }) => state === 'awaiting') ??
    // What was planned first may be the last to end.
    deeds.filter(isNews).toSorted((a, b) => b.lastAt - a.lastAt)[0] ??
    null
  )
}
