import { expect, it } from 'vitest'
import { headline } from '../../src/core/headline.ts'
import type { Reading } from '../../src/core/sample.ts'
import type { PollResult } from '../../src/core/source.ts'
import { answer, failure, LATENCY, profile, reading, S, signal, source, T0 } from './given.ts'
import { played } from './update/played.ts'

/** What prometheus says at a second of the incident. */
function server(second: number): PollResult {
  if (second >= 300 && second < 420) return failure()
  const p95 = second >= 60 && second < 420 ? 3.41 : 1.9
  const readings: Reading[] = ['fast', 'balanced'].map((mode) =>
    reading(mode === 'balanced' ? p95 : 1.2, T0 + second * S, { mode }),
  )
  return answer(readings)
}

/** Half of ± 25 %: the back-off is exactly doubling. */
const RANDOM = 0.5

it('a whole incident, told second by second', () => {
  const config = signal({
    label: 'mode',
    expect: ['fast', 'balanced'],
    rules: [LATENCY],
  })
  const program = played(profile([config], [source()]), RANDOM)
  const told = new Map<number, string>()
  for (let second = 0; second <= 600; second++) {
    program.tick(second)
    for (const effect of program.effects())
      if (effect.type === 'poll') program.answer(second, effect.source, server(second))
    for (const effect of program.effects())
      if (effect.type === 'fill')
        program.send({
          type: 'filled',
          now: T0 + second * S,
          source: effect.source,
          result: { ok: true, histories: [] },
        })
    const { level, clauses, more } = headline(program.model())
    told.set(second, [level, ...clauses, ...(more > 0 ? [`+${more}`] : [])].join(' | '))
  }
  const at = (second: number): string | undefined => told.get(second)

  // Calm.
  expect(at(0)).toBe('ok | All 2 signals ok')
  expect(at(59)).toBe('ok | All 2 signals ok')
  // The limit is broken, but not for a minute yet.
  expect(at(119)).toBe('ok | All 2 signals ok')
  expect(at(120)).toBe('crit | balanced p95 3.41 s ≥ 3.2 s for 60 s')
  expect(at(299)).toBe('crit | balanced p95 3.41 s ≥ 3.2 s for 3 m')
  // Prometheus goes down: what was read last holds for half a minute, then nobody knows.
  expect(at(300)).toBe('crit | balanced p95 3.41 s ≥ 3.2 s for 4 m')
  expect(at(325)).toBe('crit | balanced p95 3.41 s ≥ 3.2 s for 4 m')
  expect(at(326)).toBe(
    "stale | prometheus gives no answer for 26 s, 2 signals can't be seen: localhost:9090 refused the connection",
  )
  expect(at(419)).toBe(
    "stale | prometheus gives no answer for 119 s, 2 signals can't be seen: localhost:9090 refused the connection",
  )
  // It is back, and asked at the end of a pause of 15 s.
  expect(at(419)).toContain('stale | prometheus gives no answer for 119 s')
  expect(at(420)).toBe('ok | All 2 signals ok')

  const ticker = program
    .model()
    .changes.map(({ at: when, key, from, to }) => [(when - T0) / S, key, from, to])
  expect(ticker.reverse()).toEqual([
    [120, 'balanced', 'ok', 'crit'],
    [326, 'fast', 'ok', 'stale'],
    [326, 'balanced', 'crit', 'stale'],
    [420, 'fast', 'stale', 'ok'],
    [420, 'balanced', 'stale', 'ok'],
  ])
})

it('the same story always gives the same model, and nothing that was given is changed', () => {
  const play = () => {
    const config = signal({ label: 'mode', expect: ['fast', 'balanced'], rules: [LATENCY] })
    const program = played(profile([config], [source()]), RANDOM)
    for (let second = 0; second <= 450; second++) {
      freeze(program.model())
      program.tick(second)
      for (const effect of program.effects())
        if (effect.type === 'poll') program.answer(second, effect.source, server(second))
    }
    return program.model()
  }
  expect(play()).toEqual(play())
})

/** Deeply, Maps included; the numbers of a chunk can't be frozen and are only ever read. */
function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value))
    return
  if (value instanceof Map) {
    const refuse = (): never => {
      throw new TypeError('a map of the model was changed')
    }
    Object.assign(value, { set: refuse, delete: refuse, clear: refuse })
  }
  Object.freeze(value)
  for (const part of value instanceof Map ? value.values() : Object.values(value)) freeze(part)
}

it('48 hours take moments, and no more memory than the charts need', () => {
  const config = signal({ label: 'mode', rules: [LATENCY] })
  const program = played(profile([config], [source()]), RANDOM)
  for (let second = 0; second <= 48 * 3600; second += 5) {
    program.tick(second)
    program.effects()
    program.answer(second, 'prometheus', server(second % 600))
  }
  const { signals, changes } = program.model()
  const series = [...(signals.get('latency')?.instances.values() ?? [])].map((instance) => instance.series)
  expect(series).toHaveLength(2)
  for (const { chunks, tail } of series)
    expect(chunks.length * 32 + tail.length).toBeLessThanOrEqual(480 + 64)
  expect(changes.length).toBeLessThanOrEqual(200)
})
