import type { Value } from './sample.ts'

/** How a number is compared with a limit, as profiles write it. */
export const COMPARISONS = ['<', '<=', '>', '>='] as const
export type Comparison = (typeof COMPARISONS)[number]

/** What can be said of a value by itself, and so of every moment of its past. */
export type ValueClaim =
  /** The number, or its distance from the target of its rules, on that side of a limit; in the unit of the signal. */
  | {
      readonly by: 'number'
      readonly of: 'value' | 'deviation'
      readonly op: Comparison
      readonly limit: number
    }
  | { readonly by: 'word'; readonly op: '=' | '!='; readonly word: Value }
  /** No limit of that level, nor of a worse one, is broken, whether for long or not. */
  | { readonly by: 'within'; readonly level: 'warn' | 'crit' }

/** What a profile says of one series: true, false or not known. Gates ask it of every series, advice of some. */
export type Claim =
  | ValueClaim
  /** Its verdict is raised to that level, or to a worse one. */
  | { readonly by: 'level'; readonly level: 'warn' | 'crit' }
