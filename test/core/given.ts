import type { Failure } from '../../src/core/failure.ts'
import type { SourceTiming, WatchProfile } from '../../src/core/profile.ts'
import type { Rule } from '../../src/core/rule.ts'
import type { Labels, Reading, Value } from '../../src/core/sample.ts'
import type { SignalConfig } from '../../src/core/signal.ts'
import type { PollResult } from '../../src/core/source.ts'
import type { EpochMs } from '../../src/core/time.ts'

/** The parts of a scenario, each usual in everything that the scenario does not name. */

export const S = 1_000
export const M = 60 * S
export const H = 60 * M
/** A full second, as ticks fall on one. */
export const T0: EpochMs = Date.UTC(2026, 0, 2, 14, 0, 0)

export const GRID = { lengthMs: 2 * H, stepMs: 15 * S }

export const rule = (given: Partial<Rule> & Pick<Rule, 'condition'>): Rule => ({
  id: 'limit',
  where: {},
  forMs: 0,
  hysteresis: 0,
  ...given,
})

/** p95 of one series: crit from 3.2 s, warn from 2.9 s, both after a minute. */
export const LATENCY = rule({
  condition: { op: 'atLeast', warn: 2.9, crit: 3.2 },
  forMs: M,
  hysteresis: 0.1,
})

export const signal = (given: Partial<SignalConfig> = {}): SignalConfig => ({
  id: 'latency',
  title: 'p95',
  source: 'prometheus',
  read: { by: 'query', query: 'up' },
  label: null,
  expect: [],
  unit: 'seconds',
  digits: null,
  staleAfterMs: 30 * S,
  failures: 1,
  onFailure: 'unknown',
  isOptional: false,
  hasBaseline: false,
  states: {},
  rules: [],
  ...given,
})

export const source = (given: Partial<SourceTiming> = {}): SourceTiming => ({
  id: 'prometheus',
  kind: 'prometheus',
  short: 'prom',
  enabled: true,
  intervalMs: 5 * S,
  deadlineMs: 4 * S,
  standsIn: null,
  ...given,
})

export const profile = (
  signals: readonly SignalConfig[],
  sources: readonly SourceTiming[] = [source()],
  given: Partial<WatchProfile> = {},
): WatchProfile => ({
  name: 'example',
  title: 'Example',
  environment: 'test',
  deployment: { at: null, version: null, windowMs: 48 * H, versionFrom: null, startFrom: null },
  history: GRID,
  sources,
  signals,
  panels: [],
  shown: new Map(),
  refers: new Map(),
  checks: [],
  phases: [],
  gates: [],
  layouts: [],
  canary: null,
  notify: null,
  events: [],
  advice: [],
  actions: [],
  keys: {},
  ...given,
})

export const reading = (value: Value, measuredAt: EpochMs, labels: Labels = {}, id = 'latency'): Reading => ({
  signal: id,
  labels,
  sample: { kind: 'value', value, measuredAt },
})

export const answer = (
  readings: readonly Reading[],
  given: Partial<Extract<PollResult, { ok: true }>> = {},
): PollResult => ({ ok: true, readings, alerts: null, warnings: [], skewMs: null, ...given })

export const REFUSED: Failure = {
  kind: 'refused',
  message: 'localhost:9090 refused the connection',
  hint: 'see whether it runs',
}

export const failure = (given: Partial<Failure> = {}): PollResult => ({
  ok: false,
  failure: { ...REFUSED, ...given },
})
