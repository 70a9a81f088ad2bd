import { readFileSync } from 'node:fs'
import type { SignalConfig } from '../../../src/core/signal.ts'
import { nvidiaSmiFields } from '../../../src/sources/nvidia-smi/config.ts'

export const fixturePath = (name: string): string =>
  new URL(`../../fixtures/nvidia-smi/${name}`, import.meta.url).pathname

/** Captured from an H100 80GB under driver 580.159.04. */
export const IDLE = readFileSync(fixturePath('h100-idle.xml'), 'utf8')
export const LOADED = readFileSync(fixturePath('h100-loaded.xml'), 'utf8')
/** From an H200 under the same driver. */
export const LARGE = readFileSync(fixturePath('h200-loaded.xml'), 'utf8')

/** Replaces what stands in one element; fails where the element is not there, so that no case tests nothing. */
export function edit(xml: string, element: string, inside: string, nth = 0): string {
  const pattern = new RegExp(`(<${element}>)([^\0]*?)(</${element}>)`, 'g')
  let seen = -1
  const edited = xml.replace(pattern, (whole, open: string, _: string, close: string) => {
    seen += 1
    return seen === nth ? `${open}${inside}${close}` : whole
  })
  if (edited === xml) throw new Error(`nothing to edit in <${element}>`)
  return edited
}

/** Renames an element wherever it stands. */
export const rename = (xml: string, from: RegExp, to: string): string => xml.replace(from, to)

/** The same machine with several GPUs. */
export function withGpus(xml: string, count: number): string {
  const gpu = /<gpu id=[\s\S]*<\/gpu>/.exec(xml)?.[0] ?? ''
  const more = Array.from({ length: count - 1 }, (_, at) => gpu.replace(/(<uuid>GPU-)0+/, `$1${at + 1}`))
  return edit(xml.replace(gpu, [gpu, ...more].join('\n')), 'attached_gpus', String(count))
}

/** A MIG device as schema v12 describes it. */
export const migDevice = (index: number, usedMiB: number, more = ''): string => `
  <mig_device>
    <index>${index}</index>
    <gpu_instance_id>${index + 3}</gpu_instance_id>
    <compute_instance_id>0</compute_instance_id>
    <device_attributes><shared><multiprocessor_count>14</multiprocessor_count></shared></device_attributes>
    <ecc_error_count><volatile_count><sram_uncorrectable>${index}</sram_uncorrectable></volatile_count></ecc_error_count>
    <fb_memory_usage>
      <total>20000 MiB</total><reserved>0 MiB</reserved>
      <used>${usedMiB} MiB</used><free>${20000 - usedMiB} MiB</free>
    </fb_memory_usage>
    <bar1_memory_usage><total>32767 MiB</total><used>0 MiB</used><free>32767 MiB</free></bar1_memory_usage>${more}
  </mig_device>`

/** The H100 divided by MIG: the devices have their own memory, the whole has no utilization. */
export const MIG = edit(
  edit(edit(IDLE, 'mig_devices', migDevice(0, 12) + migDevice(1, 5000)), 'current_mig', 'Enabled'),
  'gpu_util',
  'N/A',
)

/** One signal for a field, as a profile would have it. */
export const signalOf = (field: string, over: Partial<SignalConfig> = {}): SignalConfig => ({
  id: field,
  title: field,
  source: 'gpu',
  read: { by: 'field', field },
  label: 'gpu',
  expect: [],
  unit: 'number',
  digits: null,
  staleAfterMs: 30_000,
  failures: 1,
  onFailure: 'unknown',
  isOptional: false,
  hasBaseline: false,
  states: {},
  rules: [],
  ...over,
})

export const SIGNALS = Object.keys(nvidiaSmiFields).map((field) => signalOf(field))
