import type { Alert } from '../../../src/core/alert.ts'
import type { Effect } from '../../../src/core/message.ts'
import type { Model } from '../../../src/core/model.ts'
import { update } from '../../../src/core/update/update.ts'
import { DOWNSHIFT, SCALE, SILENCE } from '../acting/given.ts'
import { profile, reading, rule, signal, source, T0 } from '../given.ts'
import { played } from '../update/played.ts'

const LIMIT = rule({ condition: { op: 'atLeast', warn: 2, crit: 3 } })

/** Three panels: latency of two modes, breakers, alerts; and a signal that none of them shows. */
export const WATCHED = profile(
  [
    signal({ id: 'latency_p95', title: 'p95', label: 'mode', rules: [LIMIT] }),
    signal({ id: 'breaker', title: 'breaker', label: 'model', unit: 'count', rules: [LIMIT] }),
    signal({ id: 'alone', title: 'no panel' }),
  ],
  [source()],
  {
    panels: [
      { id: 'latency', kind: 'quantiles', title: 'Latency p95' },
      { id: 'breakers', kind: 'states', title: 'Breakers' },
      { id: 'alerts', kind: 'alerts', title: 'Alerts 警報' },
    ],
    shown: new Map([
      ['latency', ['latency_p95']],
      ['breakers', ['breaker']],
      ['alerts', []],
    ]),
    refers: new Map([['alerts', { sources: ['prometheus'], gates: [] }]]),
    actions: [DOWNSHIFT, SCALE, SILENCE],
  },
)

/** Latency of balanced is critical, an alert fires, everything else is ok. */
export function watched(readOnly: string | null = null): Model {
  const program = played(WATCHED)
  program.tick(0)
  program.answer(0, 'prometheus', {
    ok: true,
    readings: [
      reading(1, T0, { mode: 'fast' }, 'latency_p95'),
      reading(3.4, T0, { mode: 'balanced' }, 'latency_p95'),
      reading(0, T0, { model: 'qwen' }, 'breaker'),
      reading(0, T0, {}, 'alone'),
    ],
    warnings: [],
    skewMs: null,
    alerts: [ALERT],
  })
  const model = program.model()
  return { ...model, actions: { ...model.actions, readOnly, isFollowing: true } }
}

const ALERT: Alert = {
  fingerprint: 'a',
  name: 'QueueBacklog',
  severity: 'critical',
  state: 'active',
  startsAt: T0,
  summary: 'the queue is long',
  runbookUrl: null,
  labels: {},
  annotations: {},
  silences: [],
  inhibitedBy: [],
}

/** The model after these keys, all at its moment; and what they asked of the runtime. */
export function typed(
  model: Model,
  ...keys: readonly string[]
): { model: Model; effects: readonly Effect[] } {
  return keys.reduce<{ model: Model; effects: readonly Effect[] }>(
    (before, key) => {
      const next = update(before.model, { type: 'key', now: model.now, key, isBlind: false })
      return { model: next.model, effects: [...before.effects, ...next.effects] }
    },
    { model, effects: [] },
  )
}
