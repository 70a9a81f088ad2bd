import { type Phase, phaseAt } from '../../core/deployment.ts'
import type { Model } from '../../core/model.ts'
import { type Row, span } from '../../core/row.ts'
import { type DurationMs, formatExactly, formatTPlus } from '../../core/time.ts'

const HOUR_MS = 3_600_000

/** `T+03:41`, or that nobody said when the deployment was. */
export function clockSpan({ deployment, now }: Model): Row {
  if (deployment.at === null) return [span('T+ ?', 'unknown')]
  return [span(formatTPlus(now - deployment.at), 'strong')]
}

/** The phase that holds: `regular 2–24 h`. */
export function phaseSpan({ deployment, profile, now }: Model): Row {
  if (deployment.at === null) return [span('deployment time unknown: --deployed-at', 'unknown')]
  const phase = phaseAt(profile.phases, now - deployment.at)
  if (phase !== null) return [span(phaseTitle(phase), 'text')]
  if (profile.phases.length === 0) return []
  return [span(now < deployment.at ? 'before the deployment' : 'the watch is over', 'dim')]
}

/** Three phases and where it stands among them. */
const LEAST_LINE = 7

/** The whole window as a line: what has passed is heavy, phases are divided by ticks. Empty under 7 columns of line. */
export function rulerRow({ deployment, profile, now }: Model, width: number, isLabelled = true): Row {
  const label = isLabelled ? ` ${inHours(deployment.windowMs)}` : ''
  const length = width - label.length
  if (length < LEAST_LINE) return []
  const column = (ms: number): number =>
    Math.round((Math.min(Math.max(ms, 0), deployment.windowMs) / deployment.windowMs) * (length - 1))
  const passed = deployment.at === null ? -1 : column(now - deployment.at)
  const ticks = new Set(profile.phases.filter(({ fromMs }) => fromMs > 0).map(({ fromMs }) => column(fromMs)))
  const done = Array.from({ length: passed + 1 }, (_, i) =>
    i === passed ? '╸' : ticks.has(i) ? '┿' : '━',
  ).join('')
  const ahead = Array.from({ length: length - passed - 1 }, (_, i) =>
    ticks.has(i + passed + 1) ? '┼' : '─',
  ).join('')
  return [span(done, 'accent'), span(ahead, 'border'), ...(isLabelled ? [span(label, 'dim')] : [])]
}

/** `48h`; what is no whole number of hours as the profile writes it: `1h30m`. */
const inHours = (ms: DurationMs): string => (ms % HOUR_MS === 0 ? `${ms / HOUR_MS}h` : formatExactly(ms))

export const phaseTitle = ({ title, fromMs, toMs }: Phase): string =>
  [fromMs, toMs].every((ms) => ms % HOUR_MS === 0)
    ? `${title} ${fromMs / HOUR_MS}–${toMs / HOUR_MS} h`
    : `${title} ${inHours(fromMs)}–${inHours(toMs)}`
