import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backOff } from '../../../src/core/update/polled.ts'
import { answer, failure, GRID, H, profile, reading, S, signal, source, T0 } from '../given.ts'
import { type Played, played } from './played.ts'

const one = (intervalMs = 5 * S): Played => played(profile([signal()], [source({ intervalMs })]))
const polls = (program: Played): string[] =>
  program.effects().flatMap((effect) => (effect.type === 'poll' ? [`${effect.source} ${effect.seq}`] : []))

/** Ticks every second from `from` to `to`; at which of them was the source polled? Answers come `latency` s later. */
function pollTimes(program: Played, from: number, to: number, latency: number, jitter = 0): number[] {
  const times: number[] = []
  for (let second = from; second <= to; second++) {
    program.tick(second + (second % 3) * jitter)
    if (polls(program).length === 0) continue
    times.push(second)
    program.answer(second + latency, 'prometheus', answer([]))
  }
  return times
}

describe('a source is polled', () => {
  it('at once, with its deadline', () => {
    const program = one()
    program.tick(0)
    expect(program.effects()).toEqual([{ type: 'poll', source: 'prometheus', seq: 1, deadlineMs: 4 * S }])
  })

  it('never while it is switched off', () => {
    const program = played(profile([signal()], [source({ enabled: false })]))
    for (let second = 0; second < 100; second++) program.tick(second)
    expect(program.effects()).toEqual([])
  })

  it('never twice at once', () => {
    const program = one()
    for (let second = 0; second < 60; second++) program.tick(second)
    expect(polls(program)).toEqual(['prometheus 1'])
    program.answer(60, 'prometheus', answer([]))
    program.tick(60)
    expect(polls(program)).toEqual(['prometheus 2'])
  })

  it.each([
    ['answers at once', 0.01, 0],
    ['takes its time', 0.9, 0],
    // The timers of a machine fire some milliseconds late, and not always equally so.
    ['at ticks that are a little late', 0.01, 0.004],
  ])('in its rhythm when it %s', (_, latency, jitter) =>
    expect(pollTimes(one(), 0, 20, latency, jitter)).toEqual([0, 5, 10, 15, 20]),
  )

  it('every second when it should be', () => {
    expect(pollTimes(one(1 * S), 0, 4, 0.01, 0.004)).toEqual([0, 1, 2, 3, 4])
  })

  it('next when it can when an answer takes longer than the interval', () => {
    const program = one(2 * S)
    program.tick(0)
    program.answer(3.5, 'prometheus', answer([]))
    program.effects()
    program.tick(4)
    expect(polls(program)).toEqual(['prometheus 2'])
  })

  it('each source by itself', () => {
    const program = played(profile([signal()], [source(), source({ id: 'host', intervalMs: 2 * S })]))
    program.tick(0)
    expect(polls(program)).toEqual(['prometheus 1', 'host 1'])
    program.answer(0, 'host', answer([]))
    program.tick(2)
    expect(polls(program)).toEqual(['host 2'])
  })
})

describe('after failures', () => {
  it.each([
    [1, 5],
    [2, 10],
    [3, 15],
    [4, 15],
    [2_000, 15],
  ])('%d in a row the next poll waits %d s', (failures, seconds) =>
    expect(backOff(5 * S, failures, 0.5)).toBe(seconds * S),
  )

  it('a long interval is not shortened', () => expect(backOff(300 * S, 4, 0.5)).toBe(300 * S))

  it('the wait is spread by a quarter either way, and is never endless', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (failures, random) => {
          const middle = backOff(5 * S, failures, 0.5)
          const wait = backOff(5 * S, failures, random)
          expect(wait).toBeGreaterThanOrEqual(0.75 * middle)
          expect(wait).toBeLessThanOrEqual(1.25 * middle)
          expect(middle).toBeLessThanOrEqual(60 * S)
        },
      ),
      { seed: 57, numRuns: 300 },
    )
  })

  it('the wait counts from the failure, and an answer ends it', () => {
    const program = one()
    program.tick(0)
    program.answer(4, 'prometheus', failure())
    program.tick(8)
    program.tick(9)
    program.answer(13, 'prometheus', failure())
    program.tick(22)
    program.tick(23)
    program.answer(23, 'prometheus', answer([]))
    program.tick(27)
    program.tick(28)
    expect(polls(program)).toEqual(['prometheus 1', 'prometheus 2', 'prometheus 3', 'prometheus 4'])
    expect(program.model().sources.get('prometheus')).toMatchObject({
      failures: 0,
      failure: null,
      failingSince: null,
    })
  })

  it('the state says since when and how often', () => {
    const program = one()
    program.tick(0)
    program.answer(4, 'prometheus', failure())
    program.tick(9)
    program.answer(10, 'prometheus', failure({ message: 'another' }))
    expect(program.model().sources.get('prometheus')).toMatchObject({
      failures: 2,
      failingSince: T0 + 4 * S,
      failure: { message: 'another' },
    })
  })
})

describe('late answers', () => {
  it('of an older poll are dropped', () => {
    const program = one()
    program.tick(0)
    program.answer(1, 'prometheus', answer([reading(1, T0)]))
    program.tick(5)
    program.answer(6, 'prometheus', answer([reading(2, T0 + 5 * S)]))
    const before = program.model()
    program.answer(7, 'prometheus', answer([reading(9, T0)]), 1)
    expect(program.model().signals).toBe(before.signals)
    expect(program.model().sources).toBe(before.sources)
  })

  it('of a source nobody knows are dropped', () => {
    const program = one()
    program.answer(1, 'nobody', answer([]), 1)
    program.send({ type: 'filled', now: T0 + S, source: 'nobody', result: { ok: true, histories: [] } })
    expect(program.effects()).toEqual([])
  })

  it('to a poll from before a standstill are dropped, and the source is not asked twice at once', () => {
    const program = one()
    program.tick(0)
    program.answer(0, 'prometheus', answer([reading(1, T0)]))
    program.tick(5)
    program.effects()
    program.send({ type: 'resumed', now: T0 + 2 * H, gapMs: 2 * H })
    program.tick(7200)
    expect(polls(program)).toEqual([])
    program.answer(7201, 'prometheus', answer([reading(2, T0 + 5 * S)]))
    expect(program.model().signals.get('latency')?.instances.get('')).toMatchObject({
      last: { value: 1 },
      verdict: { level: 'stale' },
    })
    program.tick(7201)
    expect(polls(program)).toEqual(['prometheus 3'])
    program.answer(7202, 'prometheus', answer([reading(3, T0 + 7202 * S)]))
    expect(program.model().signals.get('latency')?.instances.get('')?.verdict).toMatchObject({
      value: 3,
      level: 'ok',
    })
  })
})

describe('the past is asked for', () => {
  const fills = (program: Played): number => program.effects().filter(({ type }) => type === 'fill').length
  const filled = (program: Played, at: number, ok = true): void =>
    program.send({
      type: 'filled',
      now: T0 + at * S,
      source: 'prometheus',
      result: ok
        ? { ok: true, histories: [] }
        : { ok: false, failure: { kind: 'timeout', message: '', hint: '' } },
    })
  const answered = (program: Played, at: number): void => {
    program.tick(at)
    program.answer(at, 'prometheus', answer([]))
  }

  it('once, after the first answer', () => {
    const program = one()
    answered(program, 0)
    expect(program.effects().at(-1)).toEqual({
      type: 'fill',
      source: 'prometheus',
      range: GRID,
      deadlineMs: 30 * S,
    })
    answered(program, 5)
    filled(program, 6)
    answered(program, 10)
    expect(fills(program)).toBe(0)
    expect(program.model().sources.get('prometheus')?.history).toBe('filled')
  })

  it('not again when it could not be had', () => {
    const program = one()
    answered(program, 0)
    filled(program, 1, false)
    program.effects()
    answered(program, 5)
    expect(fills(program)).toBe(0)
    expect(program.model().sources.get('prometheus')?.history).toBe('failed')
  })

  it('again after the source came back, to close the gap', () => {
    const program = one()
    answered(program, 0)
    filled(program, 1)
    program.tick(5)
    program.answer(5, 'prometheus', failure())
    program.effects()
    answered(program, 10)
    expect(fills(program)).toBe(1)
  })

  it('again after a standstill, also when an older question is answered meanwhile', () => {
    const program = one()
    answered(program, 0)
    program.effects()
    program.send({ type: 'resumed', now: T0 + H, gapMs: H })
    filled(program, 3600)
    answered(program, 3601)
    expect(fills(program)).toBe(1)
  })

  it('never twice at once: a source that comes back meanwhile is asked when the first answer is there', () => {
    const program = one()
    answered(program, 0)
    program.effects()
    program.tick(5)
    program.answer(5, 'prometheus', failure())
    answered(program, 15)
    expect(fills(program)).toBe(0)
    filled(program, 16)
    answered(program, 20)
    expect(fills(program)).toBe(1)
  })

  it('and its points are taken whenever they come', () => {
    const program = one()
    program.tick(0)
    program.answer(0, 'prometheus', answer([reading(1, T0)]))
    const points = [{ at: T0 - 30 * S, value: 4 }]
    program.send({
      type: 'filled',
      now: T0 + S,
      source: 'prometheus',
      result: { ok: true, histories: [{ signal: 'latency', labels: {}, points }] },
    })
    expect(program.model().signals.get('latency')?.instances.get('')?.series.tail).toEqual([
      ...points,
      { at: T0, value: 1 },
    ])
  })
})

it('what a source says of itself is kept: PARTIAL, the clocks apart, alerts', () => {
  const program = one()
  program.tick(0)
  program.answer(0, 'prometheus', answer([], { warnings: ['half of it'], skewMs: 1200, alerts: [] }))
  expect(program.model().sources.get('prometheus')).toMatchObject({
    warnings: ['half of it'],
    skewMs: 1200,
    alerts: [],
    answeredAt: T0,
  })
})
