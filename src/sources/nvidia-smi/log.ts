import { z } from 'zod'
import { readElements } from './elements.ts'

const END = '</nvidia_smi_log>'

/** Four fifths of the text, which nobody reads here. */
const UNREAD: ReadonlySet<string> = new Set([
  'supported_clocks',
  'processes',
  'accounted_processes',
  'pci',
  'platformInfo',
  'inforom_version',
  'bar1_memory_usage',
  'cc_protected_memory_usage',
  'encoder_stats',
  'fbc_stats',
  'retired_pages',
  'remapped_rows',
  'aggregate',
  'aggregate_uncorrectable_sram_sources',
  'clocks_event_reasons_counters',
  'clocks_throttle_reasons_counters',
  'module_power_readings',
  'power_profiles',
  'clocks',
  'max_clocks',
  'applications_clocks',
  'default_applications_clocks',
  'max_customer_boost_clocks',
  'fabric',
])

/** Elements come, go and turn from groups into "N/A" with every driver: what does not fit counts as not there. */
const leaf = z.string().optional().catch(undefined)
const group = <T extends z.ZodRawShape>(shape: T) => z.object(shape).partial().optional().catch(undefined)
/** One of a kind comes without a list around it. */
const list = <T extends z.ZodType>(element: T) =>
  z.preprocess((found) => [found ?? []].flat(), z.array(element))
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
  mig_devices: group({ mig_device: list(migDevice.catch({})) }),
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
    gpu: list(gpu.catch({})),
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
  const elements = readElements(output.slice(begin, end + END.length), UNREAD, 'gpu')
  if (typeof elements === 'string') return elements
  const parsed = document.safeParse(elements)
  return parsed.success ? parsed.data.nvidia_smi_log : 'it has another shape than nvidia-smi gives'
}

/** What stands before and after the XML: drivers complain there about single GPUs. */
export function remarksIn(output: string): string {
  const begin = output.indexOf('<?xml') >= 0 ? output.indexOf('<?xml') : output.indexOf('<nvidia_smi_log')
  const end = output.lastIndexOf(END)
  return `${output.slice(0, Math.max(0, begin))}\n${end < 0 ? '' : output.slice(end + END.length)}`.trim()
}
