import { describe, expect, it } from 'vitest'
import {
  type Before,
  compareWithBefore,
  daysBefore,
  describeComparison,
  describeDifference,
} from '../../src/core/before.ts'
import type { Unit } from '../../src/core/units.ts'
import { H, M, signal, T0 } from './given.ts'

describe('daysBefore', () => {
  it.each([
    [0, 1],
    [3, 1],
    [24, 1],
    // An hour ago yesterday the release was live already.
    [24.1, 2],
    [40, 2],
    [48.1, 3],
    [200, 9],
  ])('%s h after a deployment are %i days', (hours, days) => {
    expect(daysBefore(hours * H)).toBe(days * 24 * H)
    // The hour that is compared ends before the deployment.
    expect(daysBefore(hours * H)).toBeGreaterThanOrEqual(hours * H)
  })
})

const STEP = M
const moment = { now: T0, stepMs: STEP, deployedAt: T0 - 3 * H }
/** A value a minute, the newest `untilAgo` minutes before now. */
const minutes = (values: readonly number[], untilAgo = 0) =>
  values.map((value, index) => ({ at: T0 - (untilAgo + values.length - 1 - index) * M, value }))
const beforeOf = (
  values: readonly number[],
  untilAgo = 0,
  outcome: 'pending' | 'known' | 'failed' = 'known',
) =>
  new Map([
    [
      'prometheus',
      {
        askedAt: T0,
        deployedAt: T0 - 3 * H,
        offsetMs: 24 * H,
        outcome,
        points: new Map([['latency', minutes(values, untilAgo)]]),
      },
    ],
  ])
const compared = (before: Before, id = 'latency') =>
  compareWithBefore(before, { id, source: 'prometheus' }, moment)
const flat = (count: number, value: number) => Array.from({ length: count }, () => value)

describe('the same hour before', () => {
  it.each<[what: string, before: Before, value: number]>([
    ['a whole hour', beforeOf(flat(60, 2)), 2],
    ['no more than the hour', beforeOf([...flat(60, 9), ...flat(60, 2)]), 2],
    ['half of one', beforeOf(flat(30, 2)), 2],
    ['one spike, which is not what today is held against', beforeOf([...flat(55, 2), ...flat(5, 90)]), 2],
    ['points that still lie ahead', beforeOf([...flat(60, 2), ...flat(60, 9)], -60), 2],
    ['what is known while it is asked for anew', beforeOf(flat(60, 2), 0, 'pending'), 2],
    ['what was known before the server failed', beforeOf(flat(60, 2), 0, 'failed'), 2],
  ])('is told by %s', (_, before, value) =>
    expect(compared(before)).toEqual({ kind: 'known', before: value, offsetMs: 24 * H }),
  )

  it.each<[what: string, before: Before, reason: string]>([
    ['less than half of an hour', beforeOf(flat(29, 2)), 'prometheus has too little of it'],
    ['hours that are over', beforeOf(flat(60, 2), 90), 'prometheus has nothing of it'],
    ['a server without so much past', beforeOf([]), 'prometheus has nothing of it'],
    ['a server that did not answer', beforeOf([], 0, 'failed'), 'prometheus gave no answer about it'],
    ['a question on its way', beforeOf([], 0, 'pending'), 'nothing was read of it yet'],
    ['nothing asked', new Map(), 'nothing was read of it'],
  ])('is not told by %s', (_, before, reason) =>
    expect(compared(before)).toEqual({ kind: 'unknown', reason }),
  )

  it('is not told of a series that was not there', () =>
    expect(compared(beforeOf(flat(60, 2)), 'other').kind).toBe('unknown'))

  it('is not told where nobody says when the deployment was', () =>
    expect(
      compareWithBefore(new Map(), { id: 'latency', source: 'prometheus' }, { ...moment, deployedAt: null }),
    ).toEqual({ kind: 'unknown', reason: 'nobody says when that was' }))
})

describe('in words', () => {
  it.each<[unit: Unit, value: number, before: number, words: string]>([
    ['seconds', 3.41, 2.4, '+42 %'],
    ['seconds', 1.2, 2.4, '−50 %'],
    ['seconds', 2.4, 2.4, '0 %'],
    ['seconds', 0.4, 0, '+0.40 s'],
    // Twice of nearly nothing is nearly nothing.
    ['ratio', 0.004, 0.002, '+0.2 points'],
    ['ratio', 0.01, 0.06, '−5.0 points'],
    ['number', -1, -2, '+1.00'],
  ])('%s %d after %d: %s', (unit, value, before, words) =>
    expect(describeDifference(value, before, signal({ unit }))).toBe(words),
  )

  it('says what it was', () =>
    expect(describeComparison({ kind: 'known', before: 2.4, offsetMs: 24 * H }, 3.41, signal())).toBe(
      '+42 % on the same hour before the deployment (2.40 s)',
    ))

  it('says that nobody knows, and why', () =>
    expect(
      describeComparison({ kind: 'unknown', reason: 'prometheus has nothing of it' }, 3.41, signal()),
    ).toBe('the same hour before the deployment is not known: prometheus has nothing of it'))
})
