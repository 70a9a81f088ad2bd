import { describe, expect, it } from 'vitest'
import { startModel } from '../../src/core/start.ts'
import { update } from '../../src/core/update/update.ts'
import { breachesOf } from '../../src/watch/breaches.ts'
import { judgeGate } from '../../src/watch/gates.ts'
import { answer, H, M, profile, reading, rule, S, signal, source, T0 } from '../core/given.ts'

const latency = signal({
  rules: [rule({ condition: { op: 'atLeast', warn: 2, crit: 3 }, forMs: 5 * M })],
})
const gate = {
  id: 'fast',
  title: 'Fast',
  requires: [],
  byHand: [],
  criteria: [
    {
      id: 'latency',
      title: 'latency',
      signal: 'latency',
      claim: { by: 'number', of: 'value', op: '<', limit: 3 } as const,
      forMs: 0,
      awaits: [],
    },
  ],
}
const DEPLOYED = T0 - 47 * H

/** A program that was started just now, and was told this past of the window, every two minutes. */
function told(valueAt: (hours: number) => number | null) {
  const watched = profile([latency], [source()], {
    deployment: { at: DEPLOYED, version: null, windowMs: 48 * H, versionFrom: null, startFrom: null },
    gates: [gate],
  })
  const pointsOf = (fromHours: number, stepMs: number) => {
    const points: { at: number; value: number }[] = []
    for (let at = DEPLOYED + fromHours * H; at <= T0; at += stepMs) {
      const value = valueAt((at - DEPLOYED) / H)
      if (value !== null) points.push({ at, value })
    }
    return points
  }
  const history = (points: ReturnType<typeof pointsOf>) => ({
    ok: true as const,
    histories: [{ signal: 'latency', labels: {}, points }],
  })
  const now = valueAt(47) ?? 1
  let model = startModel(watched, T0, { columns: 80, rows: 24 })
  model = update(model, { type: 'tick', now: T0, random: 0 }).model
  const polled = answer([reading(now, T0)])
  model = update(model, {
    type: 'polled',
    now: T0,
    source: 'prometheus',
    seq: 1,
    result: polled,
    random: 0,
  }).model
  model = update(model, {
    type: 'filled',
    now: T0,
    source: 'prometheus',
    result: history(pointsOf(45, 15 * S)),
  }).model
  return update(model, {
    type: 'recalled',
    now: T0,
    source: 'prometheus',
    result: history(pointsOf(0, 2 * M)),
  }).model
}

const hoursOf = (at: number): number => Math.round(((at - DEPLOYED) / H) * 10) / 10
const breaches = (valueAt: (hours: number) => number | null) =>
  breachesOf(told(valueAt)).map(({ level, from, to, end }) => [level, hoursOf(from), hoursOf(to), end])

describe('what was broken while nobody watched', () => {
  it.each<
    [what: string, valueAt: (hours: number) => number | null, expected: readonly (readonly unknown[])[]]
  >([
    ['nothing', () => 1, []],
    ['a breach of three hours, long ago', (h) => (h >= 10 && h < 13 ? 4 : 1), [['crit', 10, 13, 'over']]],
    [
      'a warning that became worse',
      (h) => (h < 10 || h >= 13 ? 1 : h < 12 ? 2.5 : 4),
      [['crit', 10, 13, 'over']],
    ],
    [
      'two, the newest first',
      (h) => (h > 5 && h < 6 ? 2.5 : h > 30 && h < 31 ? 4 : 1),
      [
        ['crit', 30, 31, 'over'],
        ['warn', 5, 6, 'over'],
      ],
    ],
    ['too short for its rule', (h) => (h >= 10 && h < 10.05 ? 4 : 1), []],
    ['still open', (h) => (h >= 40 ? 4 : 1), [['crit', 40, 47, 'open']]],
    [
      'a gap in the middle ends it',
      (h) => (h > 11 && h < 12 ? null : h >= 10 && h < 13 ? 4 : 1),
      [
        ['crit', 12, 13, 'over'],
        ['crit', 10, 11, 'unseen'],
      ],
    ],
  ])('%s', (_, valueAt, expected) => expect(breaches(valueAt)).toEqual(expected))
})

describe('a gate knows since when, beyond the history of the charts', () => {
  const runAt = (valueAt: (hours: number) => number | null) => judgeGate(gate, told(valueAt)).run

  it('passed since the last breach', () => {
    const { since, isAtLeast } = runAt((h) => (h >= 10 && h < 13 ? 4 : 1))
    expect([hoursOf(since), isAtLeast]).toEqual([13, false])
  })

  it('failed since it began', () => {
    const { since, isAtLeast } = runAt((h) => (h >= 20 ? 4 : 1))
    expect([hoursOf(since), isAtLeast]).toEqual([20, false])
  })

  it('at least since the deployment, or since the gap before it', () => {
    expect(runAt(() => 1)).toEqual({ since: DEPLOYED, isAtLeast: true })
    const { since, isAtLeast } = runAt((h) => (h > 11 && h < 12 ? null : 1))
    expect([hoursOf(since), isAtLeast]).toEqual([12, true])
  })
})
