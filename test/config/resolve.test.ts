import { describe, expect, it } from 'vitest'
import { edited, profileOf, SMALL } from './written.ts'

describe('a resolved profile', () => {
  it('has every default in its place', () => {
    const { title, deployment, history, sources, signals, phases, gates } = profileOf(SMALL)
    expect({ title, deployment, history }).toEqual({
      title: 'shop',
      deployment: { at: null, version: null, windowMs: 172_800_000, versionFrom: null, startFrom: null },
      history: { lengthMs: 7_200_000, stepMs: 15_000 },
    })
    expect(sources[2]).toMatchObject({
      id: 'gpu',
      kind: 'nvidia-smi',
      short: 'gpu',
      enabled: true,
      intervalMs: 5_000,
      deadlineMs: 4_000,
      command: ['nvidia-smi'],
    })
    expect(signals[2]).toEqual({
      id: 'vram',
      title: 'vram',
      source: 'gpu',
      read: { by: 'field', field: 'memory_free_ratio' },
      label: 'gpu',
      expect: [],
      unit: 'ratio',
      digits: null,
      staleAfterMs: 30_000,
      failures: 1,
      onFailure: 'unknown',
      isOptional: false,
      hasBaseline: false,
      states: {},
      rules: [],
    })
    expect(phases[1]).toEqual({
      id: 'late',
      title: 'late',
      fromMs: 7_200_000,
      toMs: 172_800_000,
      checks: [],
      expectations: [],
    })
    expect(gates[0]).toEqual({
      id: 'done',
      title: 'done',
      criteria: [
        {
          id: 'latency',
          title: 'latency',
          signal: 'latency',
          claim: { by: 'within', level: 'warn' },
          forMs: 0,
          awaits: [],
        },
      ],
      requires: [],
      byHand: [],
    })
  })

  it('says how each signal is read', () => {
    expect(profileOf(SMALL).signals.map(({ read }) => read)).toEqual([
      { by: 'query', query: 'histogram_quantile(0.95, sum by (le, mode) (rate(d_bucket[5m])))' },
      { by: 'get', path: '/health/{model}', pick: 'status' },
      { by: 'field', field: 'memory_free_ratio' },
    ])
  })

  it('gives every rule an id of its own', () => {
    const rule = '      - { where: { mode: fast }, atLeast: { warn: 2, crit: 3 }, for: 1m }\n'
    const text = edited([[rule, `${rule}${rule}      - { outside: { warn: [0, 1] } }\n`]])
    expect(profileOf(text).signals[0]?.rules).toEqual([
      {
        id: 'atLeast mode=fast',
        where: { mode: 'fast' },
        condition: { op: 'atLeast', warn: 2, crit: 3 },
        forMs: 60_000,
        hysteresis: 0,
      },
      expect.objectContaining({ id: 'atLeast mode=fast #2' }),
      expect.objectContaining({
        id: 'outside',
        condition: { op: 'outside', warn: [0, 1], crit: null },
      }),
    ])
  })

  it.each([
    ['equals: { crit: 1 }', { op: 'equals', warn: null, crit: [1] }],
    ['equals: { warn: [a, 2, true] }', { op: 'equals', warn: ['a', 2, 'true'], crit: null }],
    ['differs: { crit: [ok] }', { op: 'differs', warn: null, crit: ['ok'] }],
    [
      'deviates: { target: 0.6, warn: 0.05, crit: 0.1 }',
      { op: 'deviates', target: 0.6, warn: 0.05, crit: 0.1 },
    ],
    ['below: { warn: 2, crit: 1 }', { op: 'below', warn: 2, crit: 1 }],
  ])('%s', (written, condition) => {
    const text = edited([['atLeast: { warn: 2, crit: 3 }', written]])
    expect(profileOf(text).signals[0]?.rules[0]?.condition).toEqual(condition)
  })
})
