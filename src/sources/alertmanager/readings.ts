import type { Alert } from '../../core/alert.ts'
import type { Reading } from '../../core/sample.ts'
import type { SignalConfig } from '../../core/signal.ts'
import type { EpochMs } from '../../core/time.ts'

/** Counts alerts for a signal. `seen` are severities of earlier polls: none of them now is 0, not a gap. */
export function countAlerts(
  signal: SignalConfig,
  alerts: readonly Alert[],
  seen: ReadonlySet<string>,
  at: EpochMs,
): readonly Reading[] {
  const field = signal.read.by === 'field' ? signal.read.field : ''
  const active = alerts.filter(({ state }) => state === 'active')
  switch (field) {
    case 'active':
      return [count(signal, {}, active.length, at)]
    case 'silenced':
      return [count(signal, {}, alerts.filter(({ state }) => state === 'silenced').length, at)]
    case 'active_by_severity': {
      if (signal.label !== 'severity')
        return [absent(signal, 'no data: this field needs label: severity', at)]
      const severities = new Set([...signal.expect, ...seen, ...active.map(({ severity }) => severity)])
      if (severities.size === 0)
        return [absent(signal, 'no data: no alert is active, so there is no severity', at)]
      return Array.from(severities, (severity) =>
        count(signal, { severity }, active.filter((alert) => alert.severity === severity).length, at),
      )
    }
    default:
      return [absent(signal, `no data: an alertmanager has no field "${field}"`, at)]
  }
}

function count({ id }: SignalConfig, labels: Reading['labels'], value: number, measuredAt: EpochMs): Reading {
  return { signal: id, labels, sample: { kind: 'value', value, measuredAt } }
}

function absent({ id }: SignalConfig, reason: string, measuredAt: EpochMs): Reading {
  return { signal: id, labels: {}, sample: { kind: 'absent', reason, measuredAt } }
}
