import { numberSample, type Sample } from '../../core/sample.ts'
import type { EpochMs } from '../../core/time.ts'
import type { FieldRow } from '../field/readings.ts'
import type { HostField } from './config.ts'
import type { CpuMeter } from './cpu.ts'
import type { DiskAnswer } from './disks.ts'
import type { Machine } from './machine.ts'

/** Reads one field that has a single series. Rejects where the machine does not answer. */
export async function readField(
  field: Exclude<HostField, 'disk_ratio'>,
  machine: Machine,
  cpu: CpuMeter,
  now: EpochMs,
): Promise<Sample> {
  switch (field) {
    case 'cpu_ratio': {
      const measured = cpu.measure(await machine.cpuTimes())
      return typeof measured === 'number' ? numberSample(measured, now) : absent(measured, now)
    }
    case 'memory_ratio': {
      const { total, available } = await machine.memory()
      return total > 0 ? numberSample((total - available) / total, now) : absent('the memory is unknown', now)
    }
    case 'swap_ratio': {
      const { swapTotal, swapFree } = await machine.memory()
      const used = swapTotal - swapFree
      return swapTotal > 0 ? numberSample(used / swapTotal, now) : absent('this machine has no swap', now)
    }
    case 'load1': {
      const load = machine.load1()
      return load === null ? absent('this system has no load average', now) : numberSample(load, now)
    }
  }
}

/** The row of one disk: the share in use of what its users may have, as df shows it. */
export function diskRow(mount: string, answer: DiskAnswer, now: EpochMs): FieldRow {
  const labels = { mount }
  if (answer.kind !== 'use') {
    return { labels, sample: { kind: answer.kind, reason: answer.reason, measuredAt: now } }
  }
  const { used, available } = answer.use
  const size = used + available
  return { labels, sample: size > 0 ? numberSample(used / size, now) : absent('it has no size', now) }
}

const absent = (why: string, measuredAt: EpochMs): Sample => ({
  kind: 'absent',
  reason: `no data: ${why}`,
  measuredAt,
})
