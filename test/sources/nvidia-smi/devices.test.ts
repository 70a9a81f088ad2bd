import { describe, expect, it } from 'vitest'
import type { NvidiaSmiField } from '../../../src/sources/nvidia-smi/config.ts'
import { devicesOf } from '../../../src/sources/nvidia-smi/devices.ts'
import { parseLog } from '../../../src/sources/nvidia-smi/log.ts'
import { edit, IDLE, LARGE, LOADED, MIG, migDevice, rename, withGpus } from './sample.ts'

const MIB = 1024 ** 2

/** What each device says: a value, or the reason why there is none. */
function read(xml: string): Record<string, Partial<Record<NvidiaSmiField, unknown>>> {
  const log = parseLog(xml)
  if (typeof log === 'string') throw new Error(log)
  return Object.fromEntries(
    devicesOf(log).map(({ key, fields }) => [
      key,
      Object.fromEntries(
        Object.entries(fields).map(([field, found]) => [field, found.ok ? found.value : found.reason]),
      ),
    ]),
  )
}

const idle = {
  utilization_ratio: 0,
  memory_used_bytes: 0,
  memory_total_bytes: 81559 * MIB,
  memory_free_ratio: 81079 / 81559,
  temperature_celsius: 44,
  power_watts: 126.19,
  power_limit_watts: 700,
  ecc_errors: 0,
  throttled: 'none',
}
const loaded = {
  utilization_ratio: 0.96,
  memory_used_bytes: 41843 * MIB,
  memory_total_bytes: 81559 * MIB,
  memory_free_ratio: 39237 / 81559,
  temperature_celsius: 66,
  power_watts: 679.4,
  power_limit_watts: 700,
  ecc_errors: 0,
  throttled: 'sw power cap',
}

describe('real captures', () => {
  it('reads an idle GPU', () => expect(read(IDLE)).toEqual({ '0': idle }))
  it('reads a GPU under load', () => expect(read(LOADED)).toEqual({ '0': loaded }))
  it('reads a larger GPU that has reached its power limit', () =>
    expect(read(LARGE)).toEqual({
      '0': {
        ...loaded,
        utilization_ratio: 0.99,
        memory_used_bytes: 96379 * MIB,
        memory_total_bytes: 143771 * MIB,
        memory_free_ratio: expect.closeTo(1 - 96379 / 143771, 2),
        temperature_celsius: 57,
        power_watts: 703.17,
      },
    }))
  it('reads eight GPUs', () => {
    const all = read(withGpus(LOADED, 8))
    expect(Object.keys(all)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7'])
    expect(all['7']).toEqual(loaded)
  })
  it('tells the GPUs apart', () => {
    const log = parseLog(withGpus(IDLE, 2))
    const [first, second] = typeof log === 'string' ? [] : devicesOf(log)
    expect(first).toMatchObject({
      name: 'NVIDIA H100 80GB HBM3',
      uuid: 'GPU-00000000-1111-2222-3333-444444444444',
    })
    expect(second?.uuid).not.toBe(first?.uuid)
  })
})

describe('fields without a number', () => {
  const naReason = 'no data: this GPU does not tell (N/A)'
  it.each<[string, NvidiaSmiField, string, string]>([
    ['gpu_util', 'utilization_ratio', 'N/A', naReason],
    ['gpu_util', 'utilization_ratio', '[N/A]', naReason],
    ['gpu_util', 'utilization_ratio', '', 'no data: nvidia-smi does not report it'],
    ['gpu_util', 'utilization_ratio', 'NaN %', 'no data: nvidia-smi says "NaN %"'],
    ['gpu_util', 'utilization_ratio', '1e999 %', 'no data: nvidia-smi says "1e999 %"'],
    ['gpu_util', 'utilization_ratio', '5 toString', 'no data: nvidia-smi says "5 toString"'],
    ['gpu_temp', 'temperature_celsius', 'Unknown Error', 'no data: nvidia-smi says "Unknown Error"'],
    ['gpu_temp', 'temperature_celsius', 'GPU is lost', 'no data: nvidia-smi says "GPU is lost"'],
    ['total', 'memory_free_ratio', 'N/A', naReason],
    ['total', 'memory_free_ratio', '0 MiB', 'no data: the total memory is zero'],
    [
      'used',
      'memory_used_bytes',
      'Insufficient Permissions',
      'no data: nvidia-smi says "Insufficient Permissions"',
    ],
    [
      'current_power_limit',
      'power_limit_watts',
      'Requested functionality has been deprecated',
      'no data: nvidia-smi says "Requested functionality has been deprecated"',
    ],
    [
      'gpu_temp',
      'temperature_celsius',
      '\u001b]0;owned\u0007',
      'no data: nvidia-smi says "\\x1b]0;owned\\x07"',
    ],
    ['clocks_event_reasons', 'throttled', 'N/A', 'no data: nvidia-smi does not report it'],
    ['clocks_event_reasons', 'throttled', '<clocks_event_reason_x>N/A</clocks_event_reason_x>', naReason],
    ['volatile', 'ecc_errors', 'N/A', 'no data: nvidia-smi does not report it'],
    ['volatile', 'ecc_errors', '<sram_uncorrectable>N/A</sram_uncorrectable>', naReason],
    ['ecc_errors', 'ecc_errors', 'N/A', 'no data: nvidia-smi does not report it'],
    ['gpu_power_readings', 'power_watts', 'N/A', 'no data: nvidia-smi does not report it'],
  ])('<%s> → %s: "%s"', (element, field, inside, reason) => {
    expect(read(edit(LOADED, element, inside))['0']?.[field]).toBe(reason)
  })

  it('keeps the other fields', () => {
    const { temperature_celsius, ...others } = read(edit(LOADED, 'temperature', 'N/A'))['0'] ?? {}
    expect(temperature_celsius).toMatch(/^no data/)
    expect(others).toEqual({ ...loaded, temperature_celsius: undefined })
  })
})

describe('other drivers', () => {
  it('reads throttle reasons by their old name', () => {
    expect(read(rename(LOADED, /clocks_event_reason/g, 'clocks_throttle_reason'))['0']).toEqual(loaded)
  })
  it('reads power readings by their old name', () => {
    expect(read(rename(LOADED, /gpu_power_readings/g, 'power_readings'))['0']).toEqual(loaded)
  })
  it.each([
    ['power_draw alone (v12)', '<power_draw>67.03 W</power_draw>', 67.03],
    [
      'the instant before the average',
      '<average_power_draw>1 W</average_power_draw><instant_power_draw>2 W</instant_power_draw>',
      2,
    ],
    [
      'the average where the instant is N/A',
      '<instant_power_draw>N/A</instant_power_draw><average_power_draw>1 W</average_power_draw>',
      1,
    ],
  ])('takes %s', (_, inside, watts) => {
    expect(read(edit(LOADED, 'gpu_power_readings', inside))['0']?.power_watts).toBe(watts)
  })
  it('takes the enforced power limit of v11', () => {
    const xml = edit(LOADED, 'gpu_power_readings', '<enforced_power_limit>250.00 W</enforced_power_limit>')
    expect(read(xml)['0']?.power_limit_watts).toBe(250)
  })
  it.each([
    [
      'parity, SECDED and DRAM',
      '<sram_correctable>9</sram_correctable><sram_uncorrectable_parity>1</sram_uncorrectable_parity><sram_uncorrectable_secded>2</sram_uncorrectable_secded><dram_uncorrectable>4</dram_uncorrectable>',
      7,
    ],
    [
      'SRAM and DRAM (v12)',
      '<sram_correctable>9</sram_correctable><sram_uncorrectable>1</sram_uncorrectable><dram_uncorrectable>2</dram_uncorrectable>',
      3,
    ],
    [
      'double bits (v11)',
      '<single_bit><total>9</total></single_bit><double_bit><device_memory>2</device_memory><total>5</total></double_bit>',
      5,
    ],
  ])('counts uncorrected ECC errors of %s', (_, inside, count) => {
    expect(read(edit(LOADED, 'volatile', inside))['0']?.ecc_errors).toBe(count)
  })
  it('names every reason that throttles, and reasons of tomorrow', () => {
    const xml = edit(
      LOADED,
      'clocks_event_reasons',
      `<clocks_event_reason_gpu_idle>Active</clocks_event_reason_gpu_idle>
       <clocks_event_reason_hw_thermal_slowdown>Active</clocks_event_reason_hw_thermal_slowdown>
       <clocks_event_reason_solar_flare>Active</clocks_event_reason_solar_flare>
       <clocks_event_reason_sync_boost>Not Active</clocks_event_reason_sync_boost>`,
    )
    expect(read(xml)['0']?.throttled).toBe('hw thermal slowdown, solar flare')
  })
})

describe('MIG', () => {
  it('gives each device a row of its own, after its GPU', () => {
    const all = read(MIG)
    expect(Object.keys(all)).toEqual(['0', '0/0', '0/1'])
    expect(all['0/1']).toEqual({
      memory_used_bytes: 5000 * MIB,
      memory_total_bytes: 20000 * MIB,
      memory_free_ratio: 0.75,
      ecc_errors: 1,
    })
    expect(all['0']).toMatchObject({
      temperature_celsius: 44,
      utilization_ratio: 'no data: a GPU divided by MIG does not tell its utilization',
    })
  })
  it('reads the utilization where a driver tells it', () => {
    const xml = edit(
      MIG,
      'mig_devices',
      migDevice(4, 0, '<utilization><gpu_util>50 %</gpu_util></utilization>'),
    )
    expect(read(xml)['0/4']?.utilization_ratio).toBe(0.5)
  })
})

describe('what is no answer', () => {
  it.each([
    ['nothing', '', 'it is not the XML of nvidia-smi'],
    ['another program', 'Usage: smi [options]', 'it is not the XML of nvidia-smi'],
    ['an answer cut off', LOADED.slice(0, 5000), 'it is cut off before its end'],
    [
      'a part that ends in the next GPU',
      withGpus(LOADED, 2).replace('</pci>', ''),
      'it has a hole in the middle',
    ],
    ['an answer with a hole', `${LOADED.slice(0, 5000)}</nvidia_smi_log>`, 'it has a hole in the middle'],
    ['a tag that never ends', '<nvidia_smi_log><b </nvidia_smi_log>', 'it has a hole in the middle'],
    [
      'text where GPUs should be',
      '<nvidia_smi_log>hello</nvidia_smi_log>',
      'it has another shape than nvidia-smi gives',
    ],
  ])('says so of %s', (_, text, why) => expect(parseLog(text)).toBe(why))

  it('takes a reserved name for one like all others', () => {
    const log = parseLog(edit(LOADED, 'clocks_event_reasons', '<__proto__>Active</__proto__>'))
    expect(log).toMatchObject({ gpu: [{ product_name: 'NVIDIA H100 80GB HBM3' }] })
    expect(({} as Record<string, unknown>).Active).toBeUndefined()
  })

  it('leaves entities alone, however they nest', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>`
    const xml = edit(LOADED.replace(/<!DOCTYPE[^>]*>/, bomb), 'product_name', '&c;')
    const log = parseLog(xml)
    expect(typeof log === 'string' ? log : log.gpu[0]?.product_name).toBe('&c;')
  })
})
