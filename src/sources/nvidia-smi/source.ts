import type { Failure } from '../../core/failure.ts'
import type { Reading } from '../../core/sample.ts'
import type { SignalConfig } from '../../core/signal.ts'
import type { Source } from '../../core/source.ts'
import type { EpochMs } from '../../core/time.ts'
import { type FieldRow, fieldReadings } from '../field/readings.ts'
import { type NvidiaSmiConfig, type NvidiaSmiField, nvidiaSmiFields } from './config.ts'
import { type Device, devicesOf } from './devices.ts'
import { examineDevices } from './examine.ts'
import { type LogResult, readLog } from './read.ts'

export type NvidiaSmiSourceOptions = {
  readonly id: string
  readonly config: NvidiaSmiConfig
  readonly signals: readonly SignalConfig[]
  readonly now: () => EpochMs
}

type Look =
  | {
      readonly ok: true
      readonly devices: readonly Device[]
      readonly readings: readonly Reading[]
      readonly warnings: readonly string[]
    }
  | { readonly ok: false; readonly failure: Failure }

/**
 * GPUs by `nvidia-smi -q -x`, run once a poll (0.11 s), on this machine or by ssh.
 * It keeps no past. Source: NVIDIA's manual of nvidia-smi; schemas v11 to v13.
 */
export function createNvidiaSmiSource({ id, config, signals, now }: NvidiaSmiSourceOptions): Source {
  let running: AbortController | null = null
  let isStuck = false

  const read = async (outer: AbortSignal): Promise<LogResult> => {
    // A process in uninterruptible sleep outlives SIGKILL; one more every few seconds would only add to the pile.
    if (isStuck) return { ok: false, failure: stuck(config), gone: Promise.resolve() }
    const controller = new AbortController()
    const abort = (): void => controller.abort()
    running = controller
    outer.addEventListener('abort', abort, { once: true })
    if (outer.aborted) abort()
    const result = await readLog(config, controller.signal)
    outer.removeEventListener('abort', abort)
    running = null
    if (!result.ok) {
      isStuck = true
      void result.gone.then(() => {
        isStuck = false
      })
    }
    return result
  }

  const look = async (signal: AbortSignal): Promise<Look> => {
    // The values were true at some moment of the run; its beginning makes them look older, never younger.
    const measuredAt = now()
    const result = await read(signal)
    if (!result.ok) return { ok: false, failure: result.failure }
    const devices = devicesOf(result.log)
    const rowsOf = (field: NvidiaSmiField): FieldRow[] => rowsFrom(devices, field, measuredAt)
    const readings = signals.flatMap((one) => fieldReadings(one, nvidiaSmiFields, rowsOf, measuredAt))
    return { ok: true, devices, readings, warnings: result.warnings }
  }

  return {
    id,
    kind: config.kind,
    fill: null,
    poll: async (signal) => {
      const result = await look(signal)
      if (!result.ok) return result
      const { readings, warnings } = result
      return { ok: true, readings, alerts: null, warnings, skewMs: null }
    },
    examine: async (signal) => {
      const result = await look(signal)
      if (result.ok) return examineDevices(id, result.devices, result.warnings, signals, result.readings)
      const { message, hint } = result.failure
      return [{ subject: id, outcome: 'failed', message, hint }]
    },
    close: async () => running?.abort(),
  }
}

/** MIG devices have only some of the fields, and no row for the others. */
function rowsFrom(devices: readonly Device[], field: NvidiaSmiField, measuredAt: EpochMs): FieldRow[] {
  return devices.flatMap(({ key, name, uuid, fields }): FieldRow[] => {
    const found = fields[field]
    if (found === undefined) return []
    const labels = { gpu: key, name, uuid }
    return found.ok
      ? [{ labels, sample: { kind: 'value', value: found.value, measuredAt } }]
      : [{ labels, sample: { kind: 'absent', reason: found.reason, measuredAt } }]
  })
}

const stuck = ({ command }: NvidiaSmiConfig): Failure => ({
  kind: 'timeout',
  message: `the ${command[0] ?? 'nvidia-smi'} of an earlier poll hangs and can't be killed`,
  hint: 'it waits inside the driver: dmesg | grep -i nvrm; often only a reboot helps',
})
