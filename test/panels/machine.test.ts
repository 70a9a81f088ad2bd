import { describe, expect, it } from 'vitest'
import type { GpuConfig } from '../../src/panels/gpu/config.ts'
import { judgeMachine } from '../../src/panels/gpu/machine.ts'
import { aModel, aSignal, given, rule } from '../support/model.ts'

const labelled = { source: 'gpu', label: 'gpu' } as const
const config: GpuConfig = {
  id: 'gpu',
  kind: 'gpu',
  title: 'GPU',
  utilization: 'util',
  memoryUsed: 'used',
  memoryTotal: 'total',
  eccErrors: 'ecc',
  throttled: 'throttled',
}

describe('the machine', () => {
  const model = aModel({
    signals: [
      given(aSignal('util', { ...labelled, unit: 'ratio' }), { '10': 0.5, '9': 0.2 }),
      given(aSignal('used', { ...labelled, unit: 'bytes' }), { '9': 10, '10': 40, '10/0': 5 }),
      given(aSignal('total', { ...labelled, unit: 'bytes' }), { '9': 80, '10': 80, '10/0': 20 }),
      given(
        aSignal('ecc', { ...labelled, isOptional: true, rules: [rule({ op: 'above', warn: 0, crit: 9 })] }),
        { '9': { absent: 'no data: [N/A]' }, '10': 0, '10/0': 2 },
      ),
    ],
  })
  const devices = judgeMachine(config, model)

  it('has GPUs by number, each followed by its MIG instances', () => {
    expect(devices.map(({ key }) => key)).toEqual(['9', '10', '10/0'])
  })

  it('knows of a MIG instance what it tells', () => {
    expect(devices[2]).toMatchObject({ memoryPart: 0.25, level: 'warn', utilization: null })
    expect(devices[2]?.worst?.signal.id).toBe('ecc')
  })

  it('is no worse for what a GPU need not tell', () => {
    expect(devices[0]).toMatchObject({ level: 'ok', memoryPart: 0.125 })
  })
})
