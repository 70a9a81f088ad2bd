import { describe, expect, it } from 'vitest'
import type { Sample } from '../../src/core/sample.ts'
import { narrowTo, openEvidence, type Sight, sightOf } from '../../src/runner/evidence.ts'
import { LATENCY, profile, S, signal, source, T0 } from '../core/given.ts'
import { played } from '../core/update/played.ts'

const value = (read: number, at: number): Sample => ({ kind: 'value', value: read, measuredAt: T0 + at * S })
const ABSENT: Sample = { kind: 'absent', reason: 'no data: the answer is NaN', measuredAt: T0 + 60 * S }

/** What is seen of a change made at second 30, once this was read at second 60. */
function seen(samples: Readonly<Record<string, Sample>>, only: readonly string[] = [], nowAt = 61): Sight {
  const config = signal({ label: 'mode', expect: ['fast', 'balanced'], rules: [LATENCY] })
  const play = played(profile([config]))
  play.tick(60)
  const readings = Object.entries(samples).map(([mode, sample]) => ({
    signal: 'latency',
    labels: { mode },
    sample,
  }))
  play.answer(60, 'prometheus', { ok: true, readings, alerts: null, warnings: [], skewMs: null })
  play.tick(nowAt)
  return sightOf(play.model(), { signal: 'latency', only: [...only], within: 60_000, for: 0 }, T0 + 30 * S)
}

describe('26: what a signal proves of a change', () => {
  it.each<[name: string, Sight, kind: Sight['kind'], words: string]>([
    ['good and younger', seen({ fast: value(1, 59), balanced: value(2, 59) }), 'reached', ''],
    [
      'read before the change',
      seen({ fast: value(1, 59), balanced: value(2, 29) }),
      'no-evidence',
      'since the change',
    ],
    ['NaN', seen({ fast: value(1, 59), balanced: ABSENT }), 'no-evidence', 'NaN'],
    ['a series that is missing', seen({ fast: value(1, 59) }), 'no-evidence', 'balanced'],
    ['nothing read at all', seen({}), 'no-evidence', 'no data'],
    ['stale by now', seen({ fast: value(1, 59), balanced: value(2, 59) }, [], 120), 'no-evidence', ''],
    [
      'bad, though not yet for as long as its rule asks',
      seen({ fast: value(1, 59), balanced: value(9, 59) }),
      'not-yet',
      '',
    ],
    [
      'bad, but not of the series that count',
      seen({ fast: value(1, 59), balanced: value(9, 59) }, ['fast']),
      'reached',
      '',
    ],
    ['a series that counts and is nowhere', seen({ fast: value(1, 59) }, ['slow']), 'no-evidence', 'slow'],
  ])('%s', (_, sight, kind, words) => {
    expect(sight.kind).toBe(kind)
    expect(sight.words).toContain(words)
  })

  it('of no signal is nothing, and asks nobody', async () => {
    const evidence = openEvidence({
      profile: profile([]),
      verify: [],
      openSources: () => {
        throw new Error('nobody is to be asked')
      },
      clock: { now: () => T0, monotonic: () => 0 },
      override: null,
    })
    expect(evidence.sights(T0)).toEqual([])
    await evidence.close()
  })
})

it('26: what speaks for a source without an answer is read as well, and nothing else', () => {
  const standIn = (id: string, main: string) =>
    source({ id, standsIn: { for: main, afterFailures: 2, backAfterMs: 10 * S, isWarm: false } })
  const whole = profile(
    [signal(), signal({ id: 'other', source: 'api' })],
    [source(), source({ id: 'api' }), standIn('scrape', 'prometheus'), standIn('second', 'api')],
  )
  const { signals, sources } = narrowTo(whole, ['latency'])
  expect(signals.map(({ id }) => id)).toEqual(['latency'])
  expect(sources.map(({ id }) => id)).toEqual(['prometheus', 'scrape'])
})
