import { describe, expect, it } from 'vitest'
import type { Deed } from '../../src/core/acting/action.ts'
import { marksOf } from '../../src/core/mark.ts'
import type { Model } from '../../src/core/model.ts'
import { aModel, anAlert, aSignal, given, NOW } from '../support/model.ts'
import { deed as aDeed } from './acting/given.ts'

const MINUTE = 60_000
const deed = (id: string, sentMinutesAgo: number | null, differs: Partial<Deed> = {}): Deed =>
  aDeed({
    id,
    action: id,
    title: `Do ${id}`,
    target: 'app',
    changes: 'all',
    now: 'a',
    after: 'b',
    who: 'kim@host',
    plannedAt: NOW - 60 * MINUTE,
    sentAt: sentMinutesAgo === null ? null : NOW - sentMinutesAgo * MINUTE,
    lastAt: NOW - MINUTE,
    ...differs,
  })
const model = (deeds: readonly Deed[], differs: Partial<Model> = {}): Model => {
  const known = aModel({
    signals: [given(aSignal('up'), 1)],
    sources: { am: { alerts: [anAlert('Slow'), anAlert('Quiet', { state: 'silenced' })] } },
  })
  return { ...known, actions: { ...known.actions, deeds }, ...differs }
}
const told = (one: Model) =>
  marksOf(one).map((mark) => [
    mark.kind,
    (NOW - mark.at) / MINUTE,
    ...('number' in mark ? [mark.number, mark.deed.id] : []),
  ])

describe('marks', () => {
  it('are in the order of time; actions are numbered in it, whatever the order of the journal', () => {
    expect(told(model([deed('second', 3), deed('first', 30)]))).toEqual([
      ['deployment', 60],
      ['action', 30, 1, 'first'],
      ['alert', 4],
      ['action', 3, 2, 'second'],
    ])
  })

  it('leave out what changed nothing, and alerts that somebody silenced', () => {
    expect(told(model([deed('declined', null)]))).toEqual([
      ['deployment', 60],
      ['alert', 4],
    ])
  })

  it('tell an action and when it was taken back', () => {
    expect(told(model([deed('held', 20, { stage: 'reverted', state: 'not-effective' })]))).toContainEqual([
      'reverted',
      1,
      1,
      'held',
    ])
  })

  it('tell of events that have begun, not of those to come', () => {
    const event = (title: string, from: number) => ({ kind: 'spike', title, from, to: from + MINUTE })
    const one = model([])
    const profile = { ...one.profile, events: [event('before', NOW - MINUTE), event('after', NOW + 1)] }
    expect(told({ ...one, profile })).toContainEqual(['event', 1])
    expect(told({ ...one, profile }).filter(([kind]) => kind === 'event')).toHaveLength(1)
  })

  it('have no deployment where nobody says when it was', () => {
    const one = model([])
    expect(told({ ...one, deployment: { ...one.deployment, at: null } })).toEqual([['alert', 4]])
  })
})
