import { platform } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { errorCode } from '../../core/failure.ts'
import type { Reading, Sample } from '../../core/sample.ts'
import { sanitise } from '../../core/sanitise.ts'
import type { SignalConfig } from '../../core/signal.ts'
import type { Source } from '../../core/source.ts'
import type { DurationMs, EpochMs } from '../../core/time.ts'
import { examineFields } from '../field/examine.ts'
import { type FieldRow, fieldOf, fieldReadings } from '../field/readings.ts'
import { type HostConfig, type HostField, hostFields } from './config.ts'
import { createCpuMeter } from './cpu.ts'
import { createDisks } from './disks.ts'
import { elsewhere } from './elsewhere.ts'
import { diskRow, readField } from './fields.ts'
import { linux } from './linux.ts'
import type { Machine } from './machine.ts'
import { withPatience } from './patience.ts'

export type HostSourceOptions = {
  readonly id: string
  readonly config: HostConfig
  readonly signals: readonly SignalConfig[]
  readonly now: () => EpochMs
  /** The machine to ask; the one this runs on where absent. */
  readonly machine?: Machine
}

/** Disks are asked one after the other, and one that hangs must leave time for the rest. */
const DISK_SHARE = 0.25
/** Counters tick a hundred times a second: twenty ticks tell the use of the CPUs to 5 %. */
const FIRST_READINGS_APART_MS = 200

/**
 * The machine this program runs on: CPU, memory, swap, load and disks. Only what a signal reads is asked for.
 * The use of the CPUs needs two readings: the first poll takes both. It keeps no past.
 */
export function createHostSource(options: HostSourceOptions): Source {
  const { id, config, signals, now } = options
  const machine = options.machine ?? (platform() === 'linux' ? linux : elsewhere)
  const cpu = createCpuMeter()
  const disks = createDisks(machine)
  const asked = new Set(signals.flatMap((signal) => fieldOf(signal, hostFields) ?? []))

  const readDisks = async (until: DurationMs): Promise<FieldRow[]> => {
    const rows: FieldRow[] = []
    for (const mount of new Set(config.disks)) {
      const patienceMs = Math.max(0, Math.min(config.deadline * DISK_SHARE, until - performance.now()))
      rows.push(diskRow(sanitise(mount), await disks.ask(mount, now(), patienceMs), now()))
    }
    return rows
  }

  const readSample = async (field: Exclude<HostField, 'disk_ratio'>, until: DurationMs): Promise<Sample> => {
    const failed = (why: string): Sample => ({
      kind: 'failed',
      reason: `${field} can't be read (${why})`,
      measuredAt: now(),
    })
    try {
      const patienceMs = Math.max(0, until - performance.now())
      return await withPatience(
        readField(field, machine, cpu, now()),
        patienceMs,
        failed('no answer in time'),
      )
    } catch (error) {
      return failed(errorCode(error))
    }
  }

  let hasReadCpu = !asked.has('cpu_ratio')

  const read = async (): Promise<Reading[]> => {
    const until = performance.now() + config.deadline
    if (!hasReadCpu) {
      hasReadCpu = true
      await readSample('cpu_ratio', until)
      await wait(Math.min(FIRST_READINGS_APART_MS, config.deadline / 2))
    }
    const rows = new Map<HostField, readonly FieldRow[]>()
    for (const field of asked) {
      if (field === 'disk_ratio') rows.set(field, await readDisks(until))
      else rows.set(field, [{ labels: {}, sample: await readSample(field, until) }])
    }
    return signals.flatMap((signal) =>
      fieldReadings(signal, hostFields, (field) => rows.get(field) ?? [], now()),
    )
  }

  return {
    id,
    kind: config.kind,
    fill: null,
    poll: async () => ({ ok: true, readings: await read(), alerts: null, warnings: [], skewMs: null }),
    examine: async () => examineFields(signals, hostFields, await read()),
    close: async () => {},
  }
}
