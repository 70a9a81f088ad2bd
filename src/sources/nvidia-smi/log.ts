import { XMLParser } from 'fast-xml-parser'
import * as z from 'zod'

const END = '</nvidia_smi_log>'

/** Four fifths of the text, which nobody reads here; parsing it would cost as much as all other polls together. */
const UNREAD =
  /<(supported_clocks|processes|accounted_processes|pci|platformInfo|inforom_version|bar1_memory_usage|cc_protected_memory_usage|encoder_stats|fbc_stats|retired_pages|remapped_rows|aggregate|aggregate_uncorrectable_sram_sources|clocks_(?:event|throttle)_reasons_counters|module_power_readings|power_profiles|clocks|max_clocks|applications_clocks|default_applications_clocks|max_customer_boost_clocks|fabric)>[\s\S]*?<\/\1>/g

/** Elements come, go and turn from groups into "N/A" with every driver: what does not fit counts as not there. */
const leaf = z.string().optional().catch(undefined)
const group = <T extends z.ZodRawShape>(shape: T) => z.object(shape).partial().optional().catch(undefined)
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
  mig_devices: group({ mig_device: z.array(migDevice.catch({})).catch([]) }),
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
    gpu: z.array(gpu.catch({})).default([]),
  }),
})

export type GpuElement = z.infer<typeof gpu>
export type MigElement = z.infer<typeof migDevice>
export type SmiLog = z.infer<typeof document>['nvidia_smi_log']

/**
 * Entities are left alone: those a DOCTYPE declares could grow without bound, and nvidia-smi uses none.
 * Values stay text: "N/A" and sentences stand where numbers do.
 */
const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  // Names are enough here; else the path of every element is put together.
  jPath: false,
  isArray: (name) => name === 'gpu' || name === 'mig_device',
})

/** Reads the output of `nvidia-smi -q -x` (schemas v11 to v13), or says in a few words why it can't be. Throws: never. */
export function parseLog(output: string): SmiLog | string {
  const begin = output.indexOf('<nvidia_smi_log')
  if (begin < 0) return 'it is not the XML of nvidia-smi'
  const end = output.lastIndexOf(END)
  if (end < 0) return 'it is cut off before its end'
  const xml = output.slice(begin, end + END.length)
  const slim = xml.replace(UNREAD, '')
  // The parser mends what is not closed: a GPU, or a part of one, that never ends would take the values of the next.
  const gpus = countOf(xml, /<gpu[ >]/g)
  if (gpus !== countOf(xml, /<\/gpu>/g) || gpus !== countOf(slim, /<gpu[ >]/g))
    return 'it has a hole in the middle'
  try {
    const parsed = document.safeParse(parser.parse(slim))
    return parsed.success ? parsed.data.nvidia_smi_log : 'it has another shape than nvidia-smi gives'
  } catch {
    // The parser throws on what is no XML; its words are about its insides, not about the output.
    return 'it is not well-formed XML'
  }
}

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/** What stands before and after the XML: drivers complain there about single GPUs. */
export function remarksIn(output: string): string {
  const begin = output.indexOf('<?xml') >= 0 ? output.indexOf('<?xml') : output.indexOf('<nvidia_smi_log')
  const end = output.lastIndexOf(END)
  return `${output.slice(0, Math.max(0, begin))}\n${end < 0 ? '' : output.slice(end + END.length)}`.trim()
}
