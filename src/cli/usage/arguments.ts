import { InvalidArgumentError } from 'commander'
import { isOverride, OVERRIDES } from '../../actions/finding.ts'
import { type DurationMs, parseDuration } from '../../core/time.ts'
import type { TerminalSize } from '../../ui/terminal/inkOutput.ts'

/** Texts of the command line to values. Each throws what commander tells the person. */

export const collect = (value: string, before: readonly string[]): string[] => [...before, value]

export function integer(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('not a whole number')
  return Number(text)
}

/** Beyond this the simulation has more to play than a second has room for. */
const FASTEST = 10_000

export function speed(text: string): number {
  const value = Number(text)
  if (!(value > 0 && value <= FASTEST))
    throw new InvalidArgumentError(`not a number above 0, up to ${FASTEST}`)
  return value
}

export function port(text: string): number {
  const value = integer(text)
  if (value > 65_535) throw new InvalidArgumentError('not a port')
  return value
}

export function size(text: string): TerminalSize {
  const [, columns = '', rows = ''] = /^(\d{1,3})[x×](\d{1,3})$/.exec(text) ?? []
  if (Number(columns) < 20 || Number(rows) < 5)
    throw new InvalidArgumentError('not a size from 20x5 to 999x999; write it like 120x36')
  return { columns: Number(columns), rows: Number(rows) }
}

export function knownOverride(text: string): string {
  if (!isOverride(text))
    throw new InvalidArgumentError(`not a guard that can be overruled: ${OVERRIDES.join(', ')}`)
  return text
}

const ISO_8601 = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/

export function moment(text: string): number {
  const at = ISO_8601.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at)) throw new InvalidArgumentError('not a time; write it like 2026-11-23T10:20:00Z')
  return at
}

export function length(text: string): DurationMs {
  const ms = parseDuration(text)
  if (ms === null || ms < 100) throw new InvalidArgumentError('not a time of 100ms or more; write it like 3s')
  return ms
}

/** A page that is gone before it is read is none. */
const SHORTEST_TURN_MS: DurationMs = 1_000

export function turn(text: string): DurationMs {
  const ms = parseDuration(text)
  if (ms === null || ms < SHORTEST_TURN_MS)
    throw new InvalidArgumentError('not a time of at least 1s; write it like 10s or 1m')
  return ms
}
