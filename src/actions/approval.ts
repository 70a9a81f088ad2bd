import type { DurationMs } from '../core/time.ts'
import type { Written } from './entry.ts'
import { planIn } from './entry.ts'

/** What tells people apart. */
export type Who = { readonly user: string; readonly sudoUser: string | null }

/** How long a plan that one person confirmed waits for another one. */
export const APPROVAL_LIFE_MS: DurationMs = 600_000

/**
 * Why this person may not confirm the action that these entries tell of, in words; null where they may. One that wants
 * two people is confirmed by another one than asked for it.
 */
export function whyNotConfirm(entries: readonly (Written & Who)[], person: Who): string | null {
  const plan = entries.map(planIn).find((found) => found !== null)
  if (plan?.secondPerson !== true) return null
  const asked = entries.findLast(({ stage }) => stage === 'awaiting')
  if (asked === undefined) return 'it wants two people, and none has confirmed it yet'
  if (!isSamePerson(asked, person)) return null
  return `it wants a second person, and ${namesOf(person).join(' or ')} has confirmed it already`
}

/** A name in common is enough: what an environment says may make people more alike, never less. */
export function isSamePerson(one: Who, other: Who): boolean {
  return namesOf(one).some((name) => namesOf(other).includes(name))
}

/** Everybody who became root is that person still; any other account has its own name besides. */
const namesOf = ({ user, sudoUser }: Who): readonly string[] =>
  user === 'root' ? [sudoUser ?? user] : [user, ...(sudoUser === null ? [] : [sudoUser])]
