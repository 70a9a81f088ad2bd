import { describe, expect, it } from 'vitest'
import { applyHistory, applyReadings, newSignal } from '../../src/core/instances.ts'
import { GRID, LATENCY, reading, S, signal, T0 } from './given.ts'

const CONFIG = signal({ rules: [LATENCY] })
const BROKEN = 3.5

/** The level and since when, of the only rule, after values that break its limit at these seconds. */
function live(seconds: readonly number[]) {
  const read = seconds.reduce(
    (before, at) => applyReadings(before, [reading(BROKEN, T0 + at * S)], GRID, T0 + at * S),
    newSignal(CONFIG, GRID, T0),
  )
  return seen(read)
}

function fromPast(seconds: readonly number[]) {
  const now = T0 + (seconds.at(-1) ?? 0) * S
  const points = seconds.map((at) => ({ at: T0 + at * S, value: BROKEN }))
  const first = applyReadings(newSignal(CONFIG, GRID, T0), [reading(BROKEN, now)], GRID, now)
  return seen(applyHistory(first, [{ signal: CONFIG.id, labels: {}, points }], now))
}

function seen({ instances }: ReturnType<typeof newSignal>) {
  const state = instances.get('')?.rules[0]
  return { level: state?.level, sinceSeconds: ((state?.critSince ?? T0) - T0) / S }
}

/** A minute of `for`; a value is stale after 30 s. */
describe.each([
  ['read', live],
  ['filled in from the past', fromPast],
])('a broken limit, %s', (_, judged) => {
  it.each([
    ['without a gap', [0, 15, 30, 45, 60], { level: 'crit', sinceSeconds: 0 }],
    ['with one no longer than values stay fresh', [0, 30, 60], { level: 'crit', sinceSeconds: 0 }],
    ['with one in which nobody knows what it did', [0, 15, 120, 135], { level: 'ok', sinceSeconds: 120 }],
    ['and long enough since the gap', [0, 120, 150, 180], { level: 'crit', sinceSeconds: 120 }],
  ])('%s', (_, seconds, expected) => {
    expect(judged(seconds)).toEqual(expected)
  })
})
