/**
 * How far an action has come. Each stage is an entry of the journal, and the only way from one to the next stands in
 * this table. Every way to `sent` leads through `confirmed` and `intent`, and no way leads to it twice.
 */
const STAGES = {
  /** Worked out and shown; nothing is locked. */
  planned: { next: ['confirmed', 'awaiting', 'declined', 'expired'], is: 'waiting' },
  /** One person has confirmed it, and it waits for another one. */
  awaiting: { next: ['confirmed', 'declined', 'expired'], is: 'waiting' },
  declined: { next: [], is: 'over' },
  /** Nobody confirmed it in time, or the confirmation came too late. */
  expired: { next: [], is: 'over' },
  confirmed: { next: ['intent', 'refused', 'refused-stale', 'not-started'], is: 'waiting' },
  /** The runner did not begin in time; what it would have begun is refused from here on. */
  'not-started': { next: [], is: 'over' },
  refused: { next: [], is: 'over' },
  /** The world changed between the plan and the act. */
  'refused-stale': { next: [], is: 'over' },
  /** On disk before anything is done. */
  intent: { next: ['sent', 'failed', 'not-applied'], is: 'blocking' },
  /** From here on the system may have been changed. */
  sent: {
    next: ['accepted', 'failed', 'unknown', 'applied', 'not-applied', 'partial', 'still-unknown'],
    is: 'blocking',
  },
  accepted: { next: ['verifying'], is: 'open' },
  /** Refused before any effect. */
  failed: { next: [], is: 'over' },
  unknown: { next: ['applied', 'not-applied', 'partial', 'still-unknown'], is: 'blocking' },
  'still-unknown': { next: ['applied', 'not-applied', 'partial', 'still-unknown'], is: 'blocking' },
  applied: { next: ['verifying'], is: 'open' },
  'not-applied': { next: [], is: 'over' },
  partial: { next: [], is: 'over' },
  /** Repeated when another process takes the verification over. */
  verifying: { next: ['verifying', 'verified', 'verify-failed', 'inconclusive'], is: 'open' },
  verified: { next: ['holding'], is: 'over' },
  'verify-failed': { next: [], is: 'over' },
  inconclusive: { next: [], is: 'over' },
  /** Waits for somebody to keep it; taken back otherwise. */
  holding: { next: ['kept', 'reverting'], is: 'open' },
  kept: { next: [], is: 'over' },
  /** The way back is an action of its own, with an id of its own. */
  reverting: { next: ['reverted', 'revert-failed'], is: 'open' },
  reverted: { next: [], is: 'over' },
  'revert-failed': { next: [], is: 'over' },
} as const satisfies Record<string, { readonly next: readonly string[]; readonly is: Standing }>

/**
 * What a stage means for others. `waiting`: nothing was done yet. `blocking`: it may have been done, nobody knows; its
 * target is left alone until somebody finds out. `open`: it was done, and its end is not known. `over`: nothing follows
 * by itself.
 */
export type Standing = 'waiting' | 'blocking' | 'open' | 'over'

export type Stage = keyof typeof STAGES

export const ALL_STAGES = Object.keys(STAGES) as readonly Stage[]

/** Whether `to` may follow `from`; null is before the first entry. */
export function mayFollow(from: Stage | null, to: Stage): boolean {
  if (from === null) return to === 'planned'
  const next: readonly Stage[] = STAGES[from].next
  return next.includes(to)
}

export const standingOf = (stage: Stage): Standing => STAGES[stage].is

/** Whether nothing more comes, unless an action is held after it was verified. */
export const isOutcome = (stage: Stage): boolean => STAGES[stage].is === 'over'

/** Stages that follow a stage, for those who go through all of them. */
export const followersOf = (stage: Stage): readonly Stage[] => STAGES[stage].next
