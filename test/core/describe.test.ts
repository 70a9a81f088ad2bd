import { describe, expect, it } from 'vitest'
import { describeDemand, describeRule, describeValue, limitOf } from '../../src/core/describe.ts'
import type { Condition, Rule, RuleState } from '../../src/core/rule.ts'
import type { Value } from '../../src/core/sample.ts'
import type { SignalConfig } from '../../src/core/signal.ts'
import type { Limit, RaisedLevel } from '../../src/core/verdict.ts'
import { LATENCY, M, rule, S, signal, T0 } from './given.ts'

const BREAKER = signal({
  title: 'breaker',
  unit: 'state',
  states: { 0: 'closed', 1: 'open', 2: 'half-open' },
})
const HEALTH = signal({ title: 'LLM health', unit: 'state' })
const SHARE = signal({ title: 'share', unit: 'ratio' })
const ENTROPY = signal({ title: 'entropy', unit: 'number' })
const VRAM = signal({ title: 'VRAM free', unit: 'ratio' })
const P95 = signal()

const NOW = T0 + 60 * M
const state = (level: RaisedLevel, warnAgo: number | null, critAgo: number | null): RuleState => ({
  level,
  warnSince: warnAgo === null ? null : NOW - warnAgo * S,
  critSince: critAgo === null ? null : NOW - critAgo * S,
})
const rest = state('ok', null, null)

describe('what a rule says, as a person reads it', () => {
  const of = (condition: Condition, forMs = 0, hysteresis = 0): Rule => rule({ condition, forMs, hysteresis })
  const breaker = of({ op: 'equals', warn: [2], crit: [1] })
  const health = of({ op: 'differs', warn: null, crit: ['healthy', 'busy'] })
  const share = of({ op: 'deviates', target: 0.6, warn: 0.05, crit: 0.1 })
  const entropy = of({ op: 'outside', warn: [0.5, 2], crit: [0.3, 3] })
  const vram = of({ op: 'below', warn: null, crit: 0.2 })

  it.each<[string, SignalConfig, Rule, RuleState, Value]>([
    ['p95 3.41 s ≥ 3.2 s for 4 m', P95, LATENCY, state('crit', 300, 240), 3.41],
    ['p95 3.00 s ≥ 2.9 s for 5 m', P95, LATENCY, state('warn', 300, null), 3],
    ['p95 2.10 s < 2.9 s', P95, LATENCY, rest, 2.1],
    ['p95 2.8996 s < 2.9 s', P95, LATENCY, rest, 2.8996],
    ['p95 3.20 s ≥ 3.2 s for 4 m', P95, LATENCY, state('crit', 300, 240), 3.2],
    ['p95 3.15 s < 3.2 s, not yet clear of it after 4 m', P95, LATENCY, state('crit', 300, 240), 3.15],
    // A level that is not raised yet speaks of the limit that will count first, and of its own time.
    ['p95 3.41 s ≥ 2.9 s for 50 s, counts after 1m', P95, LATENCY, state('ok', 50, 5), 3.41],
    [
      'p95 3.00 s ≥ 2.9 s for 119 s, counts after 2m30s',
      P95,
      { ...LATENCY, forMs: 150 * S },
      state('ok', 119, null),
      3,
    ],
    [
      'VRAM free 17.2 % < 20 % for 30 s, counts after 1m',
      VRAM,
      { ...vram, forMs: M },
      state('ok', 30, 30),
      0.172,
    ],
    ['VRAM free 41.0 % ≥ 20 %', VRAM, vram, rest, 0.41],
    ['VRAM free 19.96 % < 20 % for 2 m', VRAM, vram, state('crit', 150, 150), 0.1996],
    ['breaker open for 2 m', BREAKER, breaker, state('crit', 150, 150), 1],
    ['breaker half-open for 9 s', BREAKER, breaker, state('warn', 9, null), 2],
    ['breaker closed', BREAKER, breaker, rest, 0],
    ['LLM health degraded, not healthy or busy for 0 s', HEALTH, health, state('crit', 0, 0), 'degraded'],
    ['LLM health healthy', HEALTH, health, rest, 'healthy'],
    ['share 48.9 %, 11.1 points below the target 60 % for 3 m', SHARE, share, state('crit', 200, 200), 0.489],
    ['share 66.0 %, 6.0 points above the target 60 % for 3 m', SHARE, share, state('warn', 200, null), 0.66],
    ['share 61.2 %, 1.2 points above the target 60 %', SHARE, share, rest, 0.612],
    ['entropy 0.400 outside 0.5 … 2 for 2 m', ENTROPY, entropy, state('warn', 120, null), 0.4],
    ['entropy 3.50 outside 0.3 … 3 for 2 m', ENTROPY, entropy, state('crit', 130, 120), 3.5],
    [
      'entropy 0.550 within 0.5 … 2, not yet clear of it after 2 m',
      ENTROPY,
      entropy,
      state('warn', 120, null),
      0.55,
    ],
    ['entropy 1.00 within 0.5 … 2', ENTROPY, entropy, rest, 1],
  ])('%s', (sentence, shown, judged, held, value) =>
    expect(describeRule(shown, judged, held, value, NOW)).toBe(sentence),
  )
})

describe('a value', () => {
  it.each<[string, SignalConfig, Value]>([
    ['open', BREAKER, 1],
    ['7', BREAKER, 7],
    ['healthy', HEALTH, 'healthy'],
    ['constructor', HEALTH, 'constructor'],
    ['__proto__', BREAKER, '__proto__'],
    ['3.4 s', signal({ digits: 1 }), 3.41],
  ])('reads %s', (text, shown, value) => expect(describeValue(shown, value)).toBe(text))
})

describe('the limit to compare a value with', () => {
  it.each<[Limit, SignalConfig, Condition]>([
    [3.2, P95, LATENCY.condition],
    [2.9, P95, { op: 'above', warn: 2.9, crit: null }],
    [null, P95, { op: 'above', warn: null, crit: null }],
    [[0.3, 3], ENTROPY, { op: 'outside', warn: [0.5, 2], crit: [0.3, 3] }],
    ['not open', BREAKER, { op: 'equals', warn: [2], crit: [1] }],
    ['not half-open', BREAKER, { op: 'equals', warn: [2], crit: null }],
    ['healthy', HEALTH, { op: 'differs', warn: null, crit: ['healthy'] }],
    [0.1, SHARE, { op: 'deviates', target: 0.6, warn: 0.05, crit: 0.1 }],
  ])('is %j', (limit, shown, condition) => expect(limitOf(shown, rule({ condition }))).toEqual(limit))
})

describe('what a rule asks', () => {
  it.each<[string, SignalConfig, Condition]>([
    ['WARN when p95 ≥ 2.9 s, CRIT when ≥ 3.2 s', P95, LATENCY.condition],
    ['CRIT when p95 > 2.9 s', P95, { op: 'above', warn: null, crit: 2.9 }],
    ['WARN when p95 < 2.9 s', P95, { op: 'below', warn: 2.9, crit: null }],
    [
      'WARN when entropy outside 0.5 … 2, CRIT when outside 0.3 … 3',
      ENTROPY,
      { op: 'outside', warn: [0.5, 2], crit: [0.3, 3] },
    ],
    ['WARN when breaker is half-open, CRIT when it is open', BREAKER, { op: 'equals', warn: [2], crit: [1] }],
    ['CRIT when LLM health is not healthy', HEALTH, { op: 'differs', warn: null, crit: ['healthy'] }],
    [
      'WARN when share 5.0 points or more from 60 %, CRIT when 10.0 points or more from 60 %',
      SHARE,
      { op: 'deviates', target: 0.6, warn: 0.05, crit: 0.1 },
    ],
  ])('%s', (words, shown, condition) => expect(describeDemand(shown, rule({ condition }))).toBe(words))
})
