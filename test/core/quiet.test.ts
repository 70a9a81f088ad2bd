import { describe, expect, it } from 'vitest'
import { isQuiet, type QuietHours } from '../../src/core/quiet.ts'

const NIGHT: QuietHours = { from: 22 * 60, to: 7 * 60 }
const LUNCH: QuietHours = { from: 12 * 60, to: 13 * 60 }

describe('quiet hours', () => {
  it.each<readonly [what: string, zone: string, at: string, hours: readonly QuietHours[], quiet: boolean]>([
    ['none', 'UTC', '2026-01-15T03:00:00Z', [], false],
    ['before them', 'UTC', '2026-01-15T11:59:59Z', [LUNCH], false],
    ['from their first minute', 'UTC', '2026-01-15T12:00:00Z', [LUNCH], true],
    ['to the end of their last', 'UTC', '2026-01-15T12:59:59Z', [LUNCH], true],
    ['not after it', 'UTC', '2026-01-15T13:00:00Z', [LUNCH], false],
    ['before midnight', 'UTC', '2026-01-15T23:59:59Z', [NIGHT], true],
    ['at midnight', 'UTC', '2026-01-16T00:00:00Z', [NIGHT], true],
    ['after midnight', 'UTC', '2026-01-16T06:59:59Z', [NIGHT], true],
    ['in the morning', 'UTC', '2026-01-16T07:00:00Z', [NIGHT], false],
    ['any of several', 'UTC', '2026-01-16T12:30:00Z', [NIGHT, LUNCH], true],
    ['by the wall in winter', 'Europe/Berlin', '2026-01-15T21:00:00Z', [NIGHT], true],
    ['and not before', 'Europe/Berlin', '2026-01-15T20:59:59Z', [NIGHT], false],
    ['by the wall in summer, an hour earlier', 'Europe/Berlin', '2026-07-15T20:00:00Z', [NIGHT], true],
    ['and not before either', 'Europe/Berlin', '2026-07-15T19:59:59Z', [NIGHT], false],
    ['to 7 in the morning after clocks went forward', 'Europe/Berlin', '2026-03-29T04:59:59Z', [NIGHT], true],
    ['and no longer', 'Europe/Berlin', '2026-03-29T05:00:00Z', [NIGHT], false],
    ['to 7 in the morning after clocks went back', 'Europe/Berlin', '2026-10-25T05:59:59Z', [NIGHT], true],
    ['and not longer either', 'Europe/Berlin', '2026-10-25T06:00:00Z', [NIGHT], false],
    [
      'in the hour that comes twice, the first time',
      'Europe/Berlin',
      '2026-10-25T00:30:00Z',
      [{ from: 150, to: 160 }],
      true,
    ],
    ['and the second', 'Europe/Berlin', '2026-10-25T01:30:00Z', [{ from: 150, to: 160 }], true],
    ['half an hour off', 'Asia/Kolkata', '2026-01-15T16:30:00Z', [NIGHT], true],
    ['half an hour off, before', 'Asia/Kolkata', '2026-01-15T16:29:59Z', [NIGHT], false],
  ])('%s (%s, %s)', (_, zone, at, hours, quiet) => {
    expect(isQuiet(hours, zone, Date.parse(at))).toBe(quiet)
  })
})
