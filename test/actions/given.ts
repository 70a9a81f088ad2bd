import type { RequestChange } from '../../src/actions/change.ts'
import type { Written } from '../../src/actions/entry.ts'
import type { Prepared, ReplicaChange } from '../../src/actions/executor.ts'
import { type Plan, type PlanContent, planOf } from '../../src/actions/plan.ts'
import type { Stage } from '../../src/actions/stage.ts'

export const T0 = Date.parse('2026-11-23T14:00:00Z')

export const CHANGE: RequestChange = {
  kind: 'request',
  source: 'api',
  method: 'POST',
  path: '/mode',
  body: { mode: 'fast' },
  observe: { get: '/mode', pick: 'mode', becomes: 'fast' },
  undo: { method: 'POST', path: '/mode', body: { mode: '{before}' } },
}

export const prepared = (over: Partial<Prepared> = {}): Prepared => ({
  target: 'http://api /mode mode',
  step: { kind: 'request', method: 'POST', url: 'http://api/mode', headers: {}, body: '{"mode":"fast"}' },
  now: 'balanced',
  after: 'fast',
  affected: [],
  cost: [],
  warnings: [],
  undo: { kind: 'change', words: 'back to balanced', change: CHANGE },
  replicas: [],
  stableMs: 2_000,
  withinMs: 10_000,
  before: { state: 'balanced' },
  observed: { facts: [], fingerprint: 'balanced', readAt: T0, from: 'GET /mode', state: '"balanced"' },
  ...over,
})

export const scaled = (from: number, to: number, service = 'worker-llm'): ReplicaChange => ({
  service,
  from,
  to,
})

export const planned = (over: Partial<PlanContent> = {}): Plan =>
  planOf({
    system: 'test · test',
    action: 'downshift',
    title: 'Downshift',
    args: [],
    change: CHANGE,
    prepared: prepared(),
    note: 'slow',
    risk: { level: 'normal', why: 'it can be taken back' },
    bounds: null,
    overrides: [],
    coolDownMs: 300_000,
    verify: [],
    secondPerson: false,
    holdMs: null,
    afterwards: { changes: [], pauseMs: 0 },
    undoes: null,
    plannedAt: T0,
    ...over,
  })

/** The entries of one action that went through these stages, one a second. */
export const entriesOf = (plan: Plan, stages: readonly Stage[], at = T0, seq = 1): Written[] =>
  stages.map((stage, index) => ({
    id: plan.id,
    stage,
    action: plan.action,
    target: plan.prepared.target,
    words: stage,
    detail: stage === 'planned' ? { plan } : {},
    seq: seq + index,
    at: at + index * 1_000,
  }))
