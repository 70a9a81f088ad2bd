import type { SignalConfig } from '../../core/signal.ts'
import type { Finding } from '../../core/source.ts'
import { fieldOf, namesOf, unknownField } from '../field/readings.ts'
import { nvidiaSmiFields } from './config.ts'
import { type Device, devicesOf } from './devices.ts'
import type { LogResult } from './read.ts'

/** What the doctor says: what was found, which fields have no data, and which signals that blinds. */
export function examineDevices(
  id: string,
  result: LogResult,
  signals: readonly SignalConfig[],
): readonly Finding[] {
  if (!result.ok) {
    const { message, hint } = result.failure
    return [{ subject: id, outcome: 'failed', message, hint }]
  }
  const devices = devicesOf(result.log)
  return [
    ...devices.map((device) => describeDevice(id, device)),
    ...result.warnings.map(
      (message): Finding => ({
        subject: id,
        outcome: 'warn',
        message,
        hint: 'run nvidia-smi by hand and see what it says',
      }),
    ),
    ...signals.map((signal) => examineSignal(signal, devices)),
  ]
}

function describeDevice(id: string, { key, name, fields }: Device): Finding {
  const silent = namesOf(nvidiaSmiFields).filter((field) => fields[field]?.ok !== true)
  const lacks = silent.length === 0 ? 'every field has data' : `no data for ${silent.join(', ')}`
  return { subject: `${id} gpu ${key}`, outcome: 'ok', message: `${name}: ${lacks}`, hint: '' }
}

function examineSignal(signal: SignalConfig, devices: readonly Device[]): Finding {
  const field = fieldOf(signal, nvidiaSmiFields)
  if (field === null) {
    const message = unknownField(signal, nvidiaSmiFields)
    return { subject: signal.id, outcome: 'failed', message, hint: 'change its field' }
  }
  const found = devices.flatMap(({ key, fields }) => {
    const value = fields[field]
    return value === undefined ? [] : [{ key, value }]
  })
  const silent = found.flatMap(({ key, value }) => (value.ok ? [] : [`gpu ${key}: ${value.reason}`]))
  const unseen = signal.expect.filter(
    (key) => signal.label === 'gpu' && !found.some((one) => one.key === key),
  )
  if (silent.length === 0 && unseen.length === 0) {
    const message = `${field} of ${found.map(({ key }) => `gpu ${key}`).join(', ')}`
    return { subject: signal.id, outcome: 'ok', message, hint: '' }
  }
  return {
    subject: signal.id,
    outcome: 'warn',
    message: [...silent, ...unseen.map((key) => `gpu ${key} is not there`)].join('; '),
    hint: 'leave the signal out where the GPU does not tell it',
  }
}
