import { describe, expect, it } from 'vitest'
import type { Value } from '../../../src/core/sample.ts'
import { answer, failure, M, profile, reading, rule, S, signal, source, T0 } from '../given.ts'
import { type Played, played } from './played.ts'

const LIMITED = signal({ rules: [rule({ condition: { op: 'above', warn: 2, crit: 3 } })] })
const MODES = signal({ ...LIMITED, label: 'mode' })

/** The ticker, oldest first: key, from, to. */
const ticker = (program: Played): string[] =>
  program
    .model()
    .changes.map(({ key, from, to }) => `${key} ${from} → ${to}`.trim())
    .reverse()

const readAt = (program: Played, at: number, value: Value, mode?: string): void => {
  program.tick(at)
  const labels = mode === undefined ? {} : { mode }
  program.answer(at, 'prometheus', answer([reading(value, T0 + at * S, labels)]))
  noPast(program, at)
}

/** The source keeps no past, or has told it. */
const noPast = (program: Played, at: number): void =>
  program.send({
    type: 'filled',
    now: T0 + at * S,
    source: 'prometheus',
    result: { ok: true, histories: [] },
  })

describe('the ticker', () => {
  type Step = readonly [at: number, value: number | 'failed' | 'nothing']
  it.each<[string, readonly Step[], readonly string[]]>([
    ['a first reading that is ok is no news', [[0, 1]], []],
    ['a first reading that is not ok is', [[0, 4]], ['unknown → crit']],
    [
      'each change of level',
      [
        [0, 1],
        [5, 2.5],
        [10, 4],
        [15, 1],
      ],
      ['ok → warn', 'warn → crit', 'crit → ok'],
    ],
    [
      'a level that stays is no news',
      [
        [0, 4],
        [5, 5],
        [10, 6],
      ],
      ['unknown → crit'],
    ],
    [
      'a lost sight and its return',
      [
        [0, 1],
        [5, 'failed'],
        [40, 'failed'],
        [60, 1],
      ],
      ['ok → stale', 'stale → ok'],
    ],
    [
      'no data and its return',
      [
        [0, 1],
        [5, 'nothing'],
        [10, 1],
      ],
      ['ok → unknown', 'unknown → ok'],
    ],
    [
      'a source that fails from the start and then comes',
      [
        [0, 'failed'],
        [9, 1],
      ],
      ['unknown → ok'],
    ],
  ])('%s', (_, steps, expected) => {
    const program = played(profile([LIMITED]))
    for (const [i, [at, value]] of steps.entries()) {
      const readings = typeof value === 'number' ? [reading(value, T0 + at * S)] : []
      program.answer(at, 'prometheus', value === 'failed' ? failure() : answer(readings), i + 1)
      if (value !== 'failed') noPast(program, at)
    }
    expect(ticker(program)).toEqual(expected)
  })

  it('a new series that is ok is no news', () => {
    const program = played(profile([MODES]))
    readAt(program, 0, 1, 'fast')
    readAt(program, 5, 1, 'slow')
    expect(ticker(program)).toEqual(['fast ok → unknown'])
  })

  it('time alone makes a value stale', () => {
    const program = played(profile([LIMITED]))
    readAt(program, 0, 1)
    program.tick(30)
    expect(ticker(program)).toEqual([])
    program.tick(31)
    expect(ticker(program)).toEqual(['ok → stale'])
  })

  it('carries the reason and the moment', () => {
    const program = played(profile([LIMITED]))
    readAt(program, 0, 1)
    readAt(program, 5, 4)
    expect(program.model().changes).toEqual([
      {
        at: T0 + 5 * S,
        instance: 'latency',
        title: 'p95',
        key: '',
        from: 'ok',
        to: 'crit',
        reason: 'p95 4.00 s > 3 s for 0 s',
      },
    ])
  })

  it('is bounded, newest first', () => {
    const program = played(profile([LIMITED]))
    for (let i = 0; i < 1_000; i++) readAt(program, i * 5, i % 2 === 0 ? 1 : 4)
    const { changes } = program.model()
    expect(changes).toHaveLength(200)
    expect(changes[0]?.at).toBe(T0 + 999 * 5 * S)
  })

  it('tells of a breach that the past reveals', () => {
    const judged = signal({ rules: [rule({ condition: { op: 'above', warn: null, crit: 3 }, forMs: M })] })
    const program = played(profile([judged], [source()]))
    program.tick(0)
    program.answer(0, 'prometheus', answer([reading(4, T0)]))
    program.tick(1)
    // Half of the story is no news: it would be told as ok first.
    expect(ticker(program)).toEqual([])
    const points = Array.from({ length: 20 }, (_, i) => ({ at: T0 - (20 - i) * 15 * S, value: 4 }))
    program.send({
      type: 'filled',
      now: T0 + S,
      source: 'prometheus',
      result: { ok: true, histories: [{ signal: 'latency', labels: {}, points }] },
    })
    expect(ticker(program)).toEqual(['unknown → crit'])
  })
})
