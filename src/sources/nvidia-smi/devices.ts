import { sanitise } from '../../core/sanitise.ts'
import type { NvidiaSmiField } from './config.ts'
import { eccErrors, eccErrorsOfMig } from './ecc.ts'
import type { GpuElement, MigElement, SmiLog } from './log.ts'
import { type Found, firstQuantity, missing, quantity } from './quantity.ts'
import { throttling } from './throttling.ts'

/** One GPU or MIG device, with what it says of each field. */
export type Device = {
  /** The index as nvidia-smi counts; `0/1` for the MIG device 1 on GPU 0. */
  readonly key: string
  readonly name: string
  readonly uuid: string
  /** Fields that a MIG device has no counterpart of are not there. */
  readonly fields: Partial<Readonly<Record<NvidiaSmiField, Found>>>
}

/** Every GPU in the order of nvidia-smi, each followed by its MIG devices. */
export function devicesOf(log: SmiLog): Device[] {
  return log.gpu.flatMap((gpu, index) => {
    const migs = gpu.mig_devices?.mig_device ?? []
    return [gpuDevice(gpu, index), ...migs.map((mig, at) => migDevice(gpu, mig, index, at))]
  })
}

function gpuDevice(gpu: GpuElement, index: number): Device {
  const power = gpu.gpu_power_readings ?? gpu.power_readings
  return {
    key: String(index),
    name: sanitise(gpu.product_name ?? 'GPU', 64),
    uuid: sanitise(gpu.uuid ?? '', 64),
    fields: {
      utilization_ratio: utilization(gpu),
      ...memoryFields(gpu.fb_memory_usage),
      temperature_celsius: quantity(gpu.temperature?.gpu_temp),
      power_watts: firstQuantity([power?.instant_power_draw, power?.power_draw, power?.average_power_draw]),
      power_limit_watts: firstQuantity([
        power?.current_power_limit,
        power?.enforced_power_limit,
        power?.power_limit,
      ]),
      ecc_errors: eccErrors(gpu.ecc_errors?.volatile),
      throttled: throttling(gpu.clocks_event_reasons ?? gpu.clocks_throttle_reasons),
    },
  }
}

/** A MIG device has memory and ECC counters of its own; heat, power and clocks belong to the whole GPU. */
function migDevice(gpu: GpuElement, mig: MigElement, gpuIndex: number, at: number): Device {
  const index = /^\d{1,4}$/.test(mig.index ?? '') ? mig.index : at
  const load = mig.utilization?.gpu_util
  return {
    key: `${gpuIndex}/${index}`,
    name: sanitise(`${gpu.product_name ?? 'GPU'} MIG ${index}`, 64),
    uuid: sanitise(mig.uuid ?? '', 64),
    fields: {
      ...(load === undefined ? {} : { utilization_ratio: quantity(load) }),
      ...memoryFields(mig.fb_memory_usage),
      ...(mig.ecc_error_count === undefined
        ? {}
        : { ecc_errors: eccErrorsOfMig(mig.ecc_error_count.volatile_count) }),
    },
  }
}

function utilization(gpu: GpuElement): Found {
  const found = quantity(gpu.utilization?.gpu_util)
  if (found.ok || gpu.mig_mode?.current_mig !== 'Enabled') return found
  return missing('a GPU divided by MIG does not tell its utilization')
}

function memoryFields(usage: GpuElement['fb_memory_usage']) {
  const total = quantity(usage?.total)
  return {
    memory_used_bytes: quantity(usage?.used),
    memory_total_bytes: total,
    memory_free_ratio: share(quantity(usage?.free), total),
  }
}

function share(part: Found, whole: Found): Found {
  if (!part.ok) return part
  if (!whole.ok) return whole
  if (typeof part.value !== 'number' || typeof whole.value !== 'number' || whole.value <= 0) {
    return missing('the total memory is zero')
  }
  return { ok: true, value: part.value / whole.value }
}
