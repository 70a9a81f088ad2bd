import { headline } from '../core/headline.ts'
import type { Model } from '../core/model.ts'
import { type DurationMs, formatTPlus } from '../core/time.ts'
import type { Level } from '../core/verdict.ts'
import { cellWidth } from '../core/width.ts'
import { badge } from '../widgets/badge.ts'
import { plainText, truncate } from '../widgets/fit.ts'

/** Grows by adding fields; the number changes when a field changes its meaning or goes. */
const STATUS_FORMAT = 'hypercare.status/1'

/** A system in one sentence, as data for scripts. */
export type Status = {
  readonly format: typeof STATUS_FORMAT
  /** ISO 8601. */
  readonly at: string
  readonly profile: string
  readonly environment: string
  readonly version: string | null
  /** Since the deployment; null where nobody knows when it was. */
  readonly ageMs: DurationMs | null
  readonly level: Level
  /** What is worst, the most urgent first. */
  readonly clauses: readonly string[]
  /** How many more things are not ok. */
  readonly more: number
}

export function statusOf(model: Model): Status {
  const { profile, deployment, now } = model
  return {
    format: STATUS_FORMAT,
    at: new Date(now).toISOString(),
    profile: profile.name,
    environment: profile.environment,
    version: deployment.version,
    ageMs: deployment.at === null ? null : now - deployment.at,
    ...headline(model),
  }
}

/** A line whose badge may look unlike the rest of it. */
export type StatusLine = { readonly level: Level; readonly badge: string; readonly rest: string }

/** The worst, how much more there is, and how old the deployment is: what is least needed gives way first. */
export function statusLine({ level, clauses, more, ageMs }: Status, width: number): StatusLine {
  const sign = plainText(badge(level, null, width))
  const age = ageMs === null ? '' : ` · ${formatTPlus(ageMs)}`
  const others = more + clauses.length - 1
  const rest = others === 0 ? '' : ` · ${others} more`
  const room = width - cellWidth(sign) - 1
  const clause = clauses[0] ?? ''
  const ends = [rest + age, rest, '']
  const end =
    ends.find((each) => cellWidth(clause + each) <= room) ??
    ends.find((each) => room >= LEAST + cellWidth(each)) ??
    ''
  return { level, badge: sign, rest: `${truncate(clause, room - cellWidth(end))}${end}`.trim() }
}

/** Less than this of a clause says nothing; then it has the room of what stands beside it. */
const LEAST = 30

export const plainLine = ({ badge, rest }: StatusLine): string => `${badge} ${rest}`.trimEnd()

/** Both colours, since nobody knows that of the bar; what is ok has none. */
const STYLES: Readonly<Record<Level, string>> = {
  ok: '',
  warn: 'fg=black,bg=yellow',
  crit: 'fg=white,bg=red,bold',
  stale: 'fg=black,bg=white',
  unknown: 'fg=white,bg=magenta',
}

/** For the status bar of tmux: the badge stands out, and nothing in the text is a format or a style. */
export function tmuxLine({ level, badge, rest }: StatusLine): string {
  const style = STYLES[level]
  return style === ''
    ? literal(`${badge} ${rest}`)
    : `#[${style}] ${literal(badge)} #[default] ${literal(rest)}`
}

/** Of several signs in a row tmux shows fewer, but never takes one for the beginning of something. */
const literal = (text: string): string => text.replaceAll('#', '##')
