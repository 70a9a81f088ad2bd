import type { Alert } from '../../src/core/alert.ts'
import type { Model, Page } from '../../src/core/model.ts'
import type { WatchProfile } from '../../src/core/profile.ts'
import type { Value } from '../../src/core/sample.ts'
import { update } from '../../src/core/update/update.ts'
import { devicesOf } from '../../src/sources/nvidia-smi/devices.ts'
import { parseLog } from '../../src/sources/nvidia-smi/log.ts'
import { LOADED, withGpus } from '../sources/nvidia-smi/sample.ts'
import { anAlert } from '../support/model.ts'
import { ACTING } from './acting.ts'
import { NOW, play, type Reads, SCENARIOS, type Scenario } from './scenarios.ts'

const MINUTE = 60_000

const breakerOpen = (): Scenario => {
  const scenario = SCENARIOS['breaker-open']
  if (scenario === undefined) throw new Error('no such scenario')
  return scenario
}

const ALERTS: readonly Alert[] = [
  anAlert('HighResponseTime', {
    severity: 'critical',
    summary: 'p95 of balanced is above 3.2 s',
    runbookUrl: 'https://runbooks.example/high-response-time',
    labels: {
      alertname: 'HighResponseTime',
      severity: 'critical',
      service: 'app',
      mode: 'balanced',
      job: 'app',
    },
    annotations: {
      summary: 'p95 of balanced is above 3.2 s',
      description: 'Requests of balanced take longer than the runbook allows; see whether a breaker is open.',
    },
  }),
  anAlert('WorkerQueueBacklog', {
    startsAt: NOW - 11 * MINUTE,
    summary: 'more than 50 jobs wait',
    labels: { alertname: 'WorkerQueueBacklog', severity: 'warning', service: 'worker-llm', queue: 'llm' },
  }),
  anAlert('DiskFilling', {
    startsAt: NOW - 26 * 60 * MINUTE,
    state: 'silenced',
    labels: { alertname: 'DiskFilling', severity: 'warning', mount: '/var' },
    silences: [
      { id: 's1', createdBy: 'kim', comment: 'checkpoints are being moved', endsAt: NOW + 95 * MINUTE },
    ],
  }),
  anAlert('HighLatencyOfOneMode', {
    state: 'inhibited',
    labels: { alertname: 'HighLatencyOfOneMode', severity: 'info' },
    inhibitedBy: ['HighResponseTime'],
  }),
]

function withAlerts(model: Model): Model {
  const source = model.sources.get('alertmanager')
  if (source === undefined) throw new Error('no alertmanager')
  const resolved = [
    {
      alert: anAlert('RedisMemoryHigh', {
        startsAt: NOW - 50 * MINUTE,
        labels: { alertname: 'RedisMemoryHigh', severity: 'warning', service: 'redis' },
      }),
      goneAt: NOW - 12 * MINUTE,
    },
  ]
  return {
    ...model,
    sources: new Map(model.sources).set('alertmanager', { ...source, alerts: ALERTS, resolved }),
  }
}

/** The GPUs of the captured H100, so many of them, each a little different; some are not well. */
function machine(count: number): Scenario['reads'] {
  const log = parseLog(withGpus(LOADED, count))
  if (typeof log === 'string') throw new Error(log)
  const devices = devicesOf(log)
  const each = (
    field: Parameters<typeof readOf>[1],
    change: (value: number, index: number) => Value,
  ): Reads =>
    Object.fromEntries(
      devices.map((device, index) => {
        const value = readOf(device, field)
        return [device.key, () => (typeof value === 'number' ? change(value, index) : value)]
      }),
    )
  return {
    gpu_utilization: each('utilization_ratio', (value, i) => Math.max(0, value - ((i * 7) % 40) / 100)),
    gpu_memory_used: each('memory_used_bytes', (value) => value),
    gpu_memory_total: each('memory_total_bytes', (value) => value),
    gpu_memory_free: each('memory_free_ratio', (_, i) => (i === 5 ? 0.22 : 0.3 + ((i * 13) % 50) / 100)),
    gpu_temperature: each('temperature_celsius', (_, i) => (i === 17 ? 92 : 48 + ((i * 11) % 30))),
    gpu_power: each('power_watts', (value, i) => Math.max(90, value - ((i * 17) % 120))),
    gpu_power_limit: each('power_limit_watts', (value) => value),
    gpu_ecc_errors: each('ecc_errors', (value, i) => (i === 33 ? 2 : value)),
    gpu_throttled: each('throttled', (value) => value),
  }
}

function readOf(
  { fields }: ReturnType<typeof devicesOf>[number],
  field: keyof ReturnType<typeof devicesOf>[number]['fields'],
): Value {
  const found = fields[field]
  if (found?.ok !== true) throw new Error(`the capture has no ${field}`)
  return found.value
}

const open = (model: Model, page: Page): Model =>
  update(model, { type: 'intent', now: model.now, intent: { type: 'page', page } }).model

const down = (model: Model, by: number): Model =>
  update(model, { type: 'intent', now: model.now, intent: { type: 'scroll', by } }).model

/** Pages as they are opened on a bad night. */
type Size = { readonly columns: number; readonly rows: number }

export const PAGES: Readonly<Record<string, (profile: WatchProfile, size: Size) => Model>> = {
  alerts: (profile, size) => open(withAlerts(play(profile, breakerOpen(), size)), 'alerts'),
  'alerts-silenced': (profile, size) =>
    down(open(withAlerts(play(profile, breakerOpen(), size)), 'alerts'), 2),
  'alerts-blind': (profile, size) => {
    const failure = {
      kind: 'refused',
      message: 'http://localhost:9093 refused the connection',
      hint: 'is it running?',
    } as const
    return open(play(profile, { ...breakerOpen(), down: { alertmanager: failure } }, size), 'alerts')
  },
  services: (profile, size) =>
    open(
      ACTING.scaled?.(play(profile, breakerOpen(), size)) ?? play(profile, breakerOpen(), size),
      'services',
    ),
  gpus: (profile, size) => open(play(profile, { ...breakerOpen(), reads: machine(2) }, size), 'gpus'),
  'gpus-64': (profile, size) => open(play(profile, { ...breakerOpen(), reads: machine(64) }, size), 'gpus'),
}
