import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isConfirmedBy, wordToType } from '../../src/actions/confirm.ts'
import { isIntact } from '../../src/actions/plan.ts'
import { riskOf } from '../../src/actions/risk.ts'
import { parseReplicas } from '../../src/actions/scale.ts'
import { isExpired, PLAN_LIFE_MS } from '../../src/core/acting/life.ts'
import { planned, prepared, scaled, T0 } from './given.ts'

describe('a plan', () => {
  it('4: is void after 60 s, and where the clock was set back', () => {
    const plan = planned()
    expect(isExpired(plan, T0 + PLAN_LIFE_MS)).toBe(false)
    expect(isExpired(plan, T0 + PLAN_LIFE_MS + 1)).toBe(true)
    expect(isExpired(plan, T0 - 1)).toBe(true)
  })

  it('is what its id says, also after it was written and read', () => {
    const plan = planned()
    expect(isIntact(JSON.parse(JSON.stringify(plan)))).toBe(true)
  })

  it.each([
    ['its note', { note: 'other' }],
    ['its step', { prepared: prepared({ step: { kind: 'program', argv: ['rm'], env: {}, cwd: null } }) }],
    ['an override', { overrides: ['floor'] as const }],
    ['its bounds', { bounds: { min: 0, max: 99, floor: 0, isEmergency: true } }],
  ])('is not any more when %s was changed', (_, over) => {
    expect(isIntact({ ...planned(), ...over })).toBe(false)
    expect(planned(over).id).not.toBe(planned().id)
  })

  it.each<[string, ReturnType<typeof planned>, string]>([
    ['a common one: yes', planned(), 'yes'],
    ['5: high risk: the name', planned({ risk: { level: 'high', why: '' } }), 'downshift'],
    [
      '5: to zero: the service',
      planned({
        change: { kind: 'scale', by: 'stack', to: { 'worker-llm': 0 } },
        risk: { level: 'high', why: '' },
      }),
      'worker-llm',
    ],
  ])('is confirmed by a word: %s', (_, plan, word) => {
    expect(wordToType(plan, [])).toBe(word)
    expect(isConfirmedBy(word, plan, [])).toBe(true)
  })

  it('6: is not confirmed by Enter, nor by anything but the word', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        expect(isConfirmedBy(typed, planned(), [])).toBe(typed.trim() === 'yes')
      }),
      { seed: 6 },
    )
    expect(isConfirmedBy('', planned(), [])).toBe(false)
  })

  it.each<[from: number, to: number, level: string]>([
    [2, 0, 'high'],
    [2, 1, 'high'],
    [1, 2, 'normal'],
    [3, 2, 'normal'],
  ])('5: scaling from %i to %i is of %s risk', (from, to, level) => {
    const change = { kind: 'scale', by: 'stack', to: { 'worker-llm': to } } as const
    expect(riskOf('normal', change, { replicas: [scaled(from, to)] }).level).toBe(level)
  })
})

describe('11: a number of replicas', () => {
  it.each(['-1', '1.5', '+1', '1e3', ' 3', '3 ', '', '0x10', '٣', '03', '99999999', 'NaN', 'Infinity'])(
    'is not %j',
    (text) => expect(parseReplicas(text)).toBeNull(),
  )

  it('is what is written exactly as it prints', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer().map(String), fc.double().map(String)), (text) => {
        const read = parseReplicas(text)
        if (read !== null) expect(String(read)).toBe(text)
        expect(read === null || (Number.isInteger(read) && read >= 0)).toBe(true)
      }),
      { seed: 11, numRuns: 1_000 },
    )
  })
})
