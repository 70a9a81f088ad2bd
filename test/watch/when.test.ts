import { describe, expect, it } from 'vitest'
import type { When } from '../../src/core/advice.ts'
import type { Model } from '../../src/core/model.ts'
import { find } from '../../src/watch/when.ts'
import { aFailure, aModel, anAlert, aSignal, given, type Told } from '../support/model.ts'

const workers = aSignal('worker', { label: 'id', unit: 'state', states: { 0: 'down', 1: 'up' } })
const modelOf = (told: Readonly<Record<string, Told>>): Model => aModel({ signals: [given(workers, told)] })
const down = (limit: number, op: '>' | '>=' = '>'): When => ({
  by: 'claim',
  signal: 'worker',
  claim: { by: 'word', op: '=', word: 0 },
  part: { op, limit },
})
const gone = { absent: 'no data' }

describe('a part of the series', () => {
  it.each<[told: Readonly<Record<string, Told>>, when: When, truth: string]>([
    [{ a: 0, b: 1 }, down(0.5), 'no'],
    [{ a: 0, b: 0, c: 1 }, down(0.5), 'yes'],
    [{ a: 0, b: 1 }, down(0.5, '>='), 'yes'],
    // Whatever the unseen one is, it can't change the answer.
    [{ a: 0, b: 0, c: gone }, down(0.5), 'yes'],
    [{ a: 0, b: 1, c: gone, d: 1 }, down(0.5), 'no'],
    // It could.
    [{ a: 0, b: 1, c: gone }, down(0.5), 'unknown'],
    [{ a: gone }, down(0.5), 'unknown'],
  ])('%j is %j: %s', (told, when, truth) => expect(find(when, modelOf(told)).truth).toBe(truth))

  it('names those that make it so', () => {
    const { evidence } = find(down(0.5), modelOf({ a: 0, b: 0, c: 1 }))
    expect(evidence.map(({ id, seen }) => [id, seen])).toEqual([
      ['worker.a', 'down'],
      ['worker.b', 'down'],
    ])
  })
})

describe('a signal that is not there', () => {
  it('is unknown', () => {
    expect(find({ by: 'lost', signal: 'none', part: { op: '>', limit: 0.5 } }, modelOf({ a: 0 })).truth).toBe(
      'unknown',
    )
  })
})

describe('all and any of states, some unknown', () => {
  const yes = down(0, '>')
  const no = down(1, '>')
  const unknown: When = { by: 'alert', name: 'X' }
  it.each<[by: 'all' | 'any', of: readonly When[], truth: string]>([
    ['all', [yes, yes], 'yes'],
    ['all', [yes, unknown], 'unknown'],
    ['all', [no, unknown], 'no'],
    ['any', [no, no], 'no'],
    ['any', [no, unknown], 'unknown'],
    ['any', [yes, unknown], 'yes'],
  ])('%s of %j: %s', (by, of, truth) => expect(find({ by, of }, modelOf({ a: 0 })).truth).toBe(truth))
})

describe('alerts', () => {
  const told = (names: readonly string[], failing = false) =>
    aModel({
      signals: [],
      sources: {
        am: {
          alerts: names.map((name) => anAlert(name, { state: name === 'Quiet' ? 'silenced' : 'active' })),
          ...(failing ? { failure: aFailure('refused') } : {}),
        },
      },
    })
  it.each<[pattern: string, names: readonly string[], truth: string]>([
    ['DataCorruption', ['DataCorruption'], 'yes'],
    ['DataCorruption', ['DataCorruptionSuspected'], 'no'],
    ['*Corrupt*', ['IndexCorruption'], 'yes'],
    ['*Corrupt*', ['Corrupt'], 'yes'],
    ['Data*', ['IndexData'], 'no'],
    ['*Error', ['HighError'], 'yes'],
    ['a*b*a', ['aba'], 'yes'],
    ['ab*ba', ['aba'], 'no'],
    ['a*bb*a', ['abba'], 'yes'],
    ['Quiet', ['Quiet'], 'no'],
    ['.*', ['anything'], 'no'],
  ])('%s among %j: %s', (name, names, truth) =>
    expect(find({ by: 'alert', name }, told(names)).truth).toBe(truth),
  )

  it('are unknown while Alertmanager is gone', () => {
    expect(find({ by: 'alert', name: 'X' }, told(['X'], true)).truth).toBe('unknown')
  })
})
