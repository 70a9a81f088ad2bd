import type { DurationMs, EpochMs } from '../time.ts'
import type { Field } from './field.ts'
import type { Check, Proposal, Subject } from './proposal.ts'

/** What stands over the panels while somebody is about to act. */
export type Dialog = DialogContent & {
  /** Since when it has been there; keys of before were not meant for it. */
  readonly openedAt: EpochMs
  /** First line shown of one that is longer than the screen. */
  readonly scroll: number
  /** Text that came as a whole was put in the place of keys, and did not count. */
  readonly wasPasted?: boolean
}

/** Each kind knows what it needs and nothing else: only a `plan` can be confirmed, and only once. */
export type DialogContent =
  | { readonly kind: 'choosing'; readonly chosen: number }
  | Asking
  /** Its answer carries the same number; any other is late. */
  | { readonly kind: 'planning'; readonly asked: Asking; readonly seq: number }
  | Confirming
  | Refused
  | Overruling
  | { readonly kind: 'starting'; readonly proposal: Proposal }
  /** Somebody wants to leave while an action is under way. */
  | { readonly kind: 'leaving' }

export type Confirming = {
  readonly kind: 'plan'
  /** What it came from; null where the plan was there already. */
  readonly asked: Asking | null
  readonly proposal: Proposal
  readonly typed: string
}

/** The arguments and the note, each a line of text. */
export type Asking = {
  readonly kind: 'asking'
  readonly subject: Subject
  readonly title: string
  /** The note is the last one. */
  readonly fields: readonly NamedField[]
  /** The field that is typed into. */
  readonly at: number
}

/** Somebody wants it in spite of what guards say, and types their names. */
export type Overruling = {
  readonly kind: 'overruling'
  readonly asked: Asking
  readonly checks: readonly Check[]
  readonly word: string
  readonly typed: string
}

export type NamedField = {
  readonly name: string
  readonly wanted: string
  /** Several words, each an argument of its own. */
  readonly isList: boolean
  readonly field: Field
}

export type Refused = {
  readonly kind: 'refused'
  readonly title: string
  readonly reason: string
  readonly hint: string
  readonly checks: readonly Check[]
  /** What was asked, to be changed and planned anew; null where that makes no sense. */
  readonly asked: Asking | null
}

/** What is to be typed to overrule everything that is in the way; null where that can't be. */
export function overruleWord({ asked, checks }: Refused): string | null {
  const inTheWay = checks.filter(({ outcome }) => outcome === 'refuse')
  const names = inTheWay.flatMap(({ overrule }) => (overrule === null ? [] : [overrule]))
  if (asked === null || names.length === 0 || names.length < inTheWay.length) return null
  return [...new Set(names)].join(' ')
}

/** A dialog takes no key for so long after it has appeared. */
const DEAF_MS: DurationMs = 500

/** Whether keys are meant for it. A clock that was set back makes it no older. */
export const isArmed = ({ openedAt }: Dialog, now: EpochMs): boolean => now - openedAt >= DEAF_MS
