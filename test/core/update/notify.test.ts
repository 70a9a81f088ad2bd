import { describe, expect, it } from 'vitest'
import type { Notify } from '../../../src/core/notify.ts'
import type { Value } from '../../../src/core/sample.ts'
import { answer, failure, M, profile, reading, rule, S, signal, source, T0 } from '../given.ts'
import { played } from './played.ts'

const NOTIFY: Notify = {
  on: ['crit'],
  bell: true,
  desktop: 'osc9',
  quiet: [],
  zone: 'UTC',
  atMostEveryMs: 5 * M,
}
const LIMITED = signal({ label: 'mode', rules: [rule({ condition: { op: 'above', warn: 2, crit: 3 } })] })

/** What is read at a second: one value, one a series, or why nothing. */
type Step = readonly [at: number, value: Value | 'failed' | Readonly<Record<string, Value>>]

/** The calls of a watch that reads this, each with its second: `65 ♪ CRIT …`; the note is the bell. */
function calls(steps: readonly Step[], given: Partial<Notify> | null = {}, rules = LIMITED.rules): string[] {
  const notify = given === null ? null : { ...NOTIFY, ...given }
  const program = played(profile([{ ...LIMITED, rules }], [source()], { notify }))
  const said: string[] = []
  for (const [at, value] of steps) {
    const now = T0 + at * S
    const series = typeof value === 'object' ? value : { a: value }
    const result =
      value === 'failed'
        ? failure()
        : answer(Object.entries(series).map(([mode, each]) => reading(each, now, { mode })))
    program.tick(at)
    program.answer(at, 'prometheus', result)
    program.send({ type: 'filled', now, source: 'prometheus', result: { ok: true, histories: [] } })
    for (const effect of program.effects())
      if (effect.type === 'call') said.push(`${at} ${effect.call.bell ? '♪ ' : ''}${effect.call.body}`)
  }
  return said
}

describe('somebody is called', () => {
  it.each<readonly [string, readonly Step[], Partial<Notify> | null, readonly string[]]>([
    [
      'when a series becomes critical',
      [
        [0, 1],
        [90, 4],
      ],
      {},
      ['90 ♪ CRIT a p95 4.00 s > 3 s for 0 s'],
    ],
    [
      'once, however long it lasts',
      [
        [0, 1],
        [90, 4],
        [100, 5],
        [800, 6],
      ],
      {},
      ['90 ♪ CRIT a p95 4.00 s > 3 s for 0 s'],
    ],
    [
      'not where nobody asked for it',
      [
        [0, 1],
        [90, 4],
        [100, 1],
      ],
      null,
      [],
    ],
    [
      'not for a warning',
      [
        [0, 1],
        [90, 2.5],
      ],
      {},
      [],
    ],
    [
      'for a warning that is asked for',
      [
        [0, 1],
        [90, 2.5],
      ],
      { on: ['crit', 'warn'] },
      ['90 ♪ WARN a p95 2.50 s > 2 s for 0 s'],
    ],
    [
      'again when it gets worse',
      [
        [0, 1],
        [90, 2.5],
        [400, 4],
      ],
      { on: ['crit', 'warn'] },
      ['90 ♪ WARN a p95 2.50 s > 2 s for 0 s', '400 ♪ CRIT a p95 4.00 s > 3 s for 0 s'],
    ],
    [
      'not for what was there when the watch began',
      [
        [0, 4],
        [90, 5],
      ],
      {},
      [],
    ],
    [
      'not in the first minute for what is seen for the first time',
      [
        [0, 'failed'],
        [50, 4],
      ],
      {},
      [],
    ],
    [
      'but in it for what happens',
      [
        [0, 1],
        [30, 4],
      ],
      {},
      ['30 ♪ CRIT a p95 4.00 s > 3 s for 0 s'],
    ],
    [
      'after it for what is seen for the first time',
      [
        [0, 'failed'],
        [90, 4],
      ],
      {},
      ['90 ♪ CRIT a p95 4.00 s > 3 s for 0 s'],
    ],
    [
      'without a sound when it is well again',
      [
        [0, 1],
        [90, 4],
        [100, 1],
      ],
      {},
      ['90 ♪ CRIT a p95 4.00 s > 3 s for 0 s', '100 well again: OK a p95 1.00 s ≤ 2 s'],
    ],
    [
      'not at all when it is well again where only the bell is on',
      [
        [0, 1],
        [90, 4],
        [100, 1],
      ],
      { desktop: 'off' },
      ['90 ♪ CRIT a p95 4.00 s > 3 s for 0 s'],
    ],
    [
      'not by the bell where it is off',
      [
        [0, 1],
        [90, 4],
      ],
      { bell: false },
      ['90 CRIT a p95 4.00 s > 3 s for 0 s'],
    ],
    [
      'not again when the sight of it comes back',
      [
        [0, 1],
        [90, 4],
        [140, 'failed'],
        [400, 4],
      ],
      {},
      ['90 ♪ CRIT a p95 4.00 s > 3 s for 0 s'],
    ],
    [
      'not to be told that it is well when it only is out of sight',
      [
        [0, 1],
        [90, 4],
        [140, 'failed'],
      ],
      {},
      ['90 ♪ CRIT a p95 4.00 s > 3 s for 0 s'],
    ],
    [
      'at most once in that time for a series that goes to and fro',
      [
        [0, 1],
        [90, 4],
        [100, 1],
        [110, 4],
        [120, 1],
        [400, 4],
      ],
      { desktop: 'off' },
      ['90 ♪ CRIT a p95 4.00 s > 3 s for 0 s', '400 ♪ CRIT a p95 4.00 s > 3 s for 0 s'],
    ],
    [
      'for another series all the same',
      [
        [0, { a: 1, b: 1 }],
        [90, { a: 4, b: 1 }],
        [100, { a: 4, b: 4 }],
      ],
      {},
      ['90 ♪ CRIT a p95 4.00 s > 3 s for 0 s', '100 ♪ CRIT b p95 4.00 s > 3 s for 0 s'],
    ],
    [
      'once for all that comes at once',
      [
        [0, { a: 1, b: 1, c: 1 }],
        [90, { a: 4, b: 4, c: 4 }],
      ],
      {},
      ['90 ♪ CRIT a p95 4.00 s > 3 s for 0 s (2 more)'],
    ],
    [
      'not in quiet hours',
      [
        [0, 1],
        [90, 4],
      ],
      { quiet: [{ from: 13 * 60, to: 15 * 60 }] },
      [],
    ],
    [
      'nor after them for what happened in them',
      [
        [0, 1],
        [90, 4],
        [4000, 4],
      ],
      { quiet: [{ from: 14 * 60, to: 15 * 60 }] },
      [],
    ],
    [
      'by the hours of the zone',
      [
        [0, 1],
        [90, 4],
      ],
      { quiet: [{ from: 14 * 60, to: 15 * 60 }], zone: 'Asia/Tokyo' },
      ['90 ♪ CRIT a p95 4.00 s > 3 s for 0 s'],
    ],
  ])('%s', (_, steps, given, said) => {
    expect(calls(steps, given)).toEqual(said)
  })

  it('by nothing that is well again for long, or gone for good', () => {
    const program = played(profile([LIMITED], [source()], { notify: NOTIFY }))
    const read = (at: number, values: Readonly<Record<string, number>>): void => {
      program.tick(at)
      const now = T0 + at * S
      program.answer(
        at,
        'prometheus',
        answer(Object.entries(values).map(([mode, value]) => reading(value, now, { mode }))),
      )
      program.send({ type: 'filled', now, source: 'prometheus', result: { ok: true, histories: [] } })
    }
    const known = (): readonly string[] => [...program.model().called.keys()]
    read(0, { a: 1, b: 1 })
    read(90, { a: 4, b: 4 })
    expect(known()).toEqual(['latency.a', 'latency.b'])
    read(100, { a: 1, b: 4 })
    expect(known()).toEqual(['latency.a', 'latency.b'])
    // A day later there is another series, and those of before have been forgotten.
    read(86_400, { c: 1 })
    read(86_500, { c: 4 })
    expect(known()).toEqual(['latency.c'])
  })

  it('only when a limit has been broken for as long as its rule asks', () => {
    const slow = [rule({ condition: { op: 'above', warn: 2, crit: 3 }, forMs: M })]
    expect(
      calls(
        [
          [0, 1],
          [90, 4],
          [120, 4],
          [150, 4],
        ],
        {},
        slow,
      ),
    ).toEqual(['150 ♪ CRIT a p95 4.00 s > 3 s for 60 s'])
  })

  it('with the system by its name, in the language of the terminal', () => {
    const program = played(profile([LIMITED], [source()], { notify: NOTIFY }))
    const at = (second: number, value: Value) => {
      const now = T0 + second * S
      program.tick(second)
      program.answer(second, 'prometheus', answer([reading(value, now, { mode: 'a' })]))
      program.send({ type: 'filled', now, source: 'prometheus', result: { ok: true, histories: [] } })
      return program.effects()
    }
    at(0, 1)
    expect(at(90, 4)).toContainEqual({
      type: 'call',
      call: { title: 'Example · test', body: 'CRIT a p95 4.00 s > 3 s for 0 s', bell: true, desktop: 'osc9' },
    })
  })
})
