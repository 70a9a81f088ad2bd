import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Model } from '../../../src/core/model.ts'
import { rejudge } from '../../../src/core/update/rejudge.ts'
import { answer, failure, LATENCY, profile, REFUSED, reading, rule, S, signal, source, T0 } from '../given.ts'
import { type Played, played } from './played.ts'

const SIGNALS = [
  signal({ rules: [LATENCY] }),
  signal({ id: 'word', rules: [rule({ condition: { op: 'differs', warn: null, crit: ['healthy'] } })] }),
  signal({ id: 'silent', failures: 2, onFailure: 'crit', staleAfterMs: 10 * S }),
  signal({ id: 'free', label: 'mode', expect: ['fast'] }),
]
const SOURCES = [
  source(),
  source({
    id: 'spare',
    standsIn: { for: 'prometheus', afterFailures: 2, backAfterMs: 10 * S, isWarm: true },
  }),
]

/** What happens in a second: how far the clock goes, and what a source says. */
const second = fc.record({
  passedS: fc.constantFrom(1, 1, 1, 1, 1, 1, 20, -1),
  from: fc.constantFrom('prometheus', 'spare'),
  said: fc.oneof(
    fc.constant(null),
    fc.constant('failed' as const),
    fc.record({
      latency: fc.constantFrom(1, 1, 3, 9, 'odd'),
      word: fc.constantFrom('healthy', 'ill'),
      isSilent: fc.boolean(),
      agoS: fc.constantFrom(0, 0, 5, 50),
    }),
  ),
})

const told = ({ signals }: Model) =>
  [...signals.values()].flatMap(({ instances }) =>
    [...instances.values()].map(
      ({ id, announced, verdict: { level, since, rule, value, limit, readAt, reason } }) => ({
        id,
        announced,
        verdict: { level, since, rule, value, limit, readAt, reason },
      }),
    ),
  )

/** The past of a source comes, and there is none. */
function fill(program: Played, at: number, from: string): void {
  if (program.model().sources.get(from)?.isFilling !== true) return
  program.send({ type: 'filled', now: T0 + at * S, source: from, result: { ok: true, histories: [] } })
}

describe('judging what is due by time alone', () => {
  it('says at every second what judging everything would say', () => {
    fc.assert(
      fc.property(fc.array(second, { minLength: 1, maxLength: 60 }), (seconds) => {
        const program = played(profile(SIGNALS, SOURCES))
        let at = 0
        for (const { passedS, from, said } of seconds) {
          at += passedS
          program.tick(at)
          expect(told(program.model())).toEqual(told(rejudge(program.model())))
          if (said === 'failed') program.answer(at + 0.1, from, failure(REFUSED))
          else if (said !== null) {
            const measuredAt = T0 + (at - said.agoS) * S
            program.answer(
              at + 0.1,
              from,
              answer([
                reading(said.latency, measuredAt),
                reading(said.word, measuredAt, {}, 'word'),
                ...(said.isSilent ? [] : [reading(1, measuredAt, {}, 'silent')]),
                reading(1, measuredAt, { mode: 'fast' }, 'free'),
              ]),
            )
          }
          fill(program, at + 0.2, from)
        }
      }),
      { seed: 20_261_126, numRuns: 300 },
    )
  })

  it('leaves a signal that is well and fresh as it is', () => {
    const program = played(profile([signal()]))
    program.tick(0)
    program.answer(0.1, 'prometheus', answer([reading(1, T0)]))
    fill(program, 0.2, 'prometheus')
    const read = program.model().signals.get('latency')
    program.tick(1)
    expect(program.model().signals.get('latency')).toBe(read)
    program.tick(31)
    expect([...(program.model().signals.get('latency')?.instances.values() ?? [])]).toMatchObject([
      { verdict: { level: 'stale' } },
    ])
  })
})
