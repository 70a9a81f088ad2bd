import type { Alert } from '../../src/core/alert.ts'
import type { Failure } from '../../src/core/failure.ts'
import { applyHistory, applyReadings, newSignal } from '../../src/core/instances.ts'
import type { Model, SourceState } from '../../src/core/model.ts'
import type { SourceTiming } from '../../src/core/profile.ts'
import type { Condition, Rule } from '../../src/core/rule.ts'
import type { Reading, Sample, Value } from '../../src/core/sample.ts'
import type { Point } from '../../src/core/series.ts'
import type { Signal, SignalConfig } from '../../src/core/signal.ts'
import { startModel } from '../../src/core/start.ts'
import { rejudge } from '../../src/core/update/rejudge.ts'

/*
 * Models for tests, built by the program's own core, so that every verdict in them is one it would reach.
 *
 *   const model = aModel({
 *     signals: [
 *       given(aSignal('latency', { label: 'mode', unit: 'seconds', rules: [rule({ op: 'atLeast', warn: 2, crit: 3 })] }), {
 *         fast: 1.8,                                  // read just now
 *         slow: { value: 3.4, agoMs: 90_000 },        // read 90 s ago: stale
 *         gone: { absent: 'no data: …' },             // the source has no value
 *         dead: { value: 'healthy', failed: 'HTTP 500', times: 2 },   // reads that failed since the value
 *         past: { value: 3.4, history: wave({ from: 1, to: 3.4 }) },  // with a past
 *       }),
 *     ],
 *     sources: { prometheus: { enabled: false } },    // or { failure: aFailure('…') }, { alerts: [anAlert('…')] }
 *   })
 *
 * Every source a signal names is there; it is called `prometheus` unless the signal says otherwise. It is NOW.
 */

/** 2026-03-14 14:02:31 UTC. */
export const NOW = Date.UTC(2026, 2, 14, 14, 2, 31)
export const GRID = { lengthMs: 2 * 3_600_000, stepMs: 15_000 } as const

/** What was read of one series. */
export type Told =
  | Value
  | {
      readonly value?: Value
      /** How long ago the value was true. */
      readonly agoMs?: number
      readonly absent?: string
      readonly failed?: string
      /** How often in a row it failed; once unless said. */
      readonly times?: number
      readonly history?: readonly Point[]
      /** More labels than the one that tells the series apart. */
      readonly labels?: Readonly<Record<string, string>>
    }

type Given = { readonly config: SignalConfig; readonly told: Readonly<Record<string, Told>> }

/** A signal with what was read of it, by label value; the key of a signal without a label is ''. */
export const given = (config: SignalConfig, told: Given['told'] | Value): Given => ({
  config,
  told: typeof told === 'object' ? told : { '': told },
})

export function aSignal(id: string, config: Partial<SignalConfig> = {}): SignalConfig {
  return {
    id,
    title: id,
    source: 'prometheus',
    read: { by: 'query', query: id },
    label: null,
    expect: [],
    unit: 'number',
    digits: null,
    staleAfterMs: 30_000,
    failures: 1,
    onFailure: 'unknown',
    isOptional: false,
    hasBaseline: false,
    states: {},
    rules: [],
    ...config,
  }
}

let rules = 0

/** A rule that counts at once. */
export function rule(condition: Condition, where: Rule['where'] = {}): Rule {
  rules += 1
  return { id: `rule-${rules}`, where, condition, forMs: 0, hysteresis: 0 }
}

export const aFailure = (message: string): Failure => ({ kind: 'refused', message, hint: 'is it running?' })

export function anAlert(name: string, alert: Partial<Alert> = {}): Alert {
  return {
    fingerprint: name,
    name,
    severity: 'warning',
    state: 'active',
    startsAt: NOW - 4 * 60_000,
    summary: '',
    runbookUrl: null,
    labels: {},
    annotations: {},
    silences: [],
    inhibitedBy: [],
    ...alert,
  }
}

/** A past of the grid's length: from one value to another with a wave of that height in it, up to `agoMs` ago. */
export function wave({
  from,
  to = from,
  height = 0,
  agoMs = 0,
  points = 480,
}: {
  readonly from: number
  readonly to?: number
  readonly height?: number
  readonly agoMs?: number
  readonly points?: number
}): readonly Point[] {
  return Array.from({ length: points }, (_, index) => ({
    at: NOW - agoMs - (points - 1 - index) * GRID.stepMs,
    value: from + ((to - from) * index) / Math.max(1, points - 1) + height * Math.sin(index / 9) * 0.5,
  }))
}

type SourceGiven = Partial<Omit<SourceState, 'config'>> & { readonly enabled?: boolean }

/** The model at NOW with these signals read and judged. */
export function aModel({
  signals,
  sources = {},
}: {
  readonly signals: readonly Given[]
  readonly sources?: Readonly<Record<string, SourceGiven>>
}): Model {
  const names = new Set([...signals.map(({ config }) => config.source), ...Object.keys(sources)])
  const started = startModel(
    {
      name: 'test',
      title: 'Test',
      environment: 'test',
      deployment: {
        at: NOW - 3_600_000,
        version: 'v1',
        windowMs: 48 * 3_600_000,
        versionFrom: null,
        startFrom: null,
      },
      history: GRID,
      sources: [...names].map((id) => timing(id, sources[id]?.enabled ?? true)),
      signals: signals.map(({ config }) => config),
      panels: [],
      shown: new Map(),
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
      refers: new Map(),
    },
    NOW - GRID.lengthMs,
    { columns: 120, rows: 36 },
  )
  const states = new Map(
    [...started.sources].map(([id, state]) => {
      const { enabled: _, ...known } = sources[id] ?? {}
      return [id, { ...state, answeredAt: NOW - 600, ...known }]
    }),
  )
  const read = new Map(signals.map((one) => [one.config.id, readOf(one)]))
  return rejudge({ ...started, now: NOW, sources: states, signals: read })
}

function timing(id: string, enabled: boolean): SourceTiming {
  return { id, kind: id, short: id.slice(0, 4), enabled, intervalMs: 5000, deadlineMs: 4000, standsIn: null }
}

function readOf({ config, told }: Given): Signal {
  const entries = Object.entries(told)
  const labelsOf = (key: string, one: Told) => ({
    ...(config.label === null ? {} : { [config.label]: key }),
    ...(typeof one === 'object' ? one.labels : {}),
  })
  const reading = (sampleOf: (one: Told) => Sample | null): Reading[] =>
    entries.flatMap(([key, one]) => {
      const sample = sampleOf(one)
      return sample === null ? [] : [{ signal: config.id, labels: labelsOf(key, one), sample }]
    })
  const blank = newSignal(config, GRID, NOW - GRID.lengthMs)
  const valued = applyReadings(blank, reading(valueSample), GRID, NOW)
  const filled = applyHistory(
    valued,
    entries.flatMap(([key, one]) =>
      typeof one === 'object' && one.history !== undefined
        ? [{ signal: config.id, labels: labelsOf(key, one), points: one.history }]
        : [],
    ),
    NOW,
  )
  return withProblems(filled, entries, (key, one) => labelsOf(key, one))
}

function valueSample(one: Told): Sample | null {
  const value = typeof one === 'object' ? one.value : one
  const agoMs = typeof one === 'object' ? (one.agoMs ?? 0) : 600
  return value === undefined ? null : { kind: 'value', value, measuredAt: NOW - agoMs }
}

/** Each problem is applied to its own series alone, as a source does that tells them apart. */
function withProblems(
  signal: Signal,
  entries: readonly (readonly [string, Told])[],
  labelsOf: (key: string, one: Told) => Record<string, string>,
): Signal {
  const instances = new Map(signal.instances)
  for (const [key, one] of entries) {
    if (typeof one !== 'object') continue
    const sample: Sample | null =
      one.absent !== undefined
        ? { kind: 'absent', reason: one.absent, measuredAt: NOW }
        : one.failed !== undefined
          ? { kind: 'failed', reason: one.failed, measuredAt: NOW }
          : null
    if (sample === null) continue
    const known = instances.get(key)
    const alone: Signal = {
      config: signal.config,
      instances: new Map(known === undefined ? [] : [[key, known]]),
    }
    const after = Array.from({ length: one.times ?? 1 }).reduce<Signal>(
      (before) =>
        applyReadings(before, [{ signal: signal.config.id, labels: labelsOf(key, one), sample }], GRID, NOW),
      alone,
    )
    for (const [name, instance] of after.instances) instances.set(name, instance)
  }
  return { config: signal.config, instances }
}
