import { type Row, type Span, span } from '../core/row.ts'
import { type DurationMs, formatDuration } from '../core/time.ts'
import type { Level } from '../core/verdict.ts'
import { firstFitting } from './fit.ts'

/** A sign of each level's own, so that nobody needs the colour. */
export const SYMBOLS: Readonly<Record<Level, string>> = {
  ok: '●',
  warn: '▲',
  crit: '✖',
  stale: '◌',
  unknown: '?',
}

/** What a level is called. */
export const WORDS: Readonly<Record<Level, string>> = {
  ok: 'OK',
  warn: 'WARN',
  crit: 'CRIT',
  stale: 'STALE',
  unknown: 'UNKNOWN',
}

/** Cells of the badge of a value that can be believed: `✖ CRIT`. */
export const BADGE_WIDTH = 6

export const symbol = (level: Level): Span => span(SYMBOLS[level], level)

/** `● OK`, `▲ WARN`, `✖ CRIT`, `◌ STALE 42s`, `? UNKNOWN`; less of it where there is no room, the symbol last. */
export function badge(level: Level, ageMs: DurationMs | null, width = Number.POSITIVE_INFINITY): Row {
  const age = level === 'stale' && ageMs !== null ? ` ${formatDuration(ageMs)}` : ''
  const roughly = level === 'stale' && ageMs !== null ? ` ${largestUnit(ageMs)}` : ''
  const words = [
    `${SYMBOLS[level]} ${WORDS[level]}${age}`,
    `${SYMBOLS[level]}${age}`,
    `${SYMBOLS[level]}${roughly}`,
    SYMBOLS[level],
  ]
  return firstFitting(
    words.map((text) => [span(text, level)]),
    width,
  )
}

/** `12h` of `12h04m`. */
const largestUnit = (ageMs: DurationMs): string => /^\d+[a-z]/.exec(formatDuration(ageMs))?.[0] ?? ''

/** Over its limit, but not yet for long enough to count: neither calm nor raised. */
export function pendingBadge(width = Number.POSITIVE_INFINITY): Row {
  return firstFitting([[span('△ PEND', 'warn')], [span('△', 'warn')]], width)
}

/** What is switched off in the profile is neither good nor bad. */
export function offBadge(width = Number.POSITIVE_INFINITY): Row {
  return firstFitting([[span('○ OFF', 'dim')], [span('○', 'dim')]], width)
}
