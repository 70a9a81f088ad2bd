import * as z from 'zod'
import { readXml, type Shape, TEXT } from './xml.ts'

const END = '</nvidia_smi_log>'

const MEMORY: Shape = { total: TEXT, used: TEXT, free: TEXT }
const POWER: Shape = {
  instant_power_draw: TEXT,
  power_draw: TEXT,
  average_power_draw: TEXT,
  current_power_limit: TEXT,
  enforced_power_limit: TEXT,
  power_limit: TEXT,
}

/** What is read. The rest is nineteen parts in twenty, and parsing it would cost as much as all other polls together. */
export const READ: Shape = {
  driver_version: TEXT,
  attached_gpus: TEXT,
  gpu: {
    product_name: TEXT,
    uuid: TEXT,
    mig_mode: { current_mig: TEXT },
    mig_devices: {
      mig_device: {
        index: TEXT,
        uuid: TEXT,
        utilization: { gpu_util: TEXT },
        fb_memory_usage: MEMORY,
        ecc_error_count: { volatile_count: { '*': TEXT } },
      },
    },
    utilization: { gpu_util: TEXT },
    fb_memory_usage: MEMORY,
    temperature: { gpu_temp: TEXT },
    gpu_power_readings: POWER,
    power_readings: POWER,
    clocks_event_reasons: { '*': TEXT },
    clocks_throttle_reasons: { '*': TEXT },
    ecc_errors: { volatile: { '*': { '*': TEXT } } },
  },
}

/** Elements come, go and turn from groups into "N/A" with every driver: what does not fit counts as not there. */
const leaf = z.string().optional().catch(undefined)
const group = <T extends z.ZodRawShape>(shape: T) => z.object(shape).partial().optional().catch(undefined)
/** An only one stands alone. */
const listOf = <T extends z.ZodType>(one: T) =>
  z.preprocess(
    (found) => (found === undefined || Array.isArray(found) ? (found ?? []) : [found]),
    z.array(one),
  )
const leaves = z.record(z.string(), z.string().catch('')).optional().catch(undefined)

const memory = group({ total: leaf, used: leaf, free: leaf })

const power = group({
  instant_power_draw: leaf,
  power_draw: leaf,
  average_power_draw: leaf,
  current_power_limit: leaf,
  enforced_power_limit: leaf,
  power_limit: leaf,
})

const migDevice = z.object({
  index: leaf,
  uuid: leaf,
  utilization: group({ gpu_util: leaf }),
  fb_memory_usage: memory,
  ecc_error_count: group({ volatile_count: leaves }),
})

const gpu = z.object({
  product_name: leaf,
  uuid: leaf,
  mig_mode: group({ current_mig: leaf }),
  mig_devices: group({ mig_device: listOf(migDevice.catch({})) }),
  utilization: group({ gpu_util: leaf }),
  fb_memory_usage: memory,
  temperature: group({ gpu_temp: leaf }),
  /** Renamed in the schemas v11 to v13. */
  gpu_power_readings: power,
  power_readings: power,
  clocks_event_reasons: leaves,
  clocks_throttle_reasons: leaves,
  ecc_errors: group({
    volatile: z
      .record(z.string(), z.union([z.string(), z.record(z.string(), z.string().catch(''))]).catch(''))
      .optional()
      .catch(undefined),
  }),
})

const document = z.object({
  nvidia_smi_log: z.object({
    driver_version: leaf,
    attached_gpus: leaf,
    gpu: listOf(gpu.catch({})),
  }),
})

export type GpuElement = z.infer<typeof gpu>
export type MigElement = z.infer<typeof migDevice>
export type SmiLog = z.infer<typeof document>['nvidia_smi_log']

/** Reads the output of `nvidia-smi -q -x` (schemas v11 to v13), or says in a few words why it can't be. Throws: never. */
export function parseLog(output: string): SmiLog | string {
  const begin = output.indexOf('<nvidia_smi_log')
  if (begin < 0) return 'it is not the XML of nvidia-smi'
  const end = output.lastIndexOf(END)
  if (end < 0) return 'it is cut off before its end'
  const xml = output.slice(begin, end + END.length)
  const log = readXml(xml, READ)
  if (log === null) return 'it has a hole in the middle'
  const parsed = document.safeParse({ nvidia_smi_log: log })
  if (!parsed.success) return 'it has another shape than nvidia-smi gives'
  // What is passed over may reach from one GPU into the next, where an end is missing.
  const gpus = parsed.data.nvidia_smi_log.gpu.length
  return gpus === countOf(xml, /<gpu[ >]/g) ? parsed.data.nvidia_smi_log : 'it has a hole in the middle'
}

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/** What stands before and after the XML: drivers complain there about single GPUs. */
export function remarksIn(output: string): string {
  const begin = output.indexOf('<?xml') >= 0 ? output.indexOf('<?xml') : output.indexOf('<nvidia_smi_log')
  const end = output.lastIndexOf(END)
  return `${output.slice(0, Math.max(0, begin))}\n${end < 0 ? '' : output.slice(end + END.length)}`.trim()
}
