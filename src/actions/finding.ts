/** Guards that a person may overrule in so many words. The others can't be. */
export const OVERRIDES = ['floor', 'factor', 'cool-down', 'flap'] as const
export type Override = (typeof OVERRIDES)[number]

export const isOverride = (text: string): text is Override => OVERRIDES.some((known) => known === text)

export type GuardName = Override | 'read-only' | 'evidence' | 'alone' | 'unfinished' | 'bounds' | 'note'

/**
 * What one guard says. `friction`: it may go on once the name of the target was typed. `refuse`: it may not.
 */
export type Finding = {
  readonly guard: GuardName
  readonly outcome: 'pass' | 'warn' | 'friction' | 'refuse'
  readonly words: string
  /** What would make it possible; empty where nothing is in the way. */
  readonly hint: string
}

export const pass = (guard: GuardName, words: string): Finding => ({
  guard,
  outcome: 'pass',
  words,
  hint: '',
})
export const friction = (guard: GuardName, words: string): Finding => ({
  guard,
  outcome: 'friction',
  words,
  hint: '',
})
export const refuse = (guard: GuardName, words: string, hint: string): Finding => ({
  guard,
  outcome: 'refuse',
  words,
  hint,
})

/** Whether it may go on only once the name of the target was typed. */
export const needsTyping = (findings: readonly Finding[]): boolean =>
  findings.some(({ outcome }) => outcome === 'friction')

/** What is in the way; null where nothing is. */
export const refusalIn = (findings: readonly Finding[]): Finding | null =>
  findings.find(({ outcome }) => outcome === 'refuse') ?? null
