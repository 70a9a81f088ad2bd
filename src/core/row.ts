/**
 * What a piece of text means; a theme says how it looks. Panels never name colours.
 */
export const ROLES = [
  'text',
  'dim',
  'strong',
  'title',
  'system',
  'accent',
  'key',
  'ok',
  'warn',
  'crit',
  'stale',
  'unknown',
  'chart',
  'limit',
  'plan',
  'baseline',
  'border',
  'borderFocus',
  'bar',
  'barEmpty',
  'banner',
] as const
export type Role = (typeof ROLES)[number]

/** A run of text in one role. Untrusted text always has a span of its own. */
export type Span = { readonly text: string; readonly role: Role }

/** One line of a panel. The screen, the report and the picture are all made of rows. */
export type Row = readonly Span[]

export const span = (text: string, role: Role = 'text'): Span => ({ text, role })
