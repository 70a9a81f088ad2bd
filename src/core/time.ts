/** Milliseconds since the Unix epoch, by this machine's clock unless a name says otherwise. */
export type EpochMs = number

/** A length of time in milliseconds. */
export type DurationMs = number

const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const

const isUnit = (text: string): text is keyof typeof UNIT_MS => text in UNIT_MS

/**
 * Reads a duration as Prometheus writes it: `30s`, `5m`, `1h30m`, `250ms`.
 * Returns null where the text is not one, or is too long for a number.
 */
export function parseDuration(text: string): DurationMs | null {
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d|w))+$/.test(text)) return null
  let total = 0
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdw])/g)) {
    if (amount === undefined || unit === undefined || !isUnit(unit)) return null
    total += Number(amount) * UNIT_MS[unit]
  }
  return Number.isFinite(total) ? total : null
}

/**
 * A length of time that passes, in the two largest units that say something, rounded down: `42s`, `2m11s`, `12h04m`, `3d02h`. From
 * ten minutes on seconds say nothing: `42m`, as kubectl has it.
 */
export function formatDuration(ms: DurationMs): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return `${seconds}s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 10) return join(minutes, 'm', seconds % 60, 's')
  if (minutes < 60) return `${minutes}m`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return join(hours, 'h', minutes % 60, 'm')
  return join(Math.floor(hours / 24), 'd', hours % 24, 'h')
}

/**
 * For how long {@link formatDuration} goes on saying the same of a length of time that passes. Texts that are less exact hold for
 * longer, so what goes by this shows no age that is not so any more.
 */
export function holdsFor(ms: DurationMs): DurationMs {
  const passed = Math.max(0, ms)
  const step = passed < 10 * UNIT_MS.m ? UNIT_MS.s : passed < 48 * UNIT_MS.h ? UNIT_MS.m : UNIT_MS.h
  return step - (passed % step) - Math.min(0, ms)
}

function join(major: number, majorUnit: string, minor: number, minorUnit: string): string {
  return minor === 0
    ? `${major}${majorUnit}`
    : `${major}${majorUnit}${String(minor).padStart(2, '0')}${minorUnit}`
}

/**
 * A length of time that has passed, in one unit, for running text: `42 s`, `4 m`, `12 h`, `3 d`.
 * Rounded down: nothing has lasted for 4 m before 4 m have passed.
 */
export function formatRoughly(ms: DurationMs): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 120) return `${seconds} s`
  if (seconds < 7200) return `${Math.floor(seconds / 60)} m`
  if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)} h`
  return `${Math.floor(seconds / 86400)} d`
}

/** How much of a length of time has passed: `3 of 5 m`, `40 s of 5 m`, `47 of 48 h`; never as if it were all of it. */
export function formatPart(doneMs: DurationMs, wholeMs: DurationMs): string {
  const whole = formatRoughly(wholeMs)
  const largest = whole.split(' ')[1] ?? ''
  for (const unit of ['d', 'h', 'm', 's'] as const) {
    if (isUnit(largest) && UNIT_MS[unit] > UNIT_MS[largest]) continue
    const [done, all] = [Math.floor(doneMs / UNIT_MS[unit]), Math.floor(wholeMs / UNIT_MS[unit])]
    if (done === 0) return `${formatRoughly(doneMs)} of ${whole}`
    // Of two there is only a half to tell: 47 of 48 h is no half.
    if (done < all && all > 2) return `${done} of ${all} ${unit}`
  }
  return `nearly ${whole}`
}

/** A configured length of time, as a profile writes it and with nothing left out: `1m30s`, `500ms`. */
export function formatExactly(ms: DurationMs): string {
  let rest = Math.round(ms)
  let text = ''
  for (const unit of ['d', 'h', 'm', 's', 'ms'] as const) {
    const amount = Math.floor(rest / UNIT_MS[unit])
    rest -= amount * UNIT_MS[unit]
    if (amount > 0) text += `${amount}${unit}`
  }
  return text === '' ? '0s' : text
}

/** The age of a deployment, `T+03:41`; before it, `T−00:12`. */
export function formatTPlus(ms: DurationMs): string {
  const minutes = Math.floor(Math.abs(ms) / 60_000)
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  return `T${ms < 0 ? '−' : '+'}${clock}`
}

/** Wall-clock time of day in UTC, `14:02:31`. On-call people compare it with server logs, which are in UTC. */
export function formatClock(at: EpochMs): string {
  return new Date(at).toISOString().slice(11, 19)
}

/** The same to the minute, `14:02`. */
export function formatClockMinute(at: EpochMs): string {
  return formatClock(at).slice(0, 5)
}
