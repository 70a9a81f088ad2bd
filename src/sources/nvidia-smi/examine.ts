import type { Reading } from '../../core/sample.ts'
import type { SignalConfig } from '../../core/signal.ts'
import type { Finding } from '../../core/source.ts'
import { examineFields } from '../field/examine.ts'
import { namesOf } from '../field/readings.ts'
import { nvidiaSmiFields } from './config.ts'
import type { Device } from './devices.ts'

/** What the doctor says: which devices there are, which fields they have no data for, and what signals make of it. */
export function examineDevices(
  id: string,
  devices: readonly Device[],
  warnings: readonly string[],
  signals: readonly SignalConfig[],
  readings: readonly Reading[],
): readonly Finding[] {
  return [
    ...devices.map((device) => describeDevice(id, device)),
    ...warnings.map(
      (message): Finding => ({
        subject: id,
        outcome: 'warn',
        message,
        hint: 'run nvidia-smi by hand and see what it says',
      }),
    ),
    ...examineFields(signals, nvidiaSmiFields, readings),
  ]
}

function describeDevice(id: string, { key, name, fields }: Device): Finding {
  const silent = namesOf(nvidiaSmiFields).filter((field) => fields[field]?.ok !== true)
  const lacks = silent.length === 0 ? 'every field has data' : `no data for ${silent.join(', ')}`
  return { subject: `${id} gpu ${key}`, outcome: 'ok', message: `${name}: ${lacks}`, hint: '' }
}
